import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findCheckpoint } from "~/features/drift/queries.server";
import { planRead } from "~/features/plans/audit.server";
import { planId } from "~/features/plans/forms";
import { PlanPage } from "~/features/plans/plan-page";
import { findPlan } from "~/features/plans/plan-view.server";
import { listPlanRecords } from "~/features/records/lists.server";
import { PlanRecords } from "~/features/records/plan-records";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { notFound } from "~/http/replies.server";
import { seenWords } from "~/words/drift";

export const meta = () => [{ title: "Plan · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "plan.read");
  const id = planId(params);
  const asked = asking(actor);
  const [found, checkpoint, records] = id
    ? await Promise.all([findPlan(asked, id), findCheckpoint(asked, id), listPlanRecords(actor, id)])
    : [];
  if (!found) throw notFound("plan");
  showed(asked, planRead(found.plan));
  const ahead = new Set(found.plan.sessions.filter(({ isAhead }) => isAhead).map((session) => session.id));
  const justBooked = (new URL(request.url).searchParams.get("booked") ?? "").split(".");
  return {
    ...found,
    justBooked: justBooked.every((session) => ahead.has(session)) ? justBooked : [],
    records: records ?? null,
    checkpoint: checkpoint?.due ? { words: seenWords(checkpoint.seen), kind: checkpoint.kind } : null,
  };
}

export default function Plan() {
  const { records, ...loaded } = useLoaderData<typeof loader>();
  return <PlanPage {...loaded} records={records && <PlanRecords records={records} />} />;
}
