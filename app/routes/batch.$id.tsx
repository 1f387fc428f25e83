import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { applyBatch } from "~/features/batch/apply.server";
import { cancelBatch } from "~/features/batch/commands.server";
import { runForm, runId } from "~/features/batch/forms";
import { findRun } from "~/features/batch/queries.server";
import { RunPage } from "~/features/batch/run-page";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Plan many courses · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const asked = asking(actor);
  const id = runId(params);
  const run = id && (await findRun(asked, id));
  if (!run) throw notFound("run");
  showed(asked, {
    ...{ action: "batch.read", noun: "batch", recordId: id, clinicId: run.clinicId },
    plans: run.rows.map(({ planId }) => planId),
  });
  return { run };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const id = runId(params);
  if (!id) throw notFound("run");
  const form = await readForm(request, runForm);
  if (!form.ok) return invalid(form.faults);
  const outcome =
    form.data.intent === "cancel"
      ? await cancelBatch(asking(actor), id)
      : await applyBatch(asking(actor), id, form.data);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  return redirect(paths.batchRun(id));
}

/** After a refusal too: the run went on meanwhile. */
export const shouldRevalidate = () => true;

export default function BatchRun() {
  const { run } = useLoaderData<typeof loader>();
  return <RunPage run={run} faults={faultsOf(useReply<typeof action>(), run.zone)} />;
}
