import type { ClinicFacts } from "db/reads/clinic-facts";
import { dayBounds, dayOf, minutesOf, type Day } from "~/domain/time";
import { dayWords, minutesToClock } from "~/domain/words-of-time";
import { timeOffWords } from "~/words/en";
import type { Closed } from "./columns";
import type { TimeOffRow } from "./queries.server";

/** What everything of a clinic is called, by id. */
export const namesOf = ({ rooms, devices, physicians }: ClinicFacts): Record<string, string> =>
  Object.fromEntries([...rooms, ...devices, ...physicians].map(({ id, name }) => [id, name]));

export const touches = (off: TimeOffRow, day: Day, { zone }: ClinicFacts) => {
  const { start, end } = dayBounds(day, zone);
  return off.startsAt < end && off.endsAt > start;
};
export const isClosure = (off: TimeOffRow, day: Day, clinic: ClinicFacts) =>
  off.kind === "closure" && touches(off, day, clinic);

/** Time off of one resource on a day, closures of the whole clinic too, as minutes of that day. */
export function offOf(
  timeOff: readonly TimeOffRow[],
  resourceId: string | null,
  day: Day,
  clinic: ClinicFacts,
): Closed[] {
  const { start, end } = dayBounds(day, clinic.zone);
  return timeOff
    .filter((off) => (off.resourceId === null || off.resourceId === resourceId) && touches(off, day, clinic))
    .map((off) => ({
      start: off.startsAt <= start ? 0 : minutesOf(off.startsAt, clinic.zone),
      end: off.endsAt >= end ? 1440 : minutesOf(off.endsAt, clinic.zone),
      kind: off.kind,
      words: untilWords(off, day, clinic),
    }));
}

/** "C-arm service until 14:30", "Leave until Wed 2 Dec", "Thanksgiving". Why somebody is on leave is theirs. */
function untilWords(off: TimeOffRow, day: Day, { zone }: ClinicFacts): string {
  const what = off.kind === "leave" ? timeOffWords.leave : off.reason || timeOffWords[off.kind];
  const { start, end } = dayBounds(day, zone);
  if (off.startsAt <= start && off.endsAt.getTime() === end.getTime()) return what;
  const lastDay = dayOf(new Date(off.endsAt.getTime() - 1), zone);
  return lastDay === day
    ? `${what} until ${minutesToClock(minutesOf(off.endsAt, zone) || 1440)}`
    : `${what} until ${dayWords(lastDay)}`;
}

/** "Leave: Dr Castellan", "Maintenance: C-arm 1", "Thanksgiving Day". */
export function offWords(off: TimeOffRow, clinic: ClinicFacts): string {
  if (off.kind === "closure") return off.reason || timeOffWords.closure;
  const name = off.resourceId ? namesOf(clinic)[off.resourceId] : "";
  return [timeOffWords[off.kind], name].filter(Boolean).join(": ");
}
