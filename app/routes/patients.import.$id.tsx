import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { applyImport } from "~/features/imports/apply.server";
import { CheckPage } from "~/features/imports/check-page";
import { discardImport, leaveOutBad, saveLeaving, saveMapping } from "~/features/imports/choose.server";
import { ColumnsPage } from "~/features/imports/columns-page";
import { DonePage } from "~/features/imports/done-page";
import { importForm, importId, readImportView, type ImportPosted } from "~/features/imports/forms";
import { viewImport } from "~/features/imports/view.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Import · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "patient.import");
  const id = importId(params);
  const asked = readImportView(new URL(request.url).searchParams);
  const view = id && (await viewImport(actor, id, { ...asked, now: new Date() }));
  if (!view) throw notFound("import");
  showed(asking(actor), { action: "import.read", noun: "import", recordId: id });
  return { view };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "patient.import");
  const id = importId(params);
  if (!id) throw notFound("import");
  const form = await readForm(request, importForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await act(asking(actor), id, form.data);
  if (!outcome.ok) return refused(outcome.refusal);
  return redirect(next(id, form.data.intent, request));
}

function act(asked: ReturnType<typeof asking>, id: string, posted: ImportPosted) {
  switch (posted.intent) {
    case "map": {
      const { in: places, dateOrder, removeDigits } = posted;
      return saveMapping(asked, id, { places, dateOrder, removeDigits: removeDigits !== undefined });
    }
    case "leave":
      return saveLeaving(asked, id, posted);
    case "leave-bad":
      return leaveOutBad(asked, id, posted);
    case "apply":
      return applyImport(asked, id, posted);
    case "discard":
      return discardImport(asked, id);
  }
}

function next(id: string, intent: ImportPosted["intent"], request: Request): string {
  if (intent === "discard") return paths.patientImport();
  if (intent === "apply") return paths.patientImport(id);
  const { page } = readImportView(new URL(request.url).searchParams);
  return `${paths.patientImport(id)}?step=check${intent === "map" || page === 1 ? "" : `&page=${page}`}`;
}

/** Rows are checked anew after a refusal: it may be another's doing. */
export const shouldRevalidate = () => true;

export default function ImportStep() {
  const { view } = useLoaderData<typeof loader>();
  const { errors } = faultsOf(useActionData<typeof action>(), "UTC");
  if (view.step === "done") return <DonePage view={view} />;
  if (view.step === "columns") return <ColumnsPage view={view} errors={errors} />;
  return <CheckPage view={view} errors={errors} />;
}
