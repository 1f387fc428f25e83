import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Asking } from "db/command";
import { uuids } from "db/scope";
import type { Actor } from "~/domain/actor";
import { courseOf } from "~/domain/course";
import { isOverdue } from "~/domain/gap";
import { clinicScope, may } from "~/domain/permissions";
import { dayOf } from "~/domain/time";
import type { Zone } from "~/domain/wall-clock";
import type { FreePlaceRow, WaitingRow } from "./list-rows";
import { readWaiting } from "./waiting.server";

const SHOWN = 200;

/** How far ahead a place is still worth filling from the list. */
const DAYS_AHEAD = 21;

/** The places that fell free at these clinics, the nearest first. */
export async function readFreePlaces(
  { actor, now }: Pick<Asking, "actor" | "now">,
  clinicIds: readonly string[],
): Promise<FreePlaceRow[]> {
  const own = scoped(actor, clinicIds);
  if (own.length === 0) return [];
  const from = now.toISOString();
  const rows = await db.execute<Omit<FreePlaceRow, "startsAt"> & { startsMs: number }>(sql`
    select * from (
      select distinct on (s.physician_id, s.starts_at) s.id as "sessionId", c.name as clinic, c.zone, s.starts_at,
        extract(epoch from s.starts_at)::float8 * 1000 as "startsMs", ph.short_name as physician, r.name as room,
        (select count(*)::int from slot_offers o join slot_offer_links l on l.offer_id = o.id
          where o.freed_by_id = s.id and o.ended_at is null and o.expires_at > ${from}::timestamptz
            and l.answer is null) as offered
      from sessions s join clinics c on c.id = s.clinic_id join physicians ph on ph.id = s.physician_id
      join rooms r on r.id = s.room_id
      where s.clinic_id = any (${uuids(own)}) and s.status in ('cancelled-by-patient', 'cancelled-by-clinic')
        and s.starts_at > ${from}::timestamptz
        and s.starts_at < ${from}::timestamptz + make_interval(days => ${DAYS_AHEAD}::int)
        and not exists (select from claims k where k.resource_id = s.physician_id
          and k.during && tstzrange(s.treat_from, s.treat_to))
      order by s.physician_id, s.starts_at, s.released_at desc, s.id) found
    order by starts_at, "sessionId" limit 50`);
  return rows.map(({ startsMs, sessionId, clinic, zone, physician, room, offered }) => ({
    sessionId,
    clinic,
    zone,
    physician,
    room,
    offered,
    startsAt: new Date(startsMs),
  }));
}

/** How many places fell free at a clinic, or at all of the actor's. */
export const countFreePlaces = async (asking: Pick<Asking, "actor" | "now">, clinicId: string | "all") =>
  (await readFreePlaces(asking, clinicId === "all" ? asking.actor.clinicIds : [clinicId])).length;

/** Who waits at these clinics: by hand, and because the course is overdue; the longest overdue first. */
export async function readWaitlist(
  { actor, now }: Asking,
  clinics: readonly { id: string; name: string; zone: Zone }[],
): Promise<{ rows: WaitingRow[]; more: number }> {
  const own = clinics.filter(({ id }) => scoped(actor, [id]).length > 0);
  const all = await Promise.all(
    own.map(async ({ id, name, zone }) =>
      (await readWaiting(db, actor, id)).flatMap(({ plan, wish, ...who }): WaitingRow[] => {
        if (plan.clinicId !== id) return [];
        const course = courseOf({ ...plan, unansweredReports: 0 }, plan.sessions, dayOf(now, zone));
        const overdueDays = isOverdue(course.gap) ? course.gap.byDays : null;
        if (!wish && overdueDays === null) return [];
        return [
          {
            planId: plan.id,
            patient: who.patient,
            recordNumber: who.recordNumber,
            phone: who.phone,
            note: who.note,
            physician: who.physician,
            region: plan.region,
            side: plan.side,
            clinic: name,
            zone,
            progress: course.progress,
            next: course.next?.startsAt ?? null,
            overdueDays,
            wish: wish && {
              times:
                wish.times?.map(
                  ({ weekday, startsMinute }) => `${weekday}${startsMinute === 0 ? "am" : "pm"}`,
                ) ?? null,
              noticeMinutes: wish.noticeMinutes,
              notBefore: wish.notBefore,
              notAfter: wish.notAfter,
            },
          },
        ];
      }),
    ),
  );
  const rows = all
    .flat()
    .sort(
      (a, b) =>
        (b.overdueDays ?? -1) - (a.overdueDays ?? -1) ||
        a.patient.localeCompare(b.patient) ||
        (a.planId < b.planId ? -1 : 1),
    );
  return { rows: rows.slice(0, SHOWN), more: Math.max(0, rows.length - SHOWN) };
}

function scoped(actor: Actor, clinicIds: readonly string[]): string[] {
  if (!may(actor, "session.write")) return [];
  const scope = clinicScope(actor, "session.write");
  return scope === "all" ? [...clinicIds] : clinicIds.filter((id) => scope.includes(id));
}
