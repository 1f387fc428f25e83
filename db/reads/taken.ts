import { sql, type SQL } from "drizzle-orm";
import type { Run } from "../client";
import { uuids } from "../scope";
import type { Busy, Taken } from "~/domain/booking";
import type { Interval } from "~/domain/interval";
import type { Day } from "~/domain/time";
import type { TimeOffKind } from "~/domain/vocabulary";
import { anyone, only, type Named } from "./clinic-facts";

interface Days {
  from: Day;
  to: Day;
}

/**
 * When the clinic's rooms, devices and physicians and the plan's patient are busy on these days of the clinic's, by
 * resource. The days' bounds are the database's to find, so that nothing need be read before.
 */
export async function loadBusy(
  run: Run,
  clinicId: string,
  planId: string,
  days: Days,
): Promise<Map<string, Busy[]>> {
  const [row] = await run.execute<{ busy: BusyInJson }>(
    sql`select ${busyInJson(clinicId, planId, days)} as busy`,
  );
  return busyBy(row?.busy);
}

export type BusyInJson = [resourceId: string, start: number, end: number, sessionId: string | null][];

export const busyBy = (claims: BusyInJson = []) =>
  byResource(claims, ([resourceId, start, end, sessionId]) => [resourceId, { start, end, sessionId }]);

/** Claims alone: what they are held for is asked only where it is told. */
export const busyInJson = (clinicId: string, planId: string, days: Days): SQL => sql`(
  select coalesce(json_agg(json_build_array(${bounds}, c.session_id)), '[]')
  from ${claimsDuring(clinicId, planId, anyone, wholeDays(days))})`;

/**
 * The same for half a year, whatever it is held for: sixty thousand claims of a full clinic, as one text of minutes for
 * each resource. Without a plan there is no patient among them.
 */
export async function loadBusyDays(
  run: Run,
  clinicId: string,
  planId: string | null,
  days: Days,
  withoutIds: readonly string[] = [],
): Promise<Map<string, Interval[]>> {
  const others = sql`c.session_id is null or c.session_id <> all (${uuids(withoutIds)})`;
  const rows = await run.execute<{ id: string; busy: string }>(sql`
    select c.resource_id as id, ${minutesOfClaims} as busy
    from ${claimsDuring(clinicId, planId, anyone, wholeDays(days))}
    ${withoutIds.length > 0 ? sql`where ${others}` : sql``}
    group by c.resource_id`);
  return new Map(rows.map(({ id, busy }) => [id, intervalsIn(busy)]));
}

/** When these people are busy from one instant to another, at whichever clinic. */
export async function loadBusyPeople(
  run: Run,
  ids: readonly string[],
  { from, until }: { from: Date; until: Date },
  withoutIds: readonly string[],
): Promise<Map<string, Interval[]>> {
  const rows = await run.execute<{ id: string; busy: string }>(sql`
    select c.resource_id as id, ${minutesOfClaims} as busy
    from claims c
    where c.resource_id = any (${uuids(ids)}) and c.during && tstzrange(${from.toISOString()}, ${until.toISOString()})
      and (c.session_id is null or c.session_id <> all (${uuids(withoutIds)}))
    group by c.resource_id`);
  return new Map(rows.map(({ id, busy }) => [id, intervalsIn(busy)]));
}

const minutesOfClaims = sql`string_agg((extract(epoch from lower(c.during)) / 60)::int || ' '
      || (extract(epoch from upper(c.during)) / 60)::int, ' ')`;

function intervalsIn(text: string): Interval[] {
  const minutes = text.split(" ");
  const found: Interval[] = [];
  for (let i = 0; i + 1 < minutes.length; i += 2) {
    found.push({ start: Number(minutes[i]) * MS_PER_MINUTE, end: Number(minutes[i + 1]) * MS_PER_MINUTE });
  }
  return found;
}

const MS_PER_MINUTE = 60_000;

export type TakenInJson = [
  resourceId: string,
  start: number,
  end: number,
  sessionId: string | null,
  kind: TimeOffKind | null,
  clinicId: string | null,
][];

export const takenBy = (claims: TakenInJson = []): Map<string, Taken[]> =>
  byResource(claims, ([resourceId, start, end, sessionId, kind, clinicId]) => [
    resourceId,
    { start, end, because: kind ?? "session", sessionId, clinicId },
  ]);

/** Who and what is asked for is taken, and what for, during a range made of the clinic's `zone`. */
export const takenInJson = (clinicId: string, planId: string, named: Named, during: SQL): SQL => sql`(
  select coalesce(json_agg(json_build_array(${bounds}, c.session_id, t.kind,
    coalesce(s.clinic_id, t.clinic_id))), '[]')
  from ${claimsDuring(clinicId, planId, named, during)}
  left join sessions s on s.id = c.session_id
  left join time_off t on t.id = c.time_off_id)`;

/** On the clinic's calendar: `zone` is its column's. */
const wholeDays = ({ from, to }: Days): SQL =>
  sql`tstzrange(${from}::date::timestamp at time zone zone, (${to}::date + 1)::timestamp at time zone zone)`;

const bounds = sql`c.resource_id, (extract(epoch from lower(c.during)) * 1000)::bigint,
    (extract(epoch from upper(c.during)) * 1000)::bigint`;

const claimsDuring = (
  clinicId: string,
  planId: string | null,
  { physicianId, roomId, deviceId }: Named,
  during: SQL,
) => sql`(
    select id from rooms where clinic_id = ${clinicId}${only(sql`id`, roomId)}
    union all select id from devices where clinic_id = ${clinicId}${only(sql`id`, deviceId)}
    union select physician_id from working_hours where clinic_id = ${clinicId}${only(sql`physician_id`, physicianId)}
    union all select patient_id from plans where id = ${planId}::uuid
  ) r
  join claims c on c.resource_id = r.id and c.during && (select ${during} from clinics where id = ${clinicId})`;

function byResource<Row, T>(rows: readonly Row[], read: (row: Row) => [resourceId: string, one: T]) {
  const by = new Map<string, T[]>();
  for (const row of rows) {
    const [resourceId, one] = read(row);
    const list = by.get(resourceId);
    if (list) list.push(one);
    else by.set(resourceId, [one]);
  }
  return by;
}
