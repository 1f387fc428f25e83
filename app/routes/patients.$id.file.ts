import type { LoaderFunctionArgs } from "@remix-run/node";
import { readPatientFile } from "~/features/patient-export/read.server";
import { patientId } from "~/features/patients/forms";
import { showed } from "~/http/audited-read.server";
import { requireProved } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { download, notFound } from "~/http/replies.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await requireProved(request, "patient.export");
  const id = patientId(params);
  const asked = asking(actor);
  const file = id && (await readPatientFile(asked, id));
  if (!file) throw notFound("patient");
  showed(asked, { action: "patient.export", noun: "patient", recordId: id, patients: [id] });
  const name = `patient-data-${asked.now.toISOString().slice(0, 10)}.json`;
  return download(JSON.stringify(file, null, 2), name, "application/json; charset=utf-8");
}
