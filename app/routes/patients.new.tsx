import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asTyped } from "~/features/patients/as-typed";
import { latestDay, patientForm } from "~/features/patients/forms";
import { PatientForm } from "~/features/patients/patient-form";
import { suggestRecordNumber } from "~/features/patients/record-number.server";
import { createPatient } from "~/features/patients/save.server";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { chosenClinicId } from "~/http/clinic.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { Page } from "~/ui/page";

export const meta = () => [{ title: "New patient · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "patient.write");
  const clinics = (await listClinics(actor)).filter(({ id }) => actor.clinicIds.includes(id));
  const clinicId = chosenClinicId(request, clinics);
  return {
    clinics,
    clinicId: clinicId === "all" ? null : clinicId,
    cancelHref: isForPlan(request) ? paths.planNew() : paths.patients(),
    suggestedNumber: await suggestRecordNumber(),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "patient.write");
  const asked = asking(actor);
  const form = await readForm(request, patientForm(latestDay(asked.now)));
  if (!form.ok) return invalid(form.faults);
  const outcome = await createPatient(asked, form.data);
  if (!outcome.ok) return refused(outcome.refusal, asTyped(form.data));
  const { id } = outcome.value;
  return redirect(isForPlan(request) ? paths.planNew({ patient: id }) : paths.patient(id));
}

/** Made on the way to a plan, the record leads on to it. */
const isForPlan = (request: Request) => new URL(request.url).searchParams.get("then") === "plan";

/** A number that was taken, or what somebody else changed, is read anew. */
export const shouldRevalidate = () => true;

export default function NewPatient() {
  const { clinics, clinicId, cancelHref, suggestedNumber } = useLoaderData<typeof loader>();
  const answer = useReply<typeof action>();
  const faults = answer && "faults" in answer ? answer.faults : null;
  const refused = answer && "refusal" in answer ? answer : null;
  return (
    <Page title="New patient" crumbs={<a href={paths.patients()}>Patients</a>}>
      <PatientForm
        initial={{
          recordNumber: suggestedNumber,
          homeClinicId: clinicId ?? "",
          preferredContact: "phone",
          language: "en",
        }}
        suggestedNumber={suggestedNumber}
        clinics={clinics}
        errors={faults?.errors ?? {}}
        values={faults?.values ?? refused?.values ?? {}}
        refusal={refused?.refusal ?? null}
        submit="Save patient"
        cancelHref={cancelHref}
      />
    </Page>
  );
}
