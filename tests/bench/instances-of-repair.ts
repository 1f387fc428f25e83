import type { Clinic } from "~/domain/composer/compose";
import { randomOf } from "~/domain/random";
import type { BrokenCourse, StandingSession } from "~/domain/repair/many";
import { addDays, dayBounds, eachDay, instantAt, weekdayOf } from "~/domain/time";
import { anyWishes } from "./instances";

/**
 * A practice of so many active courses, three weeks apart, at one clinic that is open on weekdays from eight to five, with
 * as many other sessions as make up the load; then its first physician is off for a week.
 */
export interface RepairSize {
  courses: number;
  physicians: number;
  rooms: number;
  devices: number;
  /** The share of each physician's quarter hours that is taken: 0 to 1. */
  load: number;
  /** The week off begins so many days from the first, which is a Monday. */
  offFrom: number;
}

const zone = "America/Denver";
const phases = { prepare: 5, treat: 15, recover: 10 };
const range = { min: 14, target: 21, max: 28 };
const clinicId = "riverside";
const DAYS = 182;
const OPENS = 480;
/** A session of half an hour may start on each of these quarters; physician and device are taken for one, the room for two. */
const STARTS = 35;

interface Booked {
  day: number;
  quarter: number;
  physician: number;
  room: number;
  device: number;
}

export function aWeekOff(seed: number, size: RepairSize): { courses: BrokenCourse[]; clinics: Clinic[] } {
  const random = randomOf(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const today = addDays("2026-11-23", 7 * upTo(40));
  const diary = aDiary(size);
  const isOpen = (day: number) => day >= 0 && day < DAYS && day % 7 < 5;
  const bookOn = (physician: number, day: number): Booked | null => {
    if (!isOpen(day)) return null;
    const from = upTo(STARTS - 1);
    for (let turn = 0; turn < STARTS; turn++) {
      const booked = diary.book(physician, day, (from + turn) % STARTS);
      if (booked) return booked;
    }
    return null;
  };

  const courses = Array.from({ length: size.courses }, (_, index) => {
    const physician = index % size.physicians;
    const sessions: Booked[] = [];
    let due = upTo(range.target - 1);
    for (let left = 2 + upTo(4); left > 0; left--) {
      const near = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5].map((away) => due + away);
      const booked = near.reduce<Booked | null>((found, day) => found ?? bookOn(physician, day), null);
      if (!booked) break;
      sessions.push(booked);
      due = booked.day + range.target;
    }
    return { index, physician, sessions };
  });
  for (let physician = 0; physician < size.physicians; physician++) {
    for (let day = 0; day < DAYS; day++) {
      const wanted = isOpen(day) ? Math.round(STARTS * size.load) : 0;
      while (diary.taken(physician, day) < wanted && bookOn(physician, day));
    }
  }

  const isHit = ({ physician, day }: Booked) =>
    physician === 0 && day >= size.offFrom && day < size.offFrom + 7;
  const broken = courses.filter(({ sessions }) => sessions.some(isHit));
  for (const booked of broken.flatMap(({ sessions }) => sessions.filter(isHit))) diary.cancel(booked);

  const slotOf = ({ day, quarter, physician, room, device }: Booked) => ({
    startsAt: instantAt(addDays(today, day), OPENS + quarter * 15, zone),
    physicianId: `physician ${String(physician)}`,
    roomId: `room ${String(room)}`,
    deviceId: `device ${String(device)}`,
    clinicId,
    phases,
  });
  const days = eachDay(today, addDays(today, DAYS - 1));
  const end = addDays(today, DAYS);
  const hours = days
    .filter((day) => weekdayOf(day) <= 5)
    .map((day) => ({ start: at(day, OPENS), end: at(day, OPENS + 540) }));
  const off = { start: at(addDays(today, size.offFrom), 0), end: at(addDays(today, size.offFrom + 7), 0) };
  const busyOf = (kind: Kind, one: number) =>
    diary.held(kind, one).map(({ day, from, minutes }) => ({
      start: at(addDays(today, day), OPENS + from),
      end: at(addDays(today, day), OPENS + from + minutes),
    }));
  const pool = (kind: Kind, count: number) =>
    Array.from({ length: count }, (_, one) => ({ id: `${kind} ${String(one)}`, busy: busyOf(kind, one) }));
  const clinic: Clinic = {
    clinicId,
    zone,
    dayStarts: [...days, end].map((day) => dayBounds(day, zone).start.getTime()),
    noons: days.map((day) => at(day, 720)),
    search: {
      frame: { start: at(today, 0), end: at(end, 0) },
      stepMinutes: 15,
      notBefore: at(today, 0),
      phases,
      guidance: "ultrasound",
      clinicOpen: hours,
      physicians: pool("physician", size.physicians).map(({ id, busy }, one) => ({
        id,
        working: hours,
        busy: one === 0 ? [...busy, off] : busy,
      })),
      rooms: pool("room", size.rooms).map((one) => ({ ...one, kind: "procedure" })),
      devices: pool("device", size.devices).map((one) => ({ ...one, kind: "ultrasound", roomId: null })),
      patientBusy: [],
    },
  };
  return {
    clinics: [clinic],
    courses: broken.map(({ index, physician, sessions }) => {
      const physicianId = `physician ${String(physician)}`;
      const first = sessions[0]?.day ?? 0;
      const standing = sessions.map((booked, place): StandingSession => {
        const hold = isHit(booked) ? "displaced" : random() < 0.2 ? "pinned" : "free";
        return {
          id: `session ${String(index)}.${String(place)}`,
          day: addDays(today, booked.day),
          minute: OPENS + booked.quarter * 15,
          physicianId,
          clinicId,
          hold,
          slot: hold === "displaced" ? null : slotOf(booked),
        };
      });
      return {
        planId: `plan ${String(index)}`,
        today,
        range,
        before: { day: addDays(today, Math.min(-1, first - range.target)), physicianId, clinicId },
        sessions: standing,
        phases,
        guidance: "ultrasound" as const,
        patientBusy: [],
        wishes: { ...anyWishes, preferredPhysicianId: physicianId },
      };
    }),
  };
}

const at = (day: string, minute: number) => instantAt(day, minute, zone).getTime();

type Kind = "physician" | "room" | "device";

/** Who and what is taken on which quarter of which day. */
function aDiary({ physicians, rooms, devices }: RepairSize) {
  const perDay = STARTS + 1;
  const grid = (count: number) => Array.from({ length: count }, () => new Uint8Array(DAYS * perDay));
  const all = { physician: grid(physicians), room: grid(rooms), device: grid(devices) };
  const is = (kind: Kind, one: number, cell: number) => all[kind][one]?.[cell] === 1;
  const set = ({ day, quarter, physician, room, device }: Booked, value: 0 | 1) => {
    const cell = day * perDay + quarter;
    all.physician[physician]?.fill(value, cell, cell + 1);
    all.device[device]?.fill(value, cell, cell + 1);
    all.room[room]?.fill(value, cell, cell + 2);
  };
  return {
    book(physician: number, day: number, quarter: number): Booked | null {
      const cell = day * perDay + quarter;
      if (is("physician", physician, cell)) return null;
      const room = all.room.findIndex((_, one) => !is("room", one, cell) && !is("room", one, cell + 1));
      const device = all.device.findIndex((_, one) => !is("device", one, cell));
      if (room < 0 || device < 0) return null;
      const booked = { day, quarter, physician, room, device };
      set(booked, 1);
      return booked;
    },
    cancel: (booked: Booked) => set(booked, 0),
    taken: (physician: number, day: number) =>
      all.physician[physician]
        ?.subarray(day * perDay, (day + 1) * perDay)
        .reduce((sum, one) => sum + one, 0) ?? 0,
    /** In minutes from the opening of each day. */
    held(kind: Kind, one: number) {
      const found: { day: number; from: number; minutes: number }[] = [];
      all[kind][one]?.forEach((taken, cell) => {
        const from = (cell % perDay) * 15 + (kind === "room" ? 0 : phases.prepare);
        if (taken) found.push({ day: Math.floor(cell / perDay), from, minutes: 15 });
      });
      return found;
    },
  };
}
