import { sql } from "drizzle-orm";
import { db } from "db/client";
import { listPlaces } from "./places.server";
import { setupSteps, type SetupFacts } from "./setup";

/** What the practice has, and which of its clinics still lack something to be booked at. */
export async function findOverview(now: Date) {
  const [row] = await db.execute<{
    practice: string;
    accounts: number;
    physicians: number;
    physicians_without_hours: number;
    schedulers: number;
    has_plans: boolean;
    assumed_protocols: number;
    time_off: number;
  }>(sql`
    select (select name from practice) as practice,
      (select count(*)::int from accounts where deactivated_at is null) as accounts,
      (select count(*)::int from accounts where deactivated_at is null and 'physician' = any(roles)) as physicians,
      (select count(*)::int from accounts a where deactivated_at is null and 'physician' = any(roles)
        and not exists (select 1 from working_hours h where h.physician_id = a.id
          and (h.valid_until is null or h.valid_until > ${now.toISOString()}::date))) as physicians_without_hours,
      (select count(*)::int from accounts where deactivated_at is null and 'scheduler' = any(roles)) as schedulers,
      exists (select from plans) as has_plans,
      (select count(*)::int from protocols where assumed) as assumed_protocols,
      (select count(*)::int from time_off where withdrawn_at is null and ends_at > ${now.toISOString()}) as time_off`);
  return {
    practice: row?.practice ?? "",
    accounts: row?.accounts ?? 0,
    physicians: row?.physicians ?? 0,
    physiciansWithoutHours: row?.physicians_without_hours ?? 0,
    schedulers: row?.schedulers ?? 0,
    hasPlans: row?.has_plans ?? false,
    assumedProtocols: row?.assumed_protocols ?? 0,
    timeOff: row?.time_off ?? 0,
  };
}

/** What a booking still needs; null once the practice works. */
export async function findSetup(now: Date): Promise<SetupFacts | null> {
  const [overview, clinics] = await Promise.all([findOverview(now), listPlaces()]);
  const { physicians, physiciansWithoutHours, schedulers, hasPlans } = overview;
  const facts = {
    clinics: clinics.map(({ id, name, rooms, devices, openDays }) => ({
      id,
      name,
      rooms,
      devices,
      openDays,
    })),
    physicians,
    physiciansWithoutHours,
    schedulers,
    hasPlans,
  };
  return hasPlans && setupSteps(facts).every(({ done }) => done) ? null : facts;
}
