import {
  isValidOn,
  loadClinicFacts,
  windowOf,
  type ClinicFacts,
  type Hours,
  type WorkingHours,
} from "db/reads/booking-facts";
import { db } from "db/client";
import type { Actor } from "~/domain/actor";
import type { Interval } from "~/domain/interval";
import {
  addDays,
  dayOf,
  eachDay,
  minutesOf,
  startOfMonth,
  startOfWeek,
  weekdayOf,
  zoneName,
  type Day,
} from "~/domain/time";
import { guidanceWords, roomKindWords } from "~/words/en";
import { pack, type SessionRow } from "./block";
import { isClosure, namesOf, offOf, offWords, touches } from "./off.server";
import { columnsOf, frameOf, type By, type Resource } from "./columns";
import { dayLoads, sessionsBetween, timeOffBetween, type TimeOffRow } from "./queries.server";

/** What every calendar page says of its clinic and moment. */
function frameFacts(clinic: ClinicFacts, now: Date) {
  return {
    clinic: { id: clinic.id, name: clinic.name, zone: clinic.zone },
    today: dayOf(now, clinic.zone),
    nowMinute: minutesOf(now, clinic.zone),
    nowMs: now.getTime(),
    zoneLabel: zoneName(now, clinic.zone, "short"),
    physicians: clinic.physicians.map(({ id, name }) => ({ id, name })),
  };
}

/** One day: its columns, closed hours and sessions. */
export async function dayView(actor: Actor, clinicId: string, asked: Day | null, by: By, now: Date) {
  const clinic = await loadClinicFacts(db, clinicId);
  if (!clinic) return null;
  const day = asked ?? dayOf(now, clinic.zone);
  const window = windowOf(day, day, clinic.zone);
  const [rows, timeOff] = await Promise.all([
    sessionsBetween(actor, clinicId, window),
    timeOffBetween(actor, clinicId, window),
  ]);
  const open = minutesOn(clinic.hours, day);
  const frame = frameOf(open, rows);
  const rooms = new Map(clinic.rooms.map(({ id, name }) => [id, name]));
  const resources = resourcesOf(by, clinic, day, rows, timeOff, open);
  return {
    ...frameFacts(clinic, now),
    day,
    by,
    frame,
    columns: columnsOf(by, resources, rows, rooms, frame),
    names: namesOf(clinic),
    rows: pack(rows),
  };
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
    ...frameFacts(clinic, now),
    day,
    monday,
    physician,
    frame,
    days: days.map((one, index) => ({
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
    })),
    rows: pack(rows),
  };
}

/** A month's weeks with each day's load against what the physicians could treat. */
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
  const byDay = new Map(loads.map((load) => [load.day, load]));
  return {
    ...frameFacts(clinic, now),
    day,
    month: day.slice(0, 7),
    days: eachDay(first, last).map((one) => {
      const capacity = clinic.physicians.reduce((sum, physician) => {
        const onLeave = offOf(timeOff, physician.id, one, clinic).length > 0;
        const hours = minutesOn(physician.hours, one);
        return sum + (onLeave ? 0 : hours.reduce((minutes, { start, end }) => minutes + end - start, 0));
      }, 0);
      const load = byDay.get(one);
      return {
        day: one,
        sessions: load?.sessions ?? 0,
        released: load?.released ?? 0,
        capacityMinutes: capacity,
        loadPercent: capacity > 0 ? Math.min(100, Math.round(((load?.minutes ?? 0) / capacity) * 100)) : null,
        closed:
          minutesOn(clinic.hours, one).length === 0 || timeOff.some((off) => isClosure(off, one, clinic)),
        notes: timeOff.flatMap((off) => (touches(off, one, clinic) ? [offWords(off, clinic)] : [])),
      };
    }),
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
  return {
    ...frameFacts(clinic, now),
    day,
    physician,
    names: namesOf(clinic),
    days: eachDay(day, addDays(day, 13)).map((one) => ({
      day: one,
      notes: timeOff.flatMap((off) => (touches(off, one, clinic) ? [offWords(off, clinic)] : [])),
    })),
    rows: pack(physician ? all.filter((row) => row.physician === physician) : all),
  };
}

function minutesOn(hours: readonly (Hours | WorkingHours)[], day: Day): Interval[] {
  const weekday = weekdayOf(day);
  return hours
    .filter((one) => one.weekday === weekday)
    .filter((one) => isValidOn(one, day))
    .map(({ starts, ends }) => ({ start: starts, end: ends }));
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
