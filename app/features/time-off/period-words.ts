import { addDays } from "~/domain/day";
import { wallClock, type Zone } from "~/domain/wall-clock";
import { dayWithYear, minutesToClock } from "~/domain/words-of-time";

/** "Mon 30 Nov 2026", "Mon 30 Nov 2026 to Fri 4 Dec 2026", "Mon 30 Nov 2026, 13:00 to 14:30". */
export function periodWords(startsAt: Date, endsAt: Date, zone: Zone): string {
  const start = wallClock(startsAt, zone);
  const end = wallClock(endsAt, zone);
  if (start.minutes === 0 && end.minutes === 0) {
    const last = addDays(end.day, -1);
    return last === start.day ? dayWithYear(last) : `${dayWithYear(start.day)} to ${dayWithYear(last)}`;
  }
  const from = `${dayWithYear(start.day)}, ${minutesToClock(start.minutes)}`;
  const until = minutesToClock(end.minutes);
  return start.day === end.day ? `${from} to ${until}` : `${from} to ${dayWithYear(end.day)}, ${until}`;
}
