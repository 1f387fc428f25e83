import { db } from "db/client";
import type { Asking } from "db/command";
import { intervalsOf, type ClinicFacts } from "db/reads/clinic-facts";
import { toInterval, type Interval, type Period } from "~/domain/interval";
import { breaksWithout, fluoroscopyLost } from "~/domain/repair/impact";
import { addDays, dayOf, eachDay, instantAt } from "~/domain/time";
import type { WeekdaySpan } from "~/domain/working-hours";
import { readBroken } from "./broken.server";
import { factsOf, repair, type Supposed } from "./courses.server";
import type { RepairImpact } from "./view";

/** More than can be put right while somebody waits. */
const MOST_COURSES = 200;
const NOON = 720;

/** Sessions that would lose their place, and what would be taken or hold from when. */
interface Asked {
  sessionIds: readonly string[];
  off?: { resourceIds: readonly string[]; period: Period; clinicIds: readonly string[] };
  hours?: { physicianId: string; clinicId: string; from: string; week: readonly WeekdaySpan[] };
}

/**
 * What saving would do to courses, and what a repair could make of it, before anything is saved: counts alone, since an
 * administrator reads them too.
 */
export async function findRepairImpact(asking: Asking, asked: Asked): Promise<RepairImpact> {
  const all = asked.sessionIds.length > 0 ? await readBroken(db, { sessionIds: asked.sessionIds }) : [];
  const open = all.filter(({ plan, contactable }) => plan.status === "active" && contactable);
  const supposed: Supposed = {
    sessionIds: new Set(asked.sessionIds),
    ...(asked.off && {
      off: { resourceIds: new Set(asked.off.resourceIds), during: toInterval(asked.off.period) },
    }),
    ...(asked.hours && { hours: withHours(asked.hours) }),
  };
  const tooMany = open.length > MOST_COURSES;
  const { courses, broken } = await repair(asking, tooMany ? [] : open, () => true, supposed);
  const sessions = courses.flatMap((course) => course.sessions);
  const lost = all.flatMap((one) => one.sessions.filter(({ id }) => supposed.sessionIds.has(id)));
  return {
    courses: all.length,
    breaking: broken.filter(breaksWithout).length,
    byHand: all.length - open.length,
    repair: tooMany
      ? null
      : {
          moves: sessions.filter(({ choice }) => choice !== null).length,
          forced: lost.length,
          late: courses.filter((course) => course.sessions.some(({ outside }) => outside !== null)).length,
          lost: courses.flatMap((course) => course.lost).length,
        },
    fluoroscopy: {
      sessions: all
        .filter(({ plan }) => plan.guidance === "fluoroscope")
        .flatMap((one) => one.sessions.filter(({ id }) => supposed.sessionIds.has(id))).length,
      halfDays: asked.off ? await halfDaysLost(asked.off) : 0,
    },
  };
}

async function halfDaysLost({ resourceIds, period, clinicIds }: NonNullable<Asked["off"]>): Promise<number> {
  const facts = await factsOf(clinicIds);
  const off = { resourceIds: new Set(resourceIds), during: toInterval(period) };
  return facts
    .map(({ devices, rooms, ...clinic }) =>
      fluoroscopyLost(
        devices.filter(({ active }) => active),
        rooms.filter(({ active, kind }) => active && kind === "shielded").map(({ id }) => id),
        halvesOf(clinic, period),
        off,
      ),
    )
    .reduce((sum, one) => sum + one, 0);
}

/** The clinic's open hours on these days, parted at noon. */
function halvesOf({ hours, zone }: Pick<ClinicFacts, "hours" | "zone">, { start, end }: Period): Interval[] {
  const days = eachDay(dayOf(start, zone), dayOf(new Date(end.getTime() - 1), zone));
  return days.flatMap((day) => {
    const open = intervalsOf(hours, day, day, zone);
    const noon = instantAt(day, NOON, zone).getTime();
    return [
      { start: instantAt(day, 0, zone).getTime(), end: noon },
      { start: noon, end: instantAt(addDays(day, 1), 0, zone).getTime() },
    ].filter((half) => open.some((one) => one.start < half.end && half.start < one.end));
  });
}

/** The clinic as it would be with the physician's new week. */
function withHours({ physicianId, clinicId, from, week }: NonNullable<Asked["hours"]>) {
  return (facts: ClinicFacts): ClinicFacts => {
    if (facts.id !== clinicId) return facts;
    const added = week.map(({ weekday, startsMinute, endsMinute }) => ({
      weekday,
      starts: startsMinute,
      ends: endsMinute,
      from,
      until: null,
    }));
    return {
      ...facts,
      physicians: facts.physicians.map((one) =>
        one.id === physicianId
          ? {
              ...one,
              hours: [
                ...one.hours
                  .filter((span) => span.from < from)
                  .map((span) => ({
                    ...span,
                    until: span.until === null || span.until > from ? from : span.until,
                  })),
                ...added,
              ],
            }
          : one,
      ),
    };
  };
}
