import { sql } from "drizzle-orm";
import { command, type Asking, type Outcome } from "db/command";
import { newId } from "db/new-id";
import { loadPlaceFacts } from "db/reads/place-facts";
import { notify } from "db/writes/notify";
import { releaseSessions, renumberPlan } from "db/writes/sessions";
import { refuse } from "~/domain/refusals";
import type { Day } from "~/domain/time";
import { takeKey } from "~/features/sessions/keys.server";
import { lockPlan } from "~/features/sessions/lock.server";
import type { BookCourse } from "./forms";
import { placeCourse } from "./place-course.server";

/**
 * Books a whole course, all or nothing: each session is judged with the others in their places, and all are written in
 * one go. The same key with the same course books once, however often it is sent.
 */
export async function bookCourse(
  asking: Asking,
  planId: string,
  { key, session: places, gapReason }: BookCourse,
): Promise<Outcome<{ sessionIds: string[] }>> {
  const about = { action: "course.book", noun: "plan", recordId: planId };
  return command(asking, about, async ({ tx, audit }) => {
    const sessionIds = places.map(() => newId(asking.now));
    const [earlier, , ...reads] = await Promise.all([
      takeKey(tx, asking, { key, planId, places, gapReason }, { sessionIds }),
      lockPlan(tx, planId),
      ...places.map((place) => loadPlaceFacts(tx, planId, place)),
    ]);
    if (earlier) return earlier;
    await placeCourse({ tx, audit }, asking, { planId, places, gapReason }, reads, sessionIds);
    return { sessionIds };
  });
}

/** How long a course that was just booked can be taken back as a whole. */
const UNDO_MINUTES = 15;

/** Takes back a course that this person has just booked, all of it; refused once any of it was moved or begun. */
export async function undoCourse(
  asking: Asking,
  planId: string,
  sessionIds: string[],
): Promise<Outcome<undefined>> {
  const about = { action: "course.undo", noun: "plan", recordId: planId };
  return command(asking, about, async ({ tx, audit }) => {
    await lockPlan(tx, planId);
    const rows = await tx.execute<{ id: string; clinic_id: string; day: Day; untouched: boolean }>(sql`
      select s.id, s.clinic_id, (s.starts_at at time zone c.zone)::date as day,
        s.status = 'booked' and s.version = 1
          and s.booked_at > ${asking.now.toISOString()}::timestamptz - make_interval(mins => ${UNDO_MINUTES}::int) as untouched
      from sessions s join clinics c on c.id = s.clinic_id
      where s.plan_id = ${planId} and s.booked_by = ${asking.actor.id} and s.id = any(${sql.param(`{${sessionIds.join(",")}}`)}::uuid[])
      for no key update of s`);
    const mine = rows.filter(({ clinic_id }) => asking.actor.clinicIds.includes(clinic_id));
    if (mine.length !== new Set(sessionIds).size) refuse("not-found");
    if (!rows.every(({ untouched }) => untouched)) refuse("undo-too-late");
    await releaseSessions(
      tx,
      rows.map(({ id }) => id),
      {
        status: "cancelled-by-clinic",
        reason: "Taken back right after booking",
        by: asking.actor.id,
        at: asking.now,
      },
    );
    await renumberPlan(tx, planId);
    await audit({ ...about, before: { sessions: rows.map(({ id }) => id) } });
    await notify(tx, {
      clinicIds: [...new Set(rows.map(({ clinic_id }) => clinic_id))],
      noun: "session",
      days: [...new Set(rows.map(({ day }) => day))],
    });
    return undefined;
  });
}
