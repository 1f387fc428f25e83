import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { whenWords } from "~/domain/words-of-time";
import { csvFaultWords } from "~/formats/csv-faults";
import { uploadForm } from "~/features/imports/forms";
import { listImports } from "~/features/imports/stored.server";
import { KEPT_DAYS, MOST_BYTES, MOST_ROWS, uploadImport } from "~/features/imports/upload.server";
import { UploadPage } from "~/features/imports/upload-page";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { chosenClinicId } from "~/http/clinic.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Import · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "patient.import");
  const clinics = (await listClinics(actor)).filter(({ id }) => actor.clinicIds.includes(id));
  const clinicId = chosenClinicId(request, clinics);
  const imports = await listImports(actor);
  return {
    clinics,
    clinicId: clinicId === "all" ? "" : clinicId,
    kind: new URL(request.url).searchParams.get("kind") === "visits" ? ("visits" as const) : null,
    imports: imports.map(({ createdAt, zone, appliedAt: _, ...rest }) => ({
      ...rest,
      when: whenWords(createdAt, zone),
    })),
    mostRows: MOST_ROWS,
    mostBytes: MOST_BYTES,
    keptDays: KEPT_DAYS,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "patient.import");
  const form = await readForm(request, uploadForm(MOST_BYTES));
  if (!form.ok) return invalid(form.faults);
  const { kind, clinicId, file } = form.data;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const outcome = await uploadImport(asking(actor), { kind, clinicId, fileName: file.name, bytes });
  if (outcome.ok) return redirect(paths.patientImport(outcome.value.id));
  const values = { kind, clinicId };
  if ("fault" in outcome) return invalid({ errors: { file: [csvFaultWords(outcome.fault)] }, values });
  return refused(outcome.refusal, values);
}

export default function Import() {
  const shown = useLoaderData<typeof loader>();
  return <UploadPage {...shown} faults={faultsOf(useActionData<typeof action>(), "UTC")} />;
}
