import { sql } from "drizzle-orm";
import type { Run } from "../client";
import type { Interval } from "~/domain/interval";
import type { Day } from "~/domain/time";

const MS_PER_MINUTE = 60_000;

/**
 * When a clinic's rooms, devices and physicians and a patient are busy on many days of the clinic's, by resource: half a
 * year of a full clinic is sixty thousand claims, and as one text each resource they cost a tenth of as many rows.
 */
export async function loadBusyDays(
  run: Run,
  clinicId: string,
  patientId: string,
  { from, to }: { from: Day; to: Day },
): Promise<Map<string, Interval[]>> {
  const rows = await run.execute<{ id: string; busy: string }>(sql`
    select c.resource_id as id, string_agg((extract(epoch from lower(c.during)) / 60)::int || ' '
      || (extract(epoch from upper(c.during)) / 60)::int, ' ') as busy
    from (
      select id from rooms where clinic_id = ${clinicId}
      union all select id from devices where clinic_id = ${clinicId}
      union select physician_id from working_hours where clinic_id = ${clinicId}
      union all select ${patientId}::uuid
    ) r
    join claims c on c.resource_id = r.id and c.during && (
      select tstzrange(${from}::date::timestamp at time zone zone, (${to}::date + 1)::timestamp at time zone zone)
      from clinics where id = ${clinicId})
    group by c.resource_id`);
  return new Map(rows.map(({ id, busy }) => [id, intervalsIn(busy)]));
}

function intervalsIn(text: string): Interval[] {
  const minutes = text.split(" ");
  const found: Interval[] = [];
  for (let i = 0; i + 1 < minutes.length; i += 2) {
    found.push({ start: Number(minutes[i]) * MS_PER_MINUTE, end: Number(minutes[i + 1]) * MS_PER_MINUTE });
  }
  return found;
}
