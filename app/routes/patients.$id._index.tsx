import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { patientId } from "~/features/patients/forms";
import { listPastVisits, listPlansOf, listSessionsOf, readPatient } from "~/features/patients/patient.server";
import { PatientPage } from "~/features/patients/patient-page";
import { noteRead } from "~/features/patients/reads.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { notFound } from "~/http/replies.server";

export const meta = () => [{ title: "Patient · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "patient.read");
  const asked = asking(actor);
  const id = patientId(params);
  const patient = id && (await readPatient(actor, id, asked.now));
  if (!patient) throw notFound("patient");
  const allVisits = new URL(request.url).searchParams.get("visits") === "all";
  const [plans, sessions, past] = await Promise.all([
    listPlansOf(actor, patient.id),
    listSessionsOf(actor, patient.id, asked.now),
    listPastVisits(actor, patient, allVisits),
    noteRead(asked, patient.id),
  ]);
  return { patient, plans, sessions, past };
}

export default function PatientRoute() {
  return <PatientPage {...useLoaderData<typeof loader>()} />;
}
