import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { protocolForm, readRegion } from "~/features/settings/forms";
import { ProtocolDialog } from "~/features/settings/protocol-dialog";
import { editProtocol, listProtocols } from "~/features/settings/protocols.server";
import { ProtocolsTable } from "~/features/settings/protocols-table";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { clockZone } from "~/http/clinic.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { SettingsPage } from "~/shell/settings-page";
import { useReply } from "~/shell/use-reply";
import { regionWords } from "~/words/en";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Protocols · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "practice.manage");
  const [rows, clinics] = await Promise.all([listProtocols(), listClinics(actor)]);
  const region = readRegion(new URL(request.url).searchParams);
  return { rows, region, zone: clockZone(request, clinics) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "practice.manage");
  const form = await readForm(request, protocolForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await editProtocol(asking(actor), form.data);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  return { ok: true as const, said: `${regionWords[form.data.region]} is saved as the practice’s figures.` };
}

/** After a refusal too: an overtaken form is shown what stands now. */
export const shouldRevalidate = () => true;

export default function Protocols() {
  const { rows, region, zone } = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  const open = reply?.ok ? undefined : rows.find((row) => row.region === region);
  return (
    <SettingsPage title="Protocols" current="protocols" flush said={reply?.ok ? reply.said : undefined}>
      <ProtocolsTable rows={rows} />
      {open && <ProtocolDialog key={open.region} protocol={open} faults={faultsOf(reply, zone)} />}
    </SettingsPage>
  );
}
