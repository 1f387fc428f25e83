import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { FilePage } from "~/features/patient-export/file-page";
import { readPatientFile } from "~/features/patient-export/read.server";
import { patientId } from "~/features/patients/forms";
import { showed } from "~/http/audited-read.server";
import { requireProved } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { notFound } from "~/http/replies.server";

export const meta = () => [{ title: "All data held · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requireProved(request, "patient.export");
  const id = patientId(params);
  const asked = asking(actor);
  const file = id && (await readPatientFile(asked, id));
  if (!file) throw notFound("patient");
  showed(asked, { action: "patient.print", noun: "patient", recordId: id, patients: [id] });
  return { file };
}

export default function PatientExport() {
  return <FilePage {...useLoaderData<typeof loader>()} />;
}
