import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { command, type Asking, type Outcome, type Work } from "db/command";
import { whoChanged } from "db/reads/who-changed";
import { sessions } from "db/schema";
import { replaceClaims } from "db/writes/claims";
import { notify } from "db/writes/notify";
import { syncReportBeforeSession, syncReports } from "db/writes/reports";
import { claimsOf, releaseSessions, renumberPlan } from "db/writes/sessions";
import { refuse } from "~/domain/refusals";
import { isLive, statusAfter, whyNotMove, type SessionMove } from "~/domain/session";
import { dayOf } from "~/domain/time";
import type { SessionStatus } from "~/domain/vocabulary";
import { cannotBook, factsFor, movingOf, placeOf, withAlternatives, type Attempt } from "./asked.server";
import type { attendForm } from "./forms";
import { judge } from "./judge.server";
import { lockSession, type LockedSession } from "./lock.server";

interface Attended {
  from: SessionStatus;
  to: SessionStatus;
  version: number;
}

/** Check-in, treatment, performed, cancelled, no-show, and one step back from each. */
export async function attendSession(
  asking: Asking,
  sessionId: string,
  input: z.output<typeof attendForm>,
): Promise<Outcome<Attended>> {
  const about = { action: `session.${input.move}`, noun: "session", recordId: sessionId };
  const found: { attempt: Attempt | null } = { attempt: null };
  const outcome = await command(asking, about, async (work) => {
    const { tx, audit } = work;
    const session = await lockSession(tx, asking.actor, sessionId);
    const attempt: Attempt = { asked: placeAgain(session), facts: null };
    found.attempt = attempt;
    const to = statusAfter(session.status, input.move);
    if (session.version !== input.version) refuse("stale", await whoChanged(tx, "session", sessionId));
    const refusal = whyNotMove(session, input.move, asking.now);
    if (refusal || !to) return refuse(refusal ?? "wrong-status");
    if (!isLive(session.status)) await judgeAgain(work, asking, session, attempt);
    await changeStatus(work, asking, session, to, input);
    if (session.status === "performed" || to === "performed")
      await syncReports(tx, session.planId, asking.now);
    if (session.status === "arrived" || to === "arrived") await syncReportBeforeSession(tx, sessionId);
    await audit({
      ...about,
      clinicId: session.clinicId,
      patientId: session.patientId,
      before: { status: session.status },
      after: { status: to, ...(input.reason && { reason: input.reason }) },
    });
    await notify(tx, {
      clinicIds: [session.clinicId],
      noun: "session",
      days: [dayOf(session.startsAt, session.zone)],
    });
    return { from: session.status, to, version: session.version + 1 };
  });
  return found.attempt ? withAlternatives(outcome, found.attempt) : outcome;
}

/** Where a released session stood. Its gaps were accepted when it was booked. */
const placeAgain = (session: LockedSession) => ({
  ...placeOf(session),
  gapReason: session.gapReason ?? "Taken back",
});

/** What is taken back is booked anew, and judged like any booking. */
async function judgeAgain({ tx }: Work, asking: Asking, session: LockedSession, attempt: Attempt) {
  attempt.facts = await factsFor(tx, asking, session.planId, attempt.asked, movingOf(session));
  const judged = judge(attempt.facts, attempt.asked);
  if (!judged.ok) cannotBook(judged);
}

async function changeStatus(
  { tx }: Work,
  asking: Asking,
  session: LockedSession,
  to: SessionStatus,
  { move, reason }: { move: SessionMove; reason: string },
) {
  const isBack = move === "undo";
  if (!isLive(to)) {
    const status = to as Parameters<typeof releaseSessions>[2]["status"];
    await releaseSessions(tx, [session.id], { status, reason, by: asking.actor.id, at: asking.now });
    await renumberPlan(tx, session.planId);
    return;
  }
  const restored = !isLive(session.status);
  await tx
    .update(sessions)
    .set({
      status: to,
      version: sql`${sessions.version} + 1`,
      ...stamps(to, isBack, asking.now),
      // Its place in the course is found anew below; until then no other session may hold it.
      ...(restored && { ordinal: 60, releasedAt: null, releasedBy: null, releaseReason: null }),
    })
    .where(eq(sessions.id, session.id));
  if (!restored) return;
  await replaceClaims(tx, { take: claimsOf(session) });
  await renumberPlan(tx, session.planId);
}

function stamps(to: SessionStatus, isBack: boolean, now: Date) {
  if (isBack) {
    if (to === "booked") return { arrivedAt: null };
    if (to === "arrived") return { treatmentStartedAt: null };
    return { performedAt: null };
  }
  if (to === "arrived") return { arrivedAt: now };
  if (to === "in-treatment") return { treatmentStartedAt: now };
  return to === "performed" ? { performedAt: now } : {};
}
