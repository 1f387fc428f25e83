import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { command, type Asking } from "db/command";
import { planMoves, plans } from "db/schema";
import { notify } from "db/writes/notify";
import { syncReports } from "db/writes/reports";
import { releaseSessions } from "db/writes/sessions";
import { may } from "~/domain/permissions";
import {
  releasesSessions,
  statusAfter,
  whyNotWithReason,
  type PlanMove,
  type PlanRefusal,
} from "~/domain/plan";
import { refuse, type RefusalCode } from "~/domain/refusals";
import { dayOf } from "~/domain/time";
import type { PlanStatus } from "~/domain/vocabulary";
import type { moveForm } from "./forms";
import { clinicsOf, lockPlan, type LockedPlan } from "./lock.server";

type MoveInput = z.output<typeof moveForm>;

/**
 * Starts, holds, resumes, completes, stops or reopens a plan. The future sessions go with a hold, a completion and a
 * stop, in the same transaction, and only if they are the ones that were shown.
 */
export function movePlan(asking: Asking, planId: string, input: MoveInput) {
  const { actor, now } = asking;
  const about = { action: `plan.${input.move}`, noun: "plan", recordId: planId };
  return command(asking, about, async ({ tx, audit }) => {
    const plan = await lockPlan(tx, actor, planId);
    if (!mayMove(asking, plan, input.move)) refuse("not-allowed");
    const status = whyNotOrStatus(plan, input);
    const released = releasesSessions(input.move) ? futureSessions(plan, now) : [];
    if (!isAsShown(released, input.released)) refuse("release-differs");
    await tx
      .update(plans)
      .set({ ...timesOf(plan, status, input, now), status, version: sql`${plans.version} + 1` })
      .where(eq(plans.id, planId));
    await releaseSessions(
      tx,
      released.map(({ id }) => id),
      { status: "cancelled-by-clinic", reason: releaseWords[input.move] ?? "", by: actor.id, at: now },
    );
    await tx.insert(planMoves).values({
      planId,
      fromStatus: plan.status,
      toStatus: status,
      reason: reasonOf(input),
      releasedSessions: released.length,
      movedAt: now,
      movedBy: actor.id,
    });
    await syncReports(tx, planId, now);
    await audit({
      ...about,
      clinicId: plan.clinicId,
      patientId: plan.patientId,
      before: { status: plan.status },
      after: { status, reason: reasonOf(input), released: released.map(({ id }) => id) },
    });
    await notify(tx, {
      clinicIds: clinicsOf(plan),
      noun: released.length > 0 ? "session" : "plan",
      days: [...new Set(released.map(({ startsAt, zone }) => dayOf(startsAt, zone)))],
    });
    return { status, released: released.length };
  });
}

/** A desk may hold and resume; everything else about a plan's state is the physicians'. */
function mayMove({ actor }: Asking, plan: LockedPlan, move: PlanMove): boolean {
  const subject = { clinicIds: clinicsOf(plan) };
  const isDesks = move === "hold" || move === "resume";
  return may(actor, "plan.write", subject) || (isDesks && may(actor, "plan.hold", subject));
}

function whyNotOrStatus(plan: LockedPlan, input: MoveInput): PlanStatus {
  const facts = {
    status: plan.status,
    performedSessions: plan.sessions.filter(({ status }) => status === "performed").length,
    sessionUnderWay: plan.sessions.some(({ status }) => status === "arrived" || status === "in-treatment"),
  };
  const refusal = whyNotWithReason(facts, input.move, input.stopReason ?? input.reason);
  if (refusal)
    return refuse(codes[refusal], refusal === "reason-missing" ? { field: reasonField(input.move) } : {});
  const status = statusAfter(plan.status, input.move);
  if (status === "active" && !plan.patientActive) refuse("patient-inactive");
  return status ?? refuse("plan-move-not-possible");
}

const codes: Record<PlanRefusal, RefusalCode> = {
  "wrong-status": "plan-move-not-possible",
  "session-under-way": "session-under-way",
  "nothing-performed": "nothing-performed",
  "reason-missing": "reason-missing",
};
const reasonField = (move: PlanMove) => (move === "stop" ? "stopReason" : "reason");

/** What has not begun yet; what lies in the past and was never closed stays to be closed. */
export const futureSessions = <S extends { status: string; startsAt: Date }>(
  { sessions }: { sessions: readonly S[] },
  now: Date,
): S[] => sessions.filter(({ status, startsAt }) => status === "booked" && startsAt > now);

const isAsShown = (released: readonly { id: string }[], shown: readonly string[]) =>
  released.length === shown.length && released.every(({ id }) => shown.includes(id));

/** What the released sessions say. Nothing clinical: the desk reads it. */
const releaseWords: Partial<Record<PlanMove, string>> = {
  hold: "The plan was put on hold",
  complete: "The plan was completed",
  stop: "The plan was stopped",
};

function timesOf(plan: LockedPlan, status: PlanStatus, { stopReason }: MoveInput, now: Date) {
  const hasEnded = status === "completed" || status === "stopped";
  return {
    startedAt: plan.startedAt ?? now,
    endedAt: hasEnded ? now : null,
    stopReason:
      status === "stopped" ? (stopReason ?? refuse("reason-missing", { field: "stopReason" })) : null,
  };
}

/** A stop's reason is a word of the list, with a note after it where there is one. */
const reasonOf = ({ move, reason, stopReason }: MoveInput) =>
  move === "stop" ? [stopReason, reason].filter(Boolean).join(": ") : reason;
