import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BatchPage } from "~/features/batch/batch-page";
import { startBatch } from "~/features/batch/commands.server";
import { startForm } from "~/features/batch/forms";
import { batchChoices, listRuns } from "~/features/batch/queries.server";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { oneClinic } from "~/http/clinic.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Plan many courses · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const asked = asking(actor);
  const own = (await listClinics(actor)).filter(({ id }) => actor.clinicIds.includes(id));
  const clinic = oneClinic(request, own);
  if (!clinic) throw notFound("clinic");
  const [choices, runs] = await Promise.all([batchChoices(asked, clinic.id), listRuns(asked, [clinic.id])]);
  return { choices, runs, clinics: own, zone: clinic.zone };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const form = await readForm(request, startForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await startBatch(asking(actor), form.data);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  return redirect(paths.batchRun(outcome.value.runId));
}

/** After a refusal too: somebody else may have started one. */
export const shouldRevalidate = () => true;

export default function Batch() {
  const { zone, ...shown } = useLoaderData<typeof loader>();
  return <BatchPage {...shown} faults={faultsOf(useReply<typeof action>(), zone)} />;
}
