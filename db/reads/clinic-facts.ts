import { sql, type SQL } from "drizzle-orm";
import type { Run } from "../client";
import type { Interval } from "~/domain/interval";
import { dayBounds, eachDay, instantAt, weekdayOf, type Day, type Zone } from "~/domain/time";
import type { Guidance, RoomKind } from "~/domain/vocabulary";

export interface Hours {
  weekday: number;
  starts: number;
  ends: number;
}
export interface WorkingHours extends Hours {
  from: Day;
  until: Day | null;
}

/** A clinic's people and places, as booking needs them. */
export interface ClinicFacts {
  id: string;
  name: string;
  zone: Zone;
  hours: Hours[];
  rooms: { id: string; name: string; kind: RoomKind; active: boolean }[];
  devices: { id: string; name: string; kind: Guidance; roomId: string | null; active: boolean }[];
  physicians: { id: string; name: string; active: boolean; hours: WorkingHours[] }[];
}

/** Who and what is asked for by name; null is any of them. */
export interface Named {
  physicianId: string | null;
  roomId: string | null;
  deviceId: string | null;
}
export const anyone: Named = { physicianId: null, roomId: null, deviceId: null };

export async function loadClinicFacts(run: Run, clinicId: string): Promise<ClinicFacts | null> {
  const [row] = await run.execute<{ clinic: ClinicFacts | null }>(
    sql`select ${clinicInJson(clinicId, anyone)} as clinic`,
  );
  return row?.clinic ?? null;
}

/** The clinic with those of its people and places that are asked for. */
export const clinicInJson = (clinicId: string, { physicianId, roomId, deviceId }: Named): SQL => sql`(
  select json_build_object(
    'id', c.id, 'name', c.name, 'zone', c.zone,
    'hours', (select coalesce(json_agg(json_build_object(
        'weekday', h.weekday, 'starts', h.starts_minute, 'ends', h.ends_minute)), '[]')
      from clinic_hours h where h.clinic_id = c.id),
    'rooms', (select coalesce(json_agg(json_build_object(
        'id', r.id, 'name', r.name, 'kind', r.kind, 'active', r.closed_at is null) order by r.name), '[]')
      from rooms r where r.clinic_id = c.id${only(sql`r.id`, roomId)}),
    'devices', (select coalesce(json_agg(json_build_object(
        'id', d.id, 'name', d.name, 'kind', d.kind, 'roomId', d.room_id, 'active', d.closed_at is null)
        order by d.name), '[]')
      from devices d where d.clinic_id = c.id${only(sql`d.id`, deviceId)}),
    'physicians', (select coalesce(json_agg(p order by p.name), '[]') from (
      select ph.id, ph.short_name as name,
        a.deactivated_at is null and 'physician' = any (a.roles) as active,
        json_agg(json_build_object('weekday', w.weekday, 'starts', w.starts_minute, 'ends', w.ends_minute,
          'from', w.valid_from, 'until', w.valid_until)) as hours
      from working_hours w join physicians ph on ph.id = w.physician_id join accounts a on a.id = ph.id
      where w.clinic_id = c.id${only(sql`w.physician_id`, physicianId)} group by ph.id, a.id) p))
  from clinics c where c.id = ${clinicId})`;

/** One statement for a name and for any, so that a connection plans it once. */
export const only = (column: SQL, id: string | null): SQL =>
  sql` and (${id}::uuid is null or ${column} = ${id}::uuid)`;

/** Weekly hours on the days between, as instants; over a DST change the clock hours stay. */
export function intervalsOf(
  hours: readonly (Hours | WorkingHours)[],
  from: Day,
  to: Day,
  zone: Zone,
): Interval[] {
  return eachDay(from, to).flatMap((day) => {
    const weekday = weekdayOf(day);
    return hours
      .filter((one) => one.weekday === weekday && isValidOn(one, day))
      .map(({ starts, ends }) => ({
        start: instantAt(day, starts, zone).getTime(),
        end: (ends === 1440 ? dayBounds(day, zone).end : instantAt(day, ends, zone)).getTime(),
      }));
  });
}

/** Clinic hours always hold; working hours between their dates. */
export const isValidOn = (hours: Hours | WorkingHours, day: Day) =>
  !("from" in hours) || (hours.from <= day && (hours.until === null || day < hours.until));

/** The whole of some local days, as a window of instants. */
export const windowOf = (from: Day, to: Day, zone: Zone) => ({
  from: dayBounds(from, zone).start,
  until: dayBounds(to, zone).end,
});
