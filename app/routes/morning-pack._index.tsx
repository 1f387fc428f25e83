import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { makePackNow } from "~/features/morning-pack/commands.server";
import { makeForm } from "~/features/morning-pack/forms";
import { PacksPage } from "~/features/morning-pack/packs-page";
import { listPacks } from "~/features/morning-pack/queries.server";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { chosenClinicId } from "~/http/clinic.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { refusalSentence } from "~/words/faults";

export const meta = () => [{ title: "Morning pack · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "calendar.read");
  const clinicId = chosenClinicId(request, await listClinics(actor));
  return { packs: await listPacks(actor, clinicId, new Date()) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "calendar.read");
  const form = await readForm(request, makeForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await makePackNow(asking(actor), form.data.clinicId);
  return outcome.ok ? redirect(paths.morningPack()) : refused(outcome.refusal, form.values);
}

export default function MorningPack() {
  const { packs } = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  const refusal = reply && "refusal" in reply ? reply.refusal : null;
  const zone = packs[0]?.clinic.zone ?? "UTC";
  return <PacksPage packs={packs} fault={refusal && refusalSentence(refusal, zone)} />;
}
