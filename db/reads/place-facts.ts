import { sql } from "drizzle-orm";
import type { Run } from "../client";
import type { Busy, Taken } from "~/domain/booking";
import type { Day } from "~/domain/time";
import { anyone, clinicInJson, type ClinicFacts, type Named } from "./clinic-facts";
import { planInJson, planOf, type PlanFacts, type PlanInJson } from "./plan-facts";
import { busyBy, busyInJson, takenBy, takenInJson, type BusyInJson, type TakenInJson } from "./taken";

/** No session is longer (a check in the schema); the clocks never change by more. */
const longestSession = "10 hours";
const clockChange = "2 hours";

interface Place extends Named {
  clinicId: string;
  day: Day;
  startMinute: number;
}

/** Null for what does not exist; of the clinic, those of its people and places that are asked for. */
export interface PlaceFacts {
  plan: PlanFacts | null;
  clinic: ClinicFacts | null;
  taken: Map<string, Taken[]>;
}

/**
 * All that decides whether a plan's session can be had at one place, and what stands against it around that time. One
 * statement: what is read together is of one moment, and asked for once.
 */
export async function loadPlaceFacts(run: Run, planId: string, place: Place): Promise<PlaceFacts> {
  const { clinicId } = place;
  const startsAt = sql`((${place.day}::date + make_interval(mins => ${place.startMinute}::int)) at time zone zone)`;
  const around = sql`tstzrange(${startsAt} - ${clockChange}::interval, ${startsAt} + ${longestSession}::interval + ${clockChange}::interval)`;
  const [row] = await run.execute<{
    plan: PlanInJson | null;
    clinic: ClinicFacts | null;
    taken: TakenInJson;
  }>(sql`
    select ${planInJson(planId)} as plan, ${clinicInJson(clinicId, place)} as clinic,
      ${takenInJson(clinicId, planId, place, around)} as taken`);
  return { plan: planOf(row?.plan), clinic: row?.clinic ?? null, taken: takenBy(row?.taken) };
}

/** All that decides which places can be had on some days: everybody and everything there, and when they are busy. */
export async function loadDaysFacts(
  run: Run,
  clinicId: string,
  planId: string,
  days: { from: Day; to: Day },
): Promise<{ clinic: ClinicFacts | null; busy: Map<string, Busy[]> }> {
  const [row] = await run.execute<{ clinic: ClinicFacts | null; busy: BusyInJson }>(sql`
    select ${clinicInJson(clinicId, anyone)} as clinic, ${busyInJson(clinicId, planId, days)} as busy`);
  return { clinic: row?.clinic ?? null, busy: busyBy(row?.busy) };
}
