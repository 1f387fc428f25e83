import type { ClinicFacts } from "db/reads/clinic-facts";
import { dayOf, instantAt, minutesOf, zoneName, type Day } from "~/domain/time";

const NOON = 720;

/** What every calendar page says of its clinic and moment, on the clock that holds on the days it shows. */
export function frameFacts(clinic: ClinicFacts, now: Date, first: Day, last: Day) {
  const { zone } = clinic;
  const names = [first, last].map((day) => zoneName(instantAt(day, NOON, zone), zone, "short"));
  return {
    clinic: { id: clinic.id, name: clinic.name, zone },
    today: dayOf(now, zone),
    nowMinute: minutesOf(now, zone),
    nowMs: now.getTime(),
    zoneLabel: [...new Set(names)].join(", then "),
    physicians: clinic.physicians.map(({ id, name }) => ({ id, name })),
  };
}
