import type { ClinicFacts } from "db/reads/clinic-facts";
import type { PlanFacts } from "db/reads/plan-facts";
import type { Wishes } from "~/domain/composer/compose";
import { clockToMinutes } from "~/domain/words-of-time";
import { weekdays, type WeekdaySpan } from "~/domain/working-hours";
import type { CourseQuery } from "./forms";
import type { CourseView, WishesView } from "./view";

const NOON = 720;
const MIDNIGHT = 1440;

/** What was asked for, as the composer takes it. */
export function wishesOf(query: CourseQuery, plan: PlanFacts, homeId: string): Wishes {
  const { physician, clinic, room, device, from, until } = query;
  const isAnybody = physician === "preferred" || physician === "any";
  return {
    times: timesOf(query),
    physicianId: isAnybody ? null : physician === "same" ? plan.physicianId : physician,
    preferredPhysicianId: physician === "preferred" ? plan.physicianId : null,
    clinicId: clinic === "any" ? null : (clinic ?? homeId),
    roomId: room === "any" ? null : room,
    deviceId: device === "any" ? null : device,
    notBefore: from,
    notAfter: until,
  };
}

/** Half-days within the hours of the clock, for every weekday where none is chosen. */
function timesOf({ when, earliest, latest }: CourseQuery): WeekdaySpan[] | null {
  if (when.length === 0 && earliest === null && latest === null) return null;
  const least = clockToMinutes(earliest ?? "") ?? 0;
  const most = clockToMinutes(latest ?? "") ?? MIDNIGHT;
  const halves = when.length > 0 ? when : weekdays.flatMap((day) => [`${String(day)}am`, `${String(day)}pm`]);
  return halves.flatMap((half) => {
    const startsMinute = Math.max(least, half.endsWith("am") ? 0 : NOON);
    const endsMinute = Math.min(most, half.endsWith("am") ? NOON : MIDNIGHT);
    return startsMinute < endsMinute ? [{ weekday: Number(half[0]), startsMinute, endsMinute }] : [];
  });
}

export const wishesView = (query: CourseQuery, homeId: string, count: number): WishesView => ({
  when: query.when,
  earliest: query.earliest ?? "",
  latest: query.latest ?? "",
  physician: query.physician,
  clinic: query.clinic ?? homeId,
  room: query.room,
  device: query.device,
  from: query.from ?? "",
  until: query.until ?? "",
  count,
});

/** What the form offers: rooms and devices only where one clinic is chosen. */
export function optionsOf(
  own: readonly { id: string; name: string }[],
  facts: readonly ClinicFacts[],
  query: CourseQuery,
  plan: PlanFacts,
): CourseView["options"] {
  const asOption = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  const physicians = new Map(
    facts.flatMap((clinic) => clinic.physicians.filter(({ active }) => active).map((one) => [one.id, one])),
  );
  const one = query.clinic === "any" ? undefined : facts[0];
  return {
    physicians: [...physicians.values()].map(asOption),
    clinics: own.map(asOption),
    rooms: (one?.rooms ?? []).filter(({ active }) => active).map(asOption),
    devices: (one?.devices ?? [])
      .filter(({ active, kind }) => active && kind === plan.guidance)
      .map(asOption),
    weekdays: weekdays.filter((day) =>
      facts.some(({ hours }) => hours.some(({ weekday }) => weekday === day)),
    ),
  };
}
