import { asc, desc, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import { command, type Asking, type Outcome, type Work } from "db/command";
import { clinics, sessionMoves, sessions } from "db/schema";
import { notify } from "db/writes/notify";
import { renumberPlan } from "db/writes/sessions";
import { releaseClaims } from "db/writes/claims";
import type { Actor } from "~/domain/actor";
import { refuse } from "~/domain/refusals";
import { whyNotMoveTo } from "~/domain/session";
import { dayOf } from "~/domain/time";
import { placeOf } from "./asked.server";
import { lockSessions, type LockedSession } from "./lock.server";
import { moveAll } from "./move-all.server";

const about = (recordId: string) => ({ action: "session.move", noun: "session", recordId });
const undoMinutes = 10;

/**
 * Takes back the actor's own last move of a session, and of all that moved with it, while it is fresh and their old places
 * free. One that had lost its place is displaced again, and stands on its list as before.
 */
export async function undoMove(asking: Asking, sessionId: string): Promise<Outcome<{ sessionId: string }>> {
  return command(asking, about(sessionId), async (work) => {
    const [first] = await lastMoves(work, [sessionId]);
    const together = first?.togetherId ? await movedTogether(work, first.togetherId) : [sessionId];
    const locked = await lockSessions(work.tx, asking.actor, together);
    const moves = new Map((await lastMoves(work, together)).map((move) => [move.sessionId, move]));
    const all = locked.map((session) => {
      const last = moves.get(session.id);
      if (!last || !isFreshMove(last, asking.actor, asking.now)) return refuse("undo-too-late");
      if (last.togetherId !== first?.togetherId) return refuse("undo-too-late");
      return { session, last };
    });
    await displaceAgain(
      work,
      asking,
      all.filter(({ last }) => last.fromDisplacedAt !== null),
    );
    const others = all.filter(({ last }) => last.fromDisplacedAt === null);
    if (others.length > 0) {
      await moveAll(
        work,
        asking,
        others.map(({ session, last }) => ({
          session,
          asked: placeOf(placeBefore(last)),
          gapReasons: [null, session.gapReason ?? "Back to where it was"],
        })),
      );
    }
    return { sessionId };
  });
}

type LastMove = Awaited<ReturnType<typeof lastMoves>>[number];

const placeBefore = (last: LastMove) => ({
  clinicId: last.fromClinicId,
  startsAt: last.fromStartsAt,
  physicianId: last.fromPhysicianId,
  roomId: last.fromRoomId,
  deviceId: last.fromDeviceId,
  zone: last.zone,
});

/** Back to where each had lost its place: it holds nothing there, since what it had kept may be another's by now. */
async function displaceAgain(
  { tx, audit }: Work,
  { actor, now }: Asking,
  all: readonly { session: LockedSession; last: LastMove }[],
): Promise<void> {
  if (all.length === 0) return;
  for (const { session } of all) {
    const refusal = whyNotMoveTo(session, session.startsAt, now);
    if (refusal) refuse(refusal);
  }
  await releaseClaims(
    tx,
    all.map(({ session }) => ({ sessionId: session.id })),
  );
  for (const { session, last } of all) {
    const { zone: _, ...place } = placeBefore(last);
    const late = place.startsAt.getTime() - session.startsAt.getTime();
    const then = (at: Date) => new Date(at.getTime() + late);
    await tx
      .update(sessions)
      .set({
        ...place,
        treatFrom: then(session.treatFrom),
        treatTo: then(session.treatTo),
        endsAt: then(session.endsAt),
        displacedAt: last.fromDisplacedAt,
        displacedBy: last.fromDisplacedBy,
        version: sql`${sessions.version} + 1`,
      })
      .where(eq(sessions.id, session.id));
    await tx.insert(sessionMoves).values({
      sessionId: session.id,
      fromStartsAt: session.startsAt,
      fromClinicId: session.clinicId,
      fromRoomId: session.roomId,
      fromPhysicianId: session.physicianId,
      fromDeviceId: session.deviceId,
      movedAt: now,
      movedBy: actor.id,
    });
    await audit({
      ...about(session.id),
      clinicId: place.clinicId,
      patientId: session.patientId,
      before: { startsAt: session.startsAt, physicianId: session.physicianId, roomId: session.roomId },
      after: { ...place, displacedBy: last.fromDisplacedBy },
    });
  }
  for (const planId of new Set(all.map(({ session }) => session.planId))) await renumberPlan(tx, planId);
  await notify(tx, {
    clinicIds: [...new Set(all.flatMap(({ session, last }) => [session.clinicId, last.fromClinicId]))],
    noun: "session",
    days: [
      ...new Set(
        all.flatMap(({ session, last }) => [
          dayOf(session.startsAt, session.zone),
          dayOf(last.fromStartsAt, last.zone),
        ]),
      ),
    ],
  });
}

/** Each session's last move. */
const lastMoves = ({ tx }: Work, sessionIds: readonly string[]) =>
  tx
    .selectDistinctOn([sessionMoves.sessionId], { ...getTableColumns(sessionMoves), zone: clinics.zone })
    .from(sessionMoves)
    .innerJoin(clinics, eq(clinics.id, sessionMoves.fromClinicId))
    .where(inArray(sessionMoves.sessionId, [...sessionIds]))
    .orderBy(asc(sessionMoves.sessionId), desc(sessionMoves.movedAt), desc(sessionMoves.id));

async function movedTogether({ tx }: Work, togetherId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: sessionMoves.sessionId })
    .from(sessionMoves)
    .where(eq(sessionMoves.togetherId, togetherId))
    .orderBy(asc(sessionMoves.sessionId));
  return rows.map(({ id }) => id);
}

/** One's own move can be taken back for ten minutes. */
export const isFreshMove = (last: { movedAt: Date; movedBy: string }, actor: Actor, now: Date) =>
  last.movedBy === actor.id && now.getTime() - last.movedAt.getTime() < undoMinutes * 60_000;
