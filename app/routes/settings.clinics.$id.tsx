import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { actOnClinic } from "~/features/settings/act.server";
import { ClinicPage } from "~/features/settings/clinic-page";
import { clinicIdOf, clinicPageForm, readClinicDialog } from "~/features/settings/forms";
import { findSetup } from "~/features/settings/overview.server";
import { findClinic } from "~/features/settings/places.server";
import { allZones } from "~/features/settings/zones.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { SettingsPage } from "~/shell/settings-page";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";
import { clinicSaid } from "~/words/settings";

export const meta = () => [{ title: "Clinic · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireActor(request, "practice.manage");
  const id = clinicIdOf(params);
  const now = new Date();
  const clinic = id && (await findClinic(id, now));
  if (!clinic) throw notFound("clinic");
  const setup = await findSetup(now);
  return { clinic, setup, zones: allZones(), dialog: readClinicDialog(new URL(request.url).searchParams) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "practice.manage");
  const id = clinicIdOf(params);
  if (!id) throw notFound("clinic");
  const form = await readForm(request, clinicPageForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await actOnClinic(asking(actor), id, form.data);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  return { ok: true as const, said: clinicSaid[form.data.intent] };
}

/** After a refusal too: an overtaken form is shown what stands now. */
export const shouldRevalidate = () => true;

export default function Clinic() {
  const page = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  return (
    <SettingsPage
      title={page.clinic.name}
      current="clinics"
      crumbs={<a href={paths.clinics()}>Clinics</a>}
      meta={page.clinic.zone}
      setup={page.setup}
      said={reply?.ok ? reply.said : undefined}
    >
      <ClinicPage {...page} faults={faultsOf(reply, page.clinic.zone)} />
    </SettingsPage>
  );
}
