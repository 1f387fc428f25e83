import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { patientId } from "~/features/patients/forms";
import { listPastVisits, listPlansOf, listSessionsOf, readPatient } from "~/features/patients/patient.server";
import { PatientPage } from "~/features/patients/patient-page";
import { findCheckpointsDue } from "~/features/drift/queries.server";
import { PatientCourses } from "~/features/plans/patient-courses";
import { findPlansOf } from "~/features/plans/plan-view.server";
import { listPatientRecords } from "~/features/records/lists.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { mayLag } from "~/http/may-lag.server";
import { notFound } from "~/http/replies.server";
import { seenWords } from "~/words/drift";

export const meta = () => [{ title: "Patient · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "patient.read");
  const asked = asking(actor);
  const id = patientId(params);
  const patient = id && (await readPatient(actor, id, asked.now));
  if (!patient) throw notFound("patient");
  const allVisits = new URL(request.url).searchParams.get("visits") === "all";
  const run = await mayLag(request);
  const [plans, sessions, past, courses, records, due] = await Promise.all([
    listPlansOf(actor, patient.id),
    listSessionsOf(actor, patient.id, asked.now),
    listPastVisits(actor, patient, allVisits, run),
    findPlansOf(asked, patient.id, run),
    listPatientRecords(actor, patient.id, run),
    findCheckpointsDue(asked, patient.id),
  ]);
  showed(asked, { action: "patient.read", noun: "patient", recordId: patient.id, patients: [patient.id] });
  const checkpoints = due.flatMap(({ plan, kind, seen }) =>
    kind ? [{ planId: plan.id, kind, words: seenWords(seen) }] : [],
  );
  return { patient, plans, sessions, past, courses, checkpoints, records: records ?? [] };
}

export default function PatientRoute() {
  const { courses, checkpoints, records, ...page } = useLoaderData<typeof loader>();
  return (
    <PatientPage
      {...page}
      courses={
        courses.length > 0 && <PatientCourses plans={courses} checkpoints={checkpoints} records={records} />
      }
    />
  );
}
