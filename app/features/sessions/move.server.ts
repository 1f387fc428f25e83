import { desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { z } from "zod";
import { command, type Asking, type Outcome, type Work } from "db/command";
import { whoChanged } from "db/reads/who-changed";
import { clinics, sessionMoves, sessions } from "db/schema";
import { replaceClaims } from "db/writes/claims";
import { notify } from "db/writes/notify";
import { claimsOf, renumberPlan } from "db/writes/sessions";
import type { Actor } from "~/domain/actor";
import { refuse } from "~/domain/refusals";
import { whyNotMoveTo } from "~/domain/session";
import { dayOf } from "~/domain/time";
import {
  cannotBook,
  factsFor,
  movingOf,
  placeOf,
  timesOf,
  withAlternatives,
  type Attempt,
} from "./asked.server";
import type { moveForm } from "./forms";
import { judge } from "./judge.server";
import { takeKey } from "./keys.server";
import { lockSession, type LockedSession } from "./lock.server";

const about = (recordId: string) => ({ action: "session.move", noun: "session", recordId });
const undoMinutes = 10;

/** Gives a session another time, place or people, and changes no other. */
export async function moveSession(
  asking: Asking,
  sessionId: string,
  input: z.output<typeof moveForm>,
): Promise<Outcome<{ sessionId: string }>> {
  const attempt: Attempt = { asked: input, facts: null };
  const outcome = await command(asking, about(sessionId), async (work) => {
    const earlier = await takeKey(work.tx, asking, { ...input, sessionId }, { sessionId });
    if (earlier) return earlier;
    const session = await lockSession(work.tx, asking.actor, sessionId);
    if (session.version !== input.version) {
      refuse("stale", await whoChanged(work.tx, "session", sessionId));
    }
    await moveTo(work, asking, session, attempt);
    return { sessionId };
  });
  return withAlternatives(outcome, attempt);
}

/** Takes back the actor's own last move of a session, while it is fresh and its old place free. */
export async function undoMove(asking: Asking, sessionId: string): Promise<Outcome<{ sessionId: string }>> {
  return command(asking, about(sessionId), async (work) => {
    const session = await lockSession(work.tx, asking.actor, sessionId);
    const [last] = await work.tx
      .select({ ...getTableColumns(sessionMoves), zone: clinics.zone })
      .from(sessionMoves)
      .innerJoin(clinics, eq(clinics.id, sessionMoves.fromClinicId))
      .where(eq(sessionMoves.sessionId, sessionId))
      .orderBy(desc(sessionMoves.movedAt))
      .limit(1);
    if (!last || !isFreshMove(last, asking.actor, asking.now)) return refuse("undo-too-late");
    const back = placeOf({
      clinicId: last.fromClinicId,
      startsAt: last.fromStartsAt,
      physicianId: last.fromPhysicianId,
      roomId: last.fromRoomId,
      deviceId: last.fromDeviceId,
      zone: last.zone,
    });
    const attempt: Attempt = { asked: back, facts: null };
    await moveTo(work, asking, session, attempt, session.gapReason ?? "Back to where it was");
    return { sessionId };
  });
}

/** One's own move can be taken back for ten minutes. */
export const isFreshMove = (last: { movedAt: Date; movedBy: string }, actor: Actor, now: Date) =>
  last.movedBy === actor.id && now.getTime() - last.movedAt.getTime() < undoMinutes * 60_000;

async function moveTo(
  { tx, audit }: Work,
  asking: Asking,
  session: LockedSession,
  attempt: Attempt,
  reasonIfNeeded = "",
) {
  const { asked } = attempt;
  const moving = movingOf(session);
  const facts = await factsFor(tx, asking, session.planId, asked, moving);
  attempt.facts = facts;
  const first = judge(facts, asked);
  const lacksReason = !first.ok && first.onlyAReasonIsMissing && reasonIfNeeded !== "";
  const to = lacksReason ? { ...asked, gapReason: reasonIfNeeded } : asked;
  const judged = lacksReason ? judge(facts, to) : first;
  const refusal = whyNotMoveTo(session, judged.ok ? judged.startsAt : session.startsAt, asking.now);
  if (refusal) refuse(refusal);
  if (!judged.ok) return cannotBook(judged);
  const { physicianId, roomId, deviceId, startsAt } = judged;
  const place = { physicianId, roomId, deviceId, ...timesOf(startsAt, moving.phases) };
  await tx
    .update(sessions)
    .set({
      ...place,
      clinicId: to.clinicId,
      gapReason: to.gapReason || null,
      displacedAt: null,
      displacedBy: null,
      confirmedAt: null,
      version: sql`${sessions.version} + 1`,
    })
    .where(eq(sessions.id, session.id));
  await replaceClaims(tx, {
    release: [{ sessionId: session.id }],
    take: claimsOf({ id: session.id, patientId: session.patientId, ...place }),
  });
  await renumberPlan(tx, session.planId);
  await tx.insert(sessionMoves).values({
    sessionId: session.id,
    fromStartsAt: session.startsAt,
    fromClinicId: session.clinicId,
    fromRoomId: session.roomId,
    fromPhysicianId: session.physicianId,
    fromDeviceId: session.deviceId,
    movedAt: asking.now,
    movedBy: asking.actor.id,
  });
  const before = { startsAt: session.startsAt, physicianId: session.physicianId, roomId: session.roomId };
  await audit({
    ...about(session.id),
    clinicId: to.clinicId,
    patientId: session.patientId,
    before,
    after: { startsAt, physicianId, roomId },
  });
  await notify(tx, {
    clinicIds: [...new Set([session.clinicId, to.clinicId])],
    noun: "session",
    days: [...new Set([dayOf(session.startsAt, session.zone), to.day])],
  });
}
