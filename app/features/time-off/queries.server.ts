import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import { db } from "db/client";
import { accounts, clinics, devices, rooms, timeOff } from "db/schema";
import type { Actor } from "~/domain/actor";
import { clinicScope } from "~/domain/permissions";

const waiting = (which: ReturnType<typeof sql>) => sql<number>`(
  select count(*)::int from sessions s where s.displaced_by = time_off.id and s.displaced_at is not null
    and s.status in ('booked', 'arrived') and ${which})`;

/** What is on or to come: everything for an administrator, their own leave for a physician. */
export function listTimeOff(actor: Actor, now: Date) {
  return db
    .select({
      id: timeOff.id,
      kind: timeOff.kind,
      person: accounts.name,
      place: sql<string | null>`coalesce(${rooms.name}, ${devices.name})`,
      clinic: clinics.name,
      zone: sql<string>`coalesce(${clinics.zone}, (
        select c.zone from account_clinics ac join clinics c on c.id = ac.clinic_id
        where ac.account_id = ${accounts.id} order by c.name, c.id limit 1), 'UTC')`,
      startsAt: timeOff.startsAt,
      endsAt: timeOff.endsAt,
      reason: timeOff.reason,
      waiting: waiting(sql`true`),
      restorable: waiting(sql`s.starts_at > ${now.toISOString()}`),
    })
    .from(timeOff)
    .leftJoin(accounts, eq(accounts.id, timeOff.resourceId))
    .leftJoin(rooms, eq(rooms.id, timeOff.resourceId))
    .leftJoin(devices, eq(devices.id, timeOff.resourceId))
    .leftJoin(clinics, eq(clinics.id, timeOff.clinicId))
    .where(
      and(
        isNull(timeOff.withdrawnAt),
        gt(timeOff.endsAt, now),
        clinicScope(actor, "time-off.write") === "all" ? undefined : eq(timeOff.resourceId, actor.id),
      ),
    )
    .orderBy(asc(timeOff.startsAt), asc(timeOff.id))
    .limit(300);
}
