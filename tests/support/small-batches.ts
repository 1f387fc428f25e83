import type { BatchClinic, BatchPlan, BatchProblem } from "~/domain/batch/problem";
import { defaultWeights } from "~/domain/composer/weights";
import type { Interval } from "~/domain/interval";
import { randomOf } from "~/domain/random";
import { addDays, dayBounds, eachDay, instantAt, weekdayOf, type Day } from "~/domain/time";

const MS_PER_MINUTE = 60_000;
const zones = ["America/Denver", "America/New_York"];

/**
 * A batch small enough for a solver to prove what is best: one clinic or two in different zones, a physician at both, over
 * a clock change or not, phases of several lengths, rooms with lead, fixed and portable devices, bookings off the quarter
 * hours, courses begun, overdue or with a session that stands, two plans of one patient, and every kind of wish.
 */
export function aSmallBatch(seed: number): BatchProblem {
  const random = randomOf(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const chance = (share: number) => random() < share;
  const today = chance(0.5) ? "2027-03-08" : "2027-06-14";
  const days = eachDay(today, addDays(today, 8 + upTo(3)));
  const clinics = zones.slice(0, chance(0.4) ? 2 : 1).map((zone, index) => clinicIn(zone, index, days));
  const physicianIds = ["ann", "ben"];
  const plans = Array.from({ length: 3 + upTo(3) }, (_, index): BatchPlan => {
    const min = 1 + upTo(2);
    const target = min + upTo(2);
    const place = { physicianId: "ann", clinicId: "clinic 0" };
    const past = chance(0.4) ? [{ day: addDays(today, -1 - upTo(8)), ...place }] : [];
    const ahead = chance(0.15) ? [{ day: addDays(today, 4), ...place }] : [];
    return {
      id: `plan ${index}`,
      patientId: `patient ${chance(0.2) ? 0 : index}`,
      course: {
        count: 1 + upTo(1),
        range: { min, target, max: target + 1 + upTo(2) },
        sessions: [...past, ...ahead],
      },
      phases: [
        { prepare: 5, treat: 15, recover: 10 },
        { prepare: 10, treat: 20, recover: 5 },
        { prepare: 5, treat: 25, recover: 20 },
      ][upTo(2)] ?? { prepare: 0, treat: 15, recover: 0 },
      guidance: chance(0.3) ? "fluoroscope" : "ultrasound",
      wishes: {
        times: chance(0.2)
          ? [1, 3, 4, 5].map((weekday) => ({ weekday, startsMinute: 480, endsMinute: 570 }))
          : null,
        physicianId: chance(0.15) ? "ben" : null,
        preferredPhysicianId: chance(0.6) ? (physicianIds[upTo(1)] ?? null) : null,
        clinicId: chance(0.15) ? "clinic 0" : null,
        roomId: chance(0.1) ? "lead" : null,
        deviceId: chance(0.1) ? "cart" : null,
        notBefore: chance(0.15) ? addDays(today, upTo(3)) : null,
        notAfter: chance(0.15) ? addDays(today, 6) : null,
      },
      patientBusy: chance(0.3) ? busyOn(days, zones[0] ?? "UTC", 0.3) : [],
    };
  });
  return { today, clinics, plans, weights: defaultWeights };

  function busyOn(on: readonly Day[], zone: string, share: number): Interval[] {
    return on.flatMap((day) => {
      if (!chance(share)) return [];
      const start = instantAt(day, 480 + 5 * upTo(20), zone).getTime();
      return [{ start, end: start + (10 + 5 * upTo(5)) * MS_PER_MINUTE }];
    });
  }

  function clinicIn(zone: string, index: number, on: readonly Day[]): BatchClinic {
    const hours = (share: number) =>
      on
        .filter((day) => weekdayOf(day) <= 5 && chance(share))
        .map((day) => ({
          start: instantAt(day, 480, zone).getTime(),
          end: instantAt(day, 585, zone).getTime(),
        }));
    const [first = today, last = today] = [on[0], on.at(-1)];
    const frame = { start: dayBounds(first, zone).start.getTime(), end: dayBounds(last, zone).end.getTime() };
    return {
      clinicId: `clinic ${index}`,
      zone,
      frame,
      notBefore: instantAt(first, 510, zone).getTime(),
      dayStarts: [...on, addDays(last, 1)].map((day) => dayBounds(day, zone).start.getTime()),
      noons: on.map((day) => instantAt(day, 720, zone).getTime()),
      clinicOpen: hours(1),
      physicians: ["ann", "ben"].map((id) => ({ id, working: hours(0.7), busy: busyOn(on, zone, 0.7) })),
      rooms: [
        { id: "plain", kind: "procedure", busy: busyOn(on, zone, 0.6) },
        { id: "lead", kind: "shielded", busy: busyOn(on, zone, 0.6) },
      ],
      devices: [
        { id: "cart", kind: "ultrasound", roomId: null, busy: busyOn(on, zone, 0.5) },
        { id: "fixed", kind: "ultrasound", roomId: "lead", busy: [] },
        {
          id: "c-arm",
          kind: "fluoroscope",
          roomId: chance(0.5) ? "lead" : null,
          busy: busyOn(on, zone, 0.4),
        },
      ],
    };
  }
}
