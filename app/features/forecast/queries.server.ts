import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Asking } from "db/command";
import { intervalsOf, loadClinicFacts, windowOf, type ClinicFacts } from "db/reads/clinic-facts";
import { uuids } from "db/scope";
import { capacityOf, halfDayOf, type Open } from "~/domain/forecast/capacity";
import { forecast, WEEKS_AHEAD, type WeekAhead } from "~/domain/forecast/forecast";
import type { Interval } from "~/domain/interval";
import { clinicScope, may } from "~/domain/permissions";
import type { PhaseMinutes } from "~/domain/session";
import { addDays, dayBounds, dayOf, eachDay, instantAt, type Day } from "~/domain/time";
import { readHistory } from "./history.server";
import type { ClinicForecast, GuidanceForecast, WeekRow } from "./view";

/** The starting protocol's; what a session of each region takes differs little. */
const USUAL_PHASES: PhaseMinutes = { prepare: 5, treat: 15, recover: 10 };
const PACKED_DAYS = 28;
const NOON = 720;

/** Twelve weeks ahead at these clinics; counts only, nothing of any patient. */
export async function findForecast(
  { actor, now }: Asking,
  clinics: readonly { id: string; name: string; zone: string }[],
): Promise<ClinicForecast[]> {
  if (!may(actor, "forecast.read")) return [];
  const scope = clinicScope(actor, "forecast.read");
  const own = clinics.filter(({ id }) => scope === "all" || scope.includes(id));
  const found = await Promise.all(
    own.map(async ({ id }) => {
      const [facts, history] = await Promise.all([loadClinicFacts(db, id), readHistory(id, now)]);
      if (!facts) return null;
      const today = dayOf(now, facts.zone);
      const days = { from: addDays(today, 1), to: addDays(today, 7 * WEEKS_AHEAD) };
      const time = await timeAt(facts, days);
      const { weeks, learned, dispersion } = forecast(history, today);
      const capacity = (guidance: GuidanceForecast["guidance"]) => (row: WeekAhead) =>
        weekOf(row, time.capacity(row.from, guidance));
      const shown = [...weeks].map(([guidance, rows]): GuidanceForecast => ({
        guidance: guidance === "fluoroscope" ? "fluoroscope" : "ultrasound",
        weeks: rows.map(capacity(guidance === "fluoroscope" ? "fluoroscope" : "ultrasound")),
      }));
      const all: GuidanceForecast = {
        guidance: "all",
        weeks: together([...weeks.values()]).map(capacity("all")),
      };
      return {
        id,
        name: facts.name,
        groups: weeks.size > 1 ? [all, ...shown.sort((a, b) => (a.guidance < b.guidance ? 1 : -1))] : shown,
        courses: learned.courses,
        dispersion,
        packing: time.packing(eachDay(days.from, addDays(today, PACKED_DAYS)), now),
      };
    }),
  );
  return found.filter((one) => one !== null);
}

const weekOf = (row: WeekAhead, capacity: number): WeekRow => ({
  ...row,
  capacity,
  load: capacity > 0 ? row.expected / capacity : null,
});

/** What several groups come to together: their errors are their own, so their widths add as squares. */
function together(groups: readonly (readonly WeekAhead[])[]): WeekAhead[] {
  const [first = []] = groups;
  return first.map(({ from }, week) => {
    let [booked, expected, square] = [0, 0, 0];
    for (const rows of groups) {
      const row = rows[week];
      if (!row) continue;
      booked += row.booked;
      expected += row.expected;
      square += (row.high - row.expected) ** 2;
    }
    const half = Math.sqrt(square);
    return { from, booked, expected, low: Math.max(0, expected - half), high: expected + half };
  });
}

/** What is open at a clinic, what is off, and what its fluoroscopes are used for. */
async function timeAt(facts: ClinicFacts, days: { from: Day; to: Day }) {
  const { zone } = facts;
  const window = windowOf(days.from, days.to, zone);
  const arms = facts.devices.filter(({ kind, active }) => active && kind === "fluoroscope");
  const ids = [...facts.physicians, ...facts.rooms, ...facts.devices].map(({ id }) => id);
  const rows = await db.execute<{ id: string; from_ms: number; until_ms: number; off: boolean }>(sql`
    select resource_id as id, extract(epoch from lower(during))::float8 * 1000 as from_ms,
      extract(epoch from upper(during))::float8 * 1000 as until_ms, time_off_id is not null as off
    from claims where resource_id = any (${uuids(ids)})
      and during && tstzrange(${window.from.toISOString()}, ${window.until.toISOString()})
      and (time_off_id is not null or resource_id = any (${uuids(arms.map(({ id }) => id))}))`);
  const taken = (id: string, off: boolean): Interval[] =>
    rows
      .filter((row) => row.id === id && row.off === off)
      .map(({ from_ms, until_ms }) => ({ start: from_ms, end: until_ms }));
  const clinicOpen = intervalsOf(facts.hours, days.from, days.to, zone);
  const placeOpen = (id: string): Open => ({ open: clinicOpen, off: taken(id, true) });
  const physicians = facts.physicians
    .filter(({ active }) => active)
    .map(({ id, hours }) => ({ open: intervalsOf(hours, days.from, days.to, zone), off: taken(id, true) }));
  const rooms = facts.rooms.filter(({ active }) => active);
  const pools = {
    all: { rooms, devices: facts.devices.filter(({ active }) => active) },
    ultrasound: {
      rooms,
      devices: facts.devices.filter(({ active, kind }) => active && kind === "ultrasound"),
    },
    fluoroscope: { rooms: rooms.filter(({ kind }) => kind === "shielded"), devices: arms },
  };
  return {
    capacity(from: Day, guidance: GuidanceForecast["guidance"]): number {
      const week = windowOf(from, addDays(from, 6), zone);
      const { rooms: there, devices } = pools[guidance];
      return capacityOf(
        { start: week.from.getTime(), end: week.until.getTime() },
        {
          physicians,
          rooms: there.map(({ id }) => placeOpen(id)),
          devices: devices.map(({ id }) => placeOpen(id)),
        },
        USUAL_PHASES,
      );
    },
    packing(shown: readonly Day[], now: Date): ClinicForecast["packing"] {
      return shown.flatMap((day) => {
        const { start, end } = dayBounds(day, zone);
        const noon = instantAt(day, NOON, zone);
        const cell = (from: Date, until: Date) => {
          const frame = { start: Math.max(from.getTime(), now.getTime()), end: until.getTime() };
          const cells = arms.flatMap((arm) => {
            const room = pools.fluoroscope.rooms.find(({ id }) => arm.roomId === null || arm.roomId === id);
            if (!room) return [];
            const busy = taken(arm.id, false);
            const sessions = busy.filter((one) => one.start >= frame.start && one.start < frame.end).length;
            return [
              halfDayOf(frame, placeOpen(room.id), { ...placeOpen(arm.id), busy }, sessions, USUAL_PHASES),
            ];
          });
          const sum = cells.reduce((a, b) => ({ used: a.used + b.used, free: a.free + b.free }), {
            used: 0,
            free: 0,
          });
          return sum.used + sum.free > 0 ? sum : null;
        };
        const [morning, afternoon] = [cell(start, noon), cell(noon, end)];
        return morning || afternoon ? [{ day, morning, afternoon }] : [];
      });
    },
  };
}
