import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { asTyped } from "~/features/patients/as-typed";
import { latestDay, patientEditForm, patientId } from "~/features/patients/forms";
import { PatientForm } from "~/features/patients/patient-form";
import { PatientStanding } from "~/features/patients/patient-standing";
import { readPatient } from "~/features/patients/patient.server";
import { editPatient } from "~/features/patients/save.server";
import { changeStanding } from "~/features/patients/standing.server";
import { listClinics } from "~/features/settings/queries.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm } from "~/http/read-form.server";
import { forbidden, invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { Page } from "~/ui/page";

export const meta = () => [{ title: "Edit patient · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "patient.write");
  const asked = asking(actor);
  const id = patientId(params);
  const patient = id && (await readPatient(actor, id, asked.now));
  if (!patient) throw notFound("patient");
  if (!patient.mayWrite) throw forbidden();
  const mine = (await listClinics(actor)).filter((clinic) => actor.clinicIds.includes(clinic.id));
  const elsewhere = { id: patient.homeClinicId, name: "Another clinic, as it is" };
  showed(asked, { action: "patient.read", noun: "patient", recordId: patient.id, patients: [patient.id] });
  return { patient, clinics: patient.homeClinic === null ? [elsewhere, ...mine] : mine };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "patient.write");
  const id = patientId(params);
  if (!id) throw notFound("patient");
  const asked = asking(actor);
  const form = await readForm(request, patientEditForm(latestDay(asked.now)));
  if (!form.ok) return invalid(form.faults);
  const outcome =
    form.data.intent === "save"
      ? await editPatient(asked, id, form.data)
      : await changeStanding(asked, id, form.data);
  if (outcome.ok) return redirect(paths.patient(id));
  if (outcome.refusal.code === "not-found") throw notFound("patient");
  return refused(outcome.refusal, asTyped(form.data));
}

/** A number that was taken, or what somebody else changed, is read anew. */
export const shouldRevalidate = () => true;

export default function EditPatient() {
  const { patient, clinics } = useLoaderData<typeof loader>();
  const answer = useReply<typeof action>();
  const faults = answer && "faults" in answer ? answer.faults : null;
  const refused = answer && "refusal" in answer ? answer : null;
  const values = faults?.values ?? refused?.values ?? {};
  const isAboutStanding = Boolean(values["intent"]) && values["intent"] !== "save";
  const about = (isStanding: boolean) =>
    isStanding === isAboutStanding
      ? { errors: faults?.errors ?? {}, refusal: refused?.refusal ?? null }
      : { errors: {}, refusal: null };
  const { givenName, familyName, recordNumber, version } = patient;
  return (
    <Page
      title="Edit patient"
      crumbs={
        <>
          <a href={paths.patients()}>Patients</a> /{" "}
          <a href={paths.patient(patient.id)}>
            {givenName} {familyName}, {recordNumber}
          </a>
        </>
      }
    >
      <PatientForm
        {...about(false)}
        initial={asTyped(patient)}
        clinics={clinics}
        values={isAboutStanding ? {} : values}
        kept={{ intent: "save", version }}
        submit="Save changes"
        cancelHref={paths.patient(patient.id)}
      />
      <PatientStanding patient={patient} {...about(true)} />
    </Page>
  );
}
