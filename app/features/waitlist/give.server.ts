import { sql } from "drizzle-orm";
import type { Asking, Work } from "db/command";
import { newId } from "db/new-id";
import { loadPlaceFacts } from "db/reads/place-facts";
import { whoChanged } from "db/reads/who-changed";
import { candidateFor } from "~/domain/refill";
import { refuse } from "~/domain/refusals";
import { dayOf } from "~/domain/time";
import { factsOf } from "~/features/sessions/asked.server";
import { writeBooking } from "~/features/sessions/book.server";
import { whichOfTwo } from "~/features/sessions/facts.server";
import { lockPlan, lockSessions } from "~/features/sessions/lock.server";
import { moveAll } from "~/features/sessions/move-all.server";
import { courseOf } from "./candidates.server";
import { readGivenBack, type GivenBack } from "./place.server";
import { readWaiting } from "./waiting.server";

/** Who is to have the place; `version` is null where whatever stands now is meant. */
interface To {
  planId: string;
  movesId: string | null;
  version: number | null;
}

const OVERDUE = "Overdue: the first place that fell free";

/**
 * Gives a freed place to a course, by the rule that offered it: books one more session, or moves one there. Closes its
 * waitlist entry, and ends the offers of that place. Callers hold the offers' lock.
 */
export async function giveTo(
  work: Work,
  asking: Asking,
  place: GivenBack,
  to: To,
  newSessionId = newId(asking.now),
): Promise<string> {
  const { tx } = work;
  await lockPlan(tx, to.planId);
  const [waiting] = await readWaiting(tx, asking.actor, place.clinicId, [to.planId]);
  if (!waiting) return refuse("not-found");
  const when = { now: asking.now, today: dayOf(asking.now, place.zone) };
  const candidate = candidateFor(place, courseOf(waiting), when);
  if (candidate?.movesId !== to.movesId) return refuse("refill-changed");
  const asked = {
    clinicId: place.clinicId,
    day: place.day,
    startMinute: place.startsMinute,
    which: whichOfTwo(place.startsAt, place.zone),
    physicianId: place.physicianId,
    roomId: null,
    deviceId: null,
    gapReason: candidate.lateDays > 0 ? OVERDUE : null,
  };
  const sessionId = to.movesId ?? newSessionId;
  if (to.movesId === null) {
    const facts = factsOf(await loadPlaceFacts(tx, to.planId, asked), asking, null);
    await writeBooking(work, asking, { ...asked, planId: to.planId, sessionId }, facts);
  } else {
    const [session] = await lockSessions(tx, asking.actor, [to.movesId]);
    if (session?.planId !== to.planId) return refuse("not-found");
    if (to.version !== null && session.version !== to.version) {
      refuse("stale", await whoChanged(tx, "session", session.id));
    }
    await moveAll(work, asking, [{ session, asked, gapReasons: [asked.gapReason] }]);
  }
  const at = asking.now.toISOString();
  await tx.execute(sql`
    update waitlist_entries set closed_at = ${at}, closed_by = ${asking.actor.id}, closed_because = 'booked',
      version = version + 1
    where plan_id = ${to.planId} and closed_at is null`);
  await tx.execute(sql`
    update slot_offers set ended_at = ${at}, ended_because = 'taken'
    where freed_by_id = ${place.sessionId} and ended_at is null`);
  return sessionId;
}

/** The place under the lock of all its offers: whoever gives it away takes turns on them, before any plan's lock. */
export async function lockPlace({ tx }: Work, freedById: string): Promise<GivenBack | null> {
  await tx.execute(sql`select 1 from slot_offers where freed_by_id = ${freedById} order by id for update`);
  return readGivenBack(tx, freedById);
}
