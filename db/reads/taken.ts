import { sql, type SQL } from "drizzle-orm";
import type { Run } from "../client";
import { uuids } from "../scope";
import type { Busy, Taken } from "~/domain/booking";
import type { PackedIntervals } from "~/domain/interval";
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
 * The same for half a year, whatever it is held for: a hundred thousand claims of a full clinic, as two strings of bytes
 * for each resource. Without a plan there is no patient among them.
 */
export async function loadBusyDays(
  run: Run,
  clinicId: string,
  planId: string | null,
  days: Days,
  withoutIds: readonly string[] = [],
): Promise<Map<string, PackedIntervals>> {
  const others = sql`c.session_id is null or c.session_id <> all (${uuids(withoutIds)})`;
  const boundsAt = (resources: SQL) =>
    run.execute<BoundsOfClaims>(sql`
      select c.resource_id as id, ${boundsOfClaims}
      from ${claimsOf(resources, clinicId, wholeDays(days))}
      ${withoutIds.length > 0 ? sql`where ${others}` : sql``}
      group by c.resource_id`);
  // Side by side: of a hundred thousand claims each half takes the server 30 ms.
  const rows = await Promise.all([
    boundsAt(placesAt(clinicId, anyone)),
    boundsAt(peopleAt(clinicId, planId, anyone)),
  ]);
  return new Map(rows.flat().map((row) => [row.id, intervalsIn(row)]));
}

/** When these people are busy from one instant to another, at whichever clinic. */
export async function loadBusyPeople(
  run: Run,
  ids: readonly string[],
  { from, until }: { from: Date; until: Date },
  withoutIds: readonly string[],
): Promise<Map<string, PackedIntervals>> {
  const rows = await run.execute<BoundsOfClaims>(sql`
    select c.resource_id as id, ${boundsOfClaims}
    from claims c
    where c.resource_id = any (${uuids(ids)}) and c.during && tstzrange(${from.toISOString()}, ${until.toISOString()})
      and (c.session_id is null or c.session_id <> all (${uuids(withoutIds)}))
    group by c.resource_id`);
  return new Map(rows.map((row) => [row.id, intervalsIn(row)]));
}

type BoundsOfClaims = { id: string; starts: Buffer; ends: Buffer };

/** As the server holds them: to write out two hundred thousand instants as text takes it longer than to find them. */
const boundsOfClaims = sql`string_agg(timestamptz_send(lower(c.during)), '') as starts,
      string_agg(timestamptz_send(upper(c.during)), '') as ends`;

const intervalsIn = ({ starts, ends }: BoundsOfClaims): PackedIntervals => ({
  starts: instantsIn(starts),
  ends: instantsIn(ends),
});

/** PostgreSQL's binary timestamptz is microseconds since 2000 in eight bytes; milliseconds of ours come of it. */
function instantsIn(bytes: Buffer): Float64Array {
  const instants = new Float64Array(bytes.length / BYTES_OF_INSTANT);
  for (let i = 0; i < instants.length; i++) {
    const at = i * BYTES_OF_INSTANT;
    instants[i] = PG_EPOCH + (bytes.readInt32BE(at) * 2 ** 32 + bytes.readUInt32BE(at + 4)) / 1000;
  }
  return instants;
}

const BYTES_OF_INSTANT = 8;
const PG_EPOCH = Date.UTC(2000, 0, 1);

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

const claimsDuring = (clinicId: string, planId: string | null, named: Named, during: SQL) =>
  claimsOf(
    sql`${placesAt(clinicId, named)} union all (${peopleAt(clinicId, planId, named)})`,
    clinicId,
    during,
  );

const claimsOf = (resources: SQL, clinicId: string, during: SQL) => sql`(${resources}) r
  join claims c on c.resource_id = r.id and c.during && (select ${during} from clinics where id = ${clinicId})`;

const placesAt = (clinicId: string, { roomId, deviceId }: Named) => sql`
  select id from rooms where clinic_id = ${clinicId}${only(sql`id`, roomId)}
  union all select id from devices where clinic_id = ${clinicId}${only(sql`id`, deviceId)}`;

/** Those who work there, and the plan's patient. */
const peopleAt = (clinicId: string, planId: string | null, { physicianId }: Named) => sql`
  select physician_id as id from working_hours where clinic_id = ${clinicId}${only(sql`physician_id`, physicianId)}
  union select patient_id from plans where id = ${planId}::uuid`;

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
