import { sql } from "drizzle-orm";
import type { Tx } from "db/client";
import { command, type Asking, type Outcome } from "db/command";
import { newId } from "db/new-id";
import { loadPlaceFacts } from "db/reads/place-facts";
import { loadPlanFacts, type PlanFacts } from "db/reads/plan-facts";
import type { PlannedSession } from "db/schema";
import { lackOf } from "~/domain/batch-run";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import type { Zone } from "~/domain/time";
import { placeCourse } from "~/features/courses/place-course.server";
import { placeOf } from "~/features/sessions/asked.server";
import { lockPlan, lockSessions } from "~/features/sessions/lock.server";
import { moveAll } from "~/features/sessions/move-all.server";

interface Planned {
  runId: string;
  planId: string;
  gapReason: string;
}

type Place = PlannedSession & { startsAt: number; roomId: string; deviceId: string };

/**
 * Books one course of a run as it was planned: the sessions that lost their place are moved, in order, and the further ones
 * booked, in one transaction. `isNew` where it was not booked from this run before.
 */
export function bookPlanned(
  asking: Asking,
  { runId, planId, gapReason }: Planned,
): Promise<Outcome<{ isNew: boolean }>> {
  const about = { action: "course.book", noun: "plan", recordId: planId };
  return command(asking, about, async (work) => {
    const { tx } = work;
    await lockPlan(tx, planId);
    const course = await lockCourse(tx, runId, planId);
    if (!course || course.outcome !== null) return { isNew: false };
    const plan = await loadPlanFacts(tx, planId);
    if (
      !plan ||
      !may(asking.actor, "session.write", { clinicIds: [course.clinicId], physicianId: plan.physicianId })
    ) {
      return refuse("not-allowed");
    }
    const places = (course.sessions ?? []).filter(isPlace);
    const { displaced, lacking } = lackOf(plan.plannedSessions, plan.sessions);
    // Booked, moved or given back by somebody since: what was planned is no longer the whole of it.
    if (displaced.length !== course.displaced || lacking !== places.length) refuse("batch-changed");
    const further = places.slice(displaced.length);
    const asked = places.map((place) => ({
      ...placeOf({ ...place, startsAt: new Date(place.startsAt), zone: course.zone }),
      physicianId: place.physicianId,
      roomId: place.roomId,
      deviceId: place.deviceId,
    }));
    if (displaced.length > 0) {
      const sessions = await lockSessions(
        tx,
        asking.actor,
        displaced.map(({ id }) => id),
      );
      const moves = sessions.flatMap((session, index) => {
        const to = asked[index];
        return to ? [{ session, asked: to, gapReasons: [null, gapReason] }] : [];
      });
      await moveAll(work, asking, moves, { alongside: further.map(asStanding) });
    }
    if (further.length > 0) {
      const rest = asked.slice(displaced.length);
      const reads = await Promise.all(rest.map((place) => loadPlaceFacts(tx, planId, place)));
      const ids = rest.map(() => newId(asking.now));
      await placeCourse(work, asking, { planId, places: rest, gapReason }, reads, ids);
    }
    await tx.execute(sql`
      update batch_courses set outcome = 'booked', decided_at = ${asking.now.toISOString()}, decided_by = ${asking.actor.id}
      where run_id = ${runId} and plan_id = ${planId}`);
    return { isNew: true };
  });
}

interface LockedCourse extends Record<string, unknown> {
  clinicId: string;
  zone: Zone;
  displaced: number;
  sessions: PlannedSession[] | null;
  outcome: string | null;
}

/** Under its lock two people who apply one run take turns. */
async function lockCourse(tx: Tx, runId: string, planId: string): Promise<LockedCourse | null> {
  const [course] = await tx.execute<LockedCourse>(sql`
    select r.clinic_id as "clinicId", c.zone, b.displaced, b.sessions, b.outcome
    from batch_courses b join batch_runs r on r.id = b.run_id join clinics c on c.id = r.clinic_id
    where b.run_id = ${runId} and b.plan_id = ${planId} for update of b`);
  return course ?? null;
}

const isPlace = (session: PlannedSession): session is Place => session.startsAt !== null;

/** A session that is to be booked, as those that are moved find it beside them. */
const asStanding = ({ day, startsAt, clinicId, physicianId }: Place): PlanFacts["sessions"][number] => ({
  id: String(startsAt),
  ordinal: 0,
  status: "booked",
  startsAt: new Date(startsAt),
  day,
  displaced: false,
  gapExplained: false,
  clinicId,
  physicianId,
});
