import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CheckpointPage } from "~/features/drift/checkpoint-page";
import { decide } from "~/features/drift/decide.server";
import { checkpointForm } from "~/features/drift/forms";
import { findCheckpoint } from "~/features/drift/queries.server";
import { planId } from "~/features/plans/forms";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Response checkpoint · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "plan.read-clinical");
  const id = planId(params);
  const asked = asking(actor);
  const checkpoint = id && (await findCheckpoint(asked, id));
  if (!checkpoint) throw notFound("plan");
  const { id: recordId } = checkpoint.plan;
  showed(asked, { action: "checkpoint.read", noun: "plan", recordId, plans: [recordId] });
  return { checkpoint };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "plan.write");
  const id = planId(params);
  if (!id) throw notFound("plan");
  const form = await readForm(request, checkpointForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await decide(asking(actor), id, form.data);
  return outcome.ok ? redirect(paths.drift()) : refused(outcome.refusal, form.values);
}

/** After a refusal too: somebody else may have decided. */
export const shouldRevalidate = () => true;

export default function Checkpoint() {
  const { checkpoint } = useLoaderData<typeof loader>();
  return (
    <CheckpointPage
      checkpoint={checkpoint}
      faults={faultsOf(useReply<typeof action>(), checkpoint.plan.zone)}
    />
  );
}
