import { db } from "db/client";
import { intervalsOf, windowOf, type ClinicFacts } from "db/reads/clinic-facts";
import type { PlanFacts } from "db/reads/plan-facts";
import { loadBusyDays } from "db/reads/taken";
import type { Clinic } from "~/domain/composer/compose";
import type { Intervals } from "~/domain/interval";
import { STEP_MINUTES } from "~/domain/openings";
import { addDays, dayBounds, eachDay, instantAt, type Day } from "~/domain/time";

/**
 * Everybody and everything of the clinics, and when they are busy, as the composer takes them. What some sessions hold may
 * be left out: those that are to move stand in nobody's way.
 */
export function clinicDays(
  clinics: readonly ClinicFacts[],
  plan: Pick<PlanFacts, "id" | "patientId" | "phases" | "guidance">,
  days: { from: Day; to: Day },
  now: Date,
  withoutIds: readonly string[] = [],
): Promise<Clinic[]> {
  return Promise.all(
    clinics.map(async (facts) => {
      const busy = await loadBusyDays(db, facts.id, plan.id, days, withoutIds);
      const { frame, clinicOpen, physicians, rooms, devices, ...clinic } = clinicOn(facts, days, busy);
      return {
        ...clinic,
        search: {
          frame,
          stepMinutes: STEP_MINUTES,
          notBefore: now.getTime(),
          phases: plan.phases,
          guidance: plan.guidance,
          clinicOpen,
          physicians,
          rooms,
          devices,
          patientBusy: busy.get(plan.patientId) ?? [],
        },
      };
    }),
  );
}

/** A clinic on some of its days: when it is open, who works then, and when each is busy. */
export function clinicOn(
  { id, zone, hours, ...facts }: ClinicFacts,
  days: { from: Day; to: Day },
  busy: ReadonlyMap<string, Intervals>,
) {
  const window = windowOf(days.from, days.to, zone);
  const all = eachDay(days.from, days.to);
  const busyOf = (id: string) => busy.get(id) ?? [];
  return {
    clinicId: id,
    zone,
    dayStarts: [...all, addDays(days.to, 1)].map((day) => dayBounds(day, zone).start.getTime()),
    noons: all.map((day) => instantAt(day, 720, zone).getTime()),
    frame: { start: window.from.getTime(), end: window.until.getTime() },
    clinicOpen: intervalsOf(hours, days.from, days.to, zone),
    physicians: facts.physicians
      .filter(({ active }) => active)
      .map(({ id, hours }) => ({
        id,
        working: intervalsOf(hours, days.from, days.to, zone),
        busy: busyOf(id),
      })),
    rooms: facts.rooms.filter(({ active }) => active).map(({ id, kind }) => ({ id, kind, busy: busyOf(id) })),
    devices: facts.devices
      .filter(({ active }) => active)
      .map(({ id, kind, roomId }) => ({ id, kind, roomId, busy: busyOf(id) })),
  };
}
