import { loadClinicFacts, windowOf, type ClinicFacts } from "db/reads/clinic-facts";
import { db } from "db/client";
import type { Actor } from "~/domain/actor";
import type { Interval } from "~/domain/interval";
import { addDays, dayBounds, dayOf, eachDay, startOfMonth, startOfWeek, type Day } from "~/domain/time";
import { guidanceWords, roomKindWords } from "~/words/en";
import { lookOf, pack, type Counts, type SessionRow } from "./block";
import { columnsOf, frameOf, shownColumn, type By, type Closed, type Resource } from "./columns";
import { frameFacts } from "./facts.server";
import { loadedDays, minutesOn } from "./loads.server";
import { namesOf, offOf, offWords, touches } from "./off.server";
import { dayLoads, patientsOf, sessionsBetween, timeOffBetween, type TimeOffRow } from "./queries.server";

/** "Clocks go back at night", on a day that is longer or shorter than others; null on any other. */
function clocksWords(day: Day, zone: string): string | null {
  const { start, end } = dayBounds(day, zone);
  const hours = (end.getTime() - start.getTime()) / 3_600_000;
  return hours === 24 ? null : `Clocks go ${hours > 24 ? "back" : "forward"}`;
}

interface Asked {
  date: Day | null;
  by: By;
  /** The column that a phone shows, and the session that is looked for. */
  column: string | null;
  session: string | null;
}

/** One day: its columns, closed hours and sessions, and how full the days of its month are. */
export async function dayView(actor: Actor, clinicId: string, asked: Asked, now: Date) {
  const clinic = await loadClinicFacts(db, clinicId);
  if (!clinic) return null;
  const { by } = asked;
  const day = asked.date ?? dayOf(now, clinic.zone);
  const first = startOfWeek(startOfMonth(day));
  const month = eachDay(first, addDays(first, 41));
  const monthWindow = windowOf(first, addDays(first, 41), clinic.zone);
  const [rows, timeOff, loads] = await Promise.all([
    sessionsBetween(actor, clinicId, windowOf(day, day, clinic.zone)),
    timeOffBetween(actor, clinicId, monthWindow),
    dayLoads(actor, clinicId, monthWindow),
  ]);
  const open = minutesOn(clinic.hours, day);
  const frame = frameOf(open, rows);
  const rooms = new Map(clinic.rooms.map(({ id, name }) => [id, name]));
  const resources = resourcesOf(by, clinic, day, rows, timeOff, open);
  const columns = columnsOf(by, resources, rows, rooms, frame);
  const named = rows.find(({ id }) => id === asked.session) ?? null;
  return {
    ...frameFacts(clinic, now, day, day),
    day,
    by,
    frame,
    columns,
    shown: shownColumn(columns, [asked.column, named?.[by] ?? null], actor.id),
    named: named?.id ?? null,
    clocks: clocksWords(day, clinic.zone),
    month: loadedDays(clinic, month, loads, timeOff),
    names: namesOf(clinic),
    counts: countLooks(rows),
    rows: pack(rows),
    patients: patientsOf(rows),
  };
}

function countLooks(rows: readonly SessionRow[]): Counts {
  const states = { booked: 0, arrived: 0, "in-treatment": 0, performed: 0, cancelled: 0, "no-show": 0 };
  const counts = { ...states, displaced: 0, overbooked: 0 };
  for (const { status, displaced, overbooked } of rows) {
    counts[lookOf(status)] += 1;
    counts.displaced += Number(displaced);
    counts.overbooked += Number(overbooked);
  }
  return counts;
}

interface WeekDay {
  day: Day;
  closed: Closed[];
  leave: string[];
  /** Said where the clocks change. */
  clocks?: string | undefined;
}

/** Seven days from a Monday, each physician a lane of each day. */
export async function weekView(
  actor: Actor,
  clinicId: string,
  asked: Day | null,
  physician: string | null,
  now: Date,
) {
  const clinic = await loadClinicFacts(db, clinicId);
  if (!clinic) return null;
  const day = asked ?? dayOf(now, clinic.zone);
  const monday = startOfWeek(day);
  const days = eachDay(monday, addDays(monday, 6));
  const window = windowOf(monday, addDays(monday, 6), clinic.zone);
  const [all, timeOff] = await Promise.all([
    sessionsBetween(actor, clinicId, window),
    timeOffBetween(actor, clinicId, window),
  ]);
  const rows = physician ? all.filter((row) => row.physician === physician) : all;
  const open = days.map((one) => minutesOn(clinic.hours, one));
  const frame = frameOf(open.flat(), rows);
  return {
    ...frameFacts(clinic, now, monday, addDays(monday, 6)),
    day,
    monday,
    physician,
    frame,
    days: days.map((one, index): WeekDay => ({
      day: one,
      closed: columnsOf(
        "room",
        [{ id: one, name: one, note: "", open: open[index] ?? [], off: offOf(timeOff, null, one, clinic) }],
        [],
        new Map(),
        frame,
      ).flatMap((column) => column.closed),
      leave: clinic.physicians
        .filter(({ id }) => offOf(timeOff, id, one, clinic).some(({ kind }) => kind === "leave"))
        .map(({ name }) => name),
      clocks: clocksWords(one, clinic.zone) ?? undefined,
    })),
    rooms: clinic.rooms.map(({ id, name }) => ({ id, name })),
    counts: countLooks(rows),
    rows: pack(rows),
    patients: patientsOf(rows),
  };
}

/** A month's weeks with each day's load against the hours of its physicians. */
export async function monthView(actor: Actor, clinicId: string, asked: Day | null, now: Date) {
  const clinic = await loadClinicFacts(db, clinicId);
  if (!clinic) return null;
  const day = asked ?? dayOf(now, clinic.zone);
  const first = startOfWeek(startOfMonth(day));
  const last = addDays(first, 41);
  const window = windowOf(first, last, clinic.zone);
  const [loads, timeOff] = await Promise.all([
    dayLoads(actor, clinicId, window),
    timeOffBetween(actor, clinicId, window),
  ]);
  return {
    ...frameFacts(clinic, now, day, day),
    day,
    days: loadedDays(clinic, eachDay(first, last), loads, timeOff),
  };
}

/** Fourteen days as a list. */
export async function agendaView(
  actor: Actor,
  clinicId: string,
  asked: Day | null,
  physician: string | null,
  now: Date,
) {
  const clinic = await loadClinicFacts(db, clinicId);
  if (!clinic) return null;
  const day = asked ?? dayOf(now, clinic.zone);
  const window = windowOf(day, addDays(day, 13), clinic.zone);
  const [all, timeOff] = await Promise.all([
    sessionsBetween(actor, clinicId, window),
    timeOffBetween(actor, clinicId, window),
  ]);
  const rows = physician ? all.filter((row) => row.physician === physician) : all;
  return {
    ...frameFacts(clinic, now, day, addDays(day, 13)),
    day,
    physician,
    names: namesOf(clinic),
    days: eachDay(day, addDays(day, 13)).map((one) => ({
      day: one,
      notes: [
        ...timeOff.flatMap((off) => (touches(off, one, clinic) ? [offWords(off, clinic)] : [])),
        ...[clocksWords(one, clinic.zone)].filter((words) => words !== null),
      ],
    })),
    rows: pack(rows),
    patients: patientsOf(rows),
  };
}

function resourcesOf(
  by: By,
  clinic: ClinicFacts,
  day: Day,
  rows: readonly SessionRow[],
  timeOff: readonly TimeOffRow[],
  open: readonly Interval[],
): Resource[] {
  const off = (id: string) => offOf(timeOff, id, day, clinic);
  const isUsed = (id: string) => rows.some((row) => row[by] === id);
  if (by === "physician") {
    return clinic.physicians
      .map(({ id, name, hours }) => ({
        id,
        name,
        note: "",
        open: minutesOn(hours, day),
        off: off(id),
      }))
      .filter((physician) => physician.open.length > 0 || isUsed(physician.id));
  }
  const listed =
    by === "room"
      ? clinic.rooms.map((room) => ({ ...room, note: roomKindWords[room.kind] }))
      : clinic.devices.map((device) => ({ ...device, note: guidanceWords[device.kind] }));
  return listed
    .filter(({ id, active }) => active || isUsed(id))
    .map(({ id, name, note }) => ({ id, name, note, open, off: off(id) }));
}
