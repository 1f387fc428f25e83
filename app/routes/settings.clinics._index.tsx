import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { ClinicFields } from "~/features/settings/clinic-fields";
import { addClinic } from "~/features/settings/clinic-commands.server";
import { ClinicsTable } from "~/features/settings/clinics-table";
import { clinicForm } from "~/features/settings/forms";
import { listPlaces } from "~/features/settings/places.server";
import { allZones } from "~/features/settings/zones.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { SettingsPage } from "~/shell/settings-page";
import { useReply } from "~/shell/use-reply";
import { Button, LinkButton } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { ErrorSummary } from "~/ui/error-summary";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Clinics · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request, "practice.manage");
  const adds = new URL(request.url).searchParams.has("add");
  return { rows: await listPlaces(), zones: allZones(), adds };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "practice.manage");
  const form = await readForm(request, clinicForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await addClinic(asking(actor), form.data);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  throw redirect(paths.clinic(outcome.value.id));
}

export default function Clinics() {
  const { rows, zones, adds } = useLoaderData<typeof loader>();
  const faults = faultsOf(useReply<typeof action>(), "UTC");
  return (
    <SettingsPage
      title="Clinics"
      current="clinics"
      flush
      primary={
        <LinkButton variant="primary" icon="plus" href={paths.clinics({ add: "1" })}>
          Add a clinic
        </LinkButton>
      }
    >
      <ClinicsTable rows={rows} />
      {adds && (
        <Dialog title="New clinic" closeHref={paths.clinics()}>
          <ErrorSummary errors={faults.errors} />
          <Form method="post" noValidate className="settings-form">
            <ClinicFields clinic={null} zones={zones} faults={faults} />
            <Button variant="primary" size="large">
              Add clinic
            </Button>
          </Form>
          <p className="settings-quiet">Its rooms, devices and opening hours come next.</p>
        </Dialog>
      )}
    </SettingsPage>
  );
}
