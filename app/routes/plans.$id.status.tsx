import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { allPlanMoves } from "~/domain/plan";
import { planRead } from "~/features/plans/audit.server";
import { moveForm, planId } from "~/features/plans/forms";
import { movePlan } from "~/features/plans/moves.server";
import { findPlan } from "~/features/plans/plan-view.server";
import { StatusPage } from "~/features/plans/status-page";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm, typed } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Change a plan’s state · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "plan.hold");
  const id = planId(params);
  const asked = asking(actor);
  const found = id && (await findPlan(asked, id));
  if (!found) throw notFound("plan");
  showed(asked, planRead(found.plan));
  const wanted = new URL(request.url).searchParams.get("move");
  return { ...found, move: allPlanMoves.find((move) => move === wanted) ?? null };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "plan.hold");
  const id = planId(params);
  if (!id) throw notFound("plan");
  const form = await readForm(request.clone(), moveForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await movePlan(asking(actor), id, form.data);
  if (!outcome.ok) return refused(outcome.refusal, typed(await request.formData()));
  return redirect(paths.plan(id));
}

/** What the refusal speaks of is read anew. */
export const shouldRevalidate = () => true;

export default function PlanStatus() {
  const { plan, rights, move } = useLoaderData<typeof loader>();
  return (
    <StatusPage
      plan={plan}
      rights={rights}
      move={move}
      released={plan.sessions.filter(({ isAhead }) => isAhead)}
      faults={faultsOf(useReply<typeof action>(), plan.clinic.zone)}
    />
  );
}
