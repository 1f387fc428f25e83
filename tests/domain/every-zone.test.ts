import { expect, test } from "vitest";
import { addDays, dayFromNumber, instantAt } from "~/domain/time";
import { offsetMs } from "~/domain/wall-clock";
import { tally } from "tests/support/tally";

const dayMs = 86_400_000;
const [from, until] = [Date.UTC(2026, 0, 1) / dayMs, Date.UTC(2029, 0, 1) / dayMs];
/** Between sessions of a course, across the change and back. */
const gaps = [-42, -21, 0, 21, 42];
const minutes = Array.from({ length: 25 }, (_, index) => 7 * 60 + index * 30);

/** The platform's own answer, apart from ours. */
function reader(zone: string) {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return (instant: Date) => format.format(instant);
}

test("in every zone of the world and across each change of its clock, a course keeps its days and its time of day", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  const shifted: string[] = [];
  let [transitions, sessions] = [0, 0];
  for (const zone of zones) {
    const read = reader(zone);
    for (let day = from; day < until; day += 1) {
      if (offsetMs(day * dayMs, zone) === offsetMs((day + 1) * dayMs, zone)) continue;
      transitions += 1;
      for (const gap of gaps) {
        const on = addDays(dayFromNumber(day), gap);
        for (const minute of minutes) {
          sessions += 1;
          const clock = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
          if (read(instantAt(on, minute, zone)) !== `${on} ${clock}`) shifted.push(`${zone} ${on} ${clock}`);
        }
      }
    }
  }
  tally("dst.zones", zones.length);
  tally("dst.transitions", transitions);
  tally("dst.sessions", sessions);
  tally("dst.shifted", shifted.length);
  expect(zones.length).toBeGreaterThan(300);
  expect(transitions).toBeGreaterThan(500);
  expect(shifted).toEqual([]);
});
