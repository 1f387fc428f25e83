import { asc, desc, eq, getTableColumns, inArray } from "drizzle-orm";
import type { z } from "zod";
import { command, type Asking, type Outcome, type Work } from "db/command";
import { whoChanged } from "db/reads/who-changed";
import { clinics, sessionMoves } from "db/schema";
import type { Actor } from "~/domain/actor";
import { refuse } from "~/domain/refusals";
import { placeOf, withAlternatives, type Attempt } from "./asked.server";
import type { moveForm } from "./forms";
import { takeKey } from "./keys.server";
import { lockSessions } from "./lock.server";
import { moveAll } from "./move-all.server";

const about = (recordId: string) => ({ action: "session.move", noun: "session", recordId });
const undoMinutes = 10;

/**
 * Gives a session another time, place or people; and in the same stroke those of the later ones that were asked for with
 * it. No other is changed.
 */
export async function moveSession(
  asking: Asking,
  sessionId: string,
  input: z.output<typeof moveForm>,
): Promise<Outcome<{ sessionId: string }>> {
  const attempt: Attempt = { asked: input, facts: null };
  const outcome = await command(asking, about(sessionId), async (work) => {
    const earlier = await takeKey(work.tx, asking, { ...input, sessionId }, { sessionId });
    if (earlier) return earlier;
    const asked = [{ ...input, sessionId }, ...input.later];
    const locked = await lockSessions(
      work.tx,
      asking.actor,
      asked.map((one) => one.sessionId),
    );
    const [own] = locked;
    const all = await Promise.all(
      locked.map(async (session, index) => {
        const to = asked[index];
        if (!to || !own || session.planId !== own.planId) return refuse("not-found");
        if (session.version !== to.version) {
          refuse("stale", await whoChanged(work.tx, "session", session.id));
        }
        const typed = input.gapReason;
        const gapReasons = session === own ? [typed] : [null, session.gapReason, typed];
        return { session, asked: { ...to, gapReason: null }, gapReasons };
      }),
    );
    await moveAll(work, asking, all, ({ session }, facts) => {
      // Another time for this one would not help where it is a later one that cannot have its place.
      attempt.facts = session === own ? facts : null;
    });
    return { sessionId };
  });
  return withAlternatives(outcome, attempt);
}

/** Takes back the actor's own last move of a session, and of all that moved with it, while it is fresh and their old places free. */
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
      const back = placeOf({
        clinicId: last.fromClinicId,
        startsAt: last.fromStartsAt,
        physicianId: last.fromPhysicianId,
        roomId: last.fromRoomId,
        deviceId: last.fromDeviceId,
        zone: last.zone,
      });
      return { session, asked: back, gapReasons: [null, session.gapReason ?? "Back to where it was"] };
    });
    await moveAll(work, asking, all);
    return { sessionId };
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
