import { sql } from "drizzle-orm";
import { db } from "db/client";
import { loadClinicFacts } from "db/reads/clinic-facts";
import { loadWeights } from "db/reads/course-weights";
import { loadManyPlanFacts } from "db/reads/plan-facts";
import { loadBusyDays, loadBusyPeople } from "db/reads/taken";
import { uuids } from "db/scope";
import { daysAhead, lackOf } from "~/domain/batch-run";
import { listed } from "~/domain/interval";
import type { BatchProblem } from "~/domain/batch/plan-many";
import { addDays, dayOf } from "~/domain/time";
import type { WeekdaySpan } from "~/domain/working-hours";
import { clinicOn } from "~/features/sessions/clinic-days.server";

interface Asked {
  clinicId: string;
  /** Rather than each plan's own; null where that is not asked for. */
  physicianId: string | null;
  planIds: readonly string[];
}

/** The courses and their clinic as the planning takes them; what lost its place stands in nobody's way. */
export async function loadProblem(
  { clinicId, physicianId, planIds }: Asked,
  now: Date,
): Promise<BatchProblem | null> {
  const [facts, plans, weights, times] = await Promise.all([
    loadClinicFacts(db, clinicId),
    loadManyPlanFacts(db, planIds),
    loadWeights(db),
    patientTimes(planIds),
  ]);
  if (!facts) return null;
  const today = dayOf(now, facts.zone);
  const courses = plans.flatMap((plan) => {
    const { lacking, displaced, standing } = lackOf(plan.plannedSessions, plan.sessions);
    const isOpen = plan.status === "active" && plan.patientActive && lacking > 0;
    return isOpen ? [{ plan, displaced, standing, count: lacking, range: plan.range }] : [];
  });
  const days = { from: today, to: addDays(today, daysAhead(courses)) };
  const leaving = courses.flatMap(({ displaced }) => displaced.map(({ id }) => id));
  const busy = await loadBusyDays(db, clinicId, null, days, leaving);
  const { clinicOpen, ...clinic } = clinicOn(facts, days, busy);
  const patients = await loadBusyPeople(
    db,
    courses.map(({ plan }) => plan.patientId),
    { from: new Date(clinic.frame.start), until: new Date(clinic.frame.end) },
    leaving,
  );
  return {
    today,
    clinics: [{ ...clinic, clinicOpen, notBefore: now.getTime() }],
    weights,
    plans: courses.map(({ plan, count, range, standing }) => ({
      id: plan.id,
      patientId: plan.patientId,
      course: {
        count,
        range,
        sessions: standing.map(({ day, physicianId, clinicId }) => ({ day, physicianId, clinicId })),
      },
      phases: plan.phases,
      guidance: plan.guidance,
      wishes: {
        times: times.get(plan.id) ?? null,
        physicianId: null,
        preferredPhysicianId: physicianId ?? plan.physicianId,
        clinicId,
        roomId: null,
        deviceId: null,
        notBefore: null,
        notAfter: null,
      },
      patientBusy: listed(patients.get(plan.patientId) ?? []),
    })),
  };
}

/** When patients who wait said that they can come. */
async function patientTimes(planIds: readonly string[]): Promise<Map<string, WeekdaySpan[]>> {
  const rows = await db.execute<{ id: string; times: WeekdaySpan[] }>(sql`
    select plan_id as id, times from waitlist_entries
    where plan_id = any (${uuids(planIds)}) and closed_at is null and times is not null`);
  return new Map(rows.map(({ id, times }) => [id, times]));
}
