import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Day } from "~/domain/day";
import type { CourseHistory } from "~/domain/forecast/course-history";
import type { GapRange } from "~/domain/gap";
import type { Guidance } from "~/domain/vocabulary";

/** Longer ago says nothing of the weeks ahead; it is also as far as the forecast is tried on the past. */
const SINCE_DAYS = 600;

/** The courses of a clinic by guidance, with nothing of whose they are. */
export async function readHistory(clinicId: string, now: Date): Promise<CourseHistory[]> {
  const rows = await db.execute<{
    id: string;
    guidance: Guidance;
    started: Day;
    ended: Day | null;
    planned: number;
    range: GapRange;
    sessions: [Day, Day, Day | null, boolean][] | null;
  }>(sql`
    select p.id, p.guidance, (p.started_at at time zone c.zone)::date as started,
      case when p.status = 'on-hold' then (${now.toISOString()}::timestamptz at time zone c.zone)::date
        else (p.ended_at at time zone c.zone)::date end as ended,
      p.planned_sessions as planned,
      json_build_object('min', p.gap_min_days, 'target', p.gap_target_days, 'max', p.gap_max_days) as range,
      (select json_agg(json_build_array((s.starts_at at time zone c.zone)::date, (s.booked_at at time zone c.zone)::date,
          (s.released_at at time zone c.zone)::date, s.status = 'performed') order by s.starts_at, s.id)
        from sessions s where s.plan_id = p.id and s.displaced_at is null) as sessions
    from plans p join clinics c on c.id = p.clinic_id
    where p.clinic_id = ${clinicId} and p.started_at > ${now.toISOString()}::timestamptz - make_interval(days => ${SINCE_DAYS}::int)
    order by p.id limit 20000`);
  return rows.map(({ id, guidance, started, ended, planned, range, sessions }) => ({
    id,
    group: guidance,
    startedDay: started,
    endedDay: ended,
    plannedSessions: planned,
    range,
    sessions: (sessions ?? []).map(([day, bookedDay, releasedDay, performed]) => ({
      day,
      bookedDay,
      releasedDay,
      performed,
    })),
  }));
}
