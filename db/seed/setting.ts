import { addDays, weekdayOf } from "~/domain/time";
import { closures, leaves, maintenances } from "./absences";
import type { Clock } from "./clock";
import { clinics, gapRange, phaseMinutes, protocols } from "./places";
import { idOf, Random } from "./random";
import { range, type Rows } from "./rows";
import { rhythms } from "./rhythm";
import type { Displacement } from "./settle-sessions";
import {
  accountId,
  clinicId,
  deviceId,
  emailOf,
  physicians,
  roomId,
  shortNameOf,
  staff,
  type AccountKey,
} from "./team";
import { workingWeek } from "./week";

/** Clinics, rooms, devices, protocols and hours: what stands before the first patient comes. */
export function setPlaces(clock: Clock, rows: Rows) {
  const week = workingWeek(clock.today);
  for (const { key, name, zone, address, phone, rooms, devices, opens } of clinics) {
    rows.clinics.push({ id: clinicId(key), name, zone, address, phone });
    for (const weekday of week) {
      for (const [startsMinute, endsMinute] of opens) {
        const id = idOf("clinic hours", key, weekday, startsMinute);
        rows.clinic_hours.push({ id, clinicId: clinicId(key), weekday, startsMinute, endsMinute });
      }
    }
    rooms.forEach((kind, index) => {
      const id = roomId(key, index + 1);
      rows.resources.push({ id, kind: "room" });
      rows.rooms.push({ id, clinicId: clinicId(key), name: `Room ${index + 1}`, kind });
    });
    for (const { name, kind, fixedTo } of devices) {
      const id = deviceId(key, name);
      rows.resources.push({ id, kind: "device" });
      const room = fixedTo === null ? null : roomId(key, fixedTo);
      rows.devices.push({ id, clinicId: clinicId(key), name, kind, roomId: room });
    }
  }
  for (const { region, sessions, guidance, solution, assumed } of protocols) {
    rows.protocols.push({
      region,
      sessionsMin: sessions[0],
      sessionsMax: sessions[1],
      gapMinDays: gapRange.min,
      gapTargetDays: gapRange.target,
      gapMaxDays: gapRange.max,
      prepareMinutes: phaseMinutes.prepare,
      treatMinutes: phaseMinutes.treat,
      recoverMinutes: phaseMinutes.recover,
      guidance,
      solution,
      assumed,
    });
  }
}

const ACCOUNTS_SINCE = -770;

export function setTeam(clock: Clock, rows: Rows, passwordHash: string) {
  const createdAt = clock.at("riverside", ACCOUNTS_SINCE, 540);
  const join = (key: AccountKey, name: string, role: (typeof staff)[number]["role"], at: typeof clinics) => {
    const id = accountId(key);
    const email = emailOf(name);
    // One desk of the demo may overbook, so that it can be tried; the other may not.
    const mayOverbook = key === "keller";
    const password = { passwordHash, passwordSetAt: createdAt };
    rows.accounts.push({ id, email, name, roles: [role], mayOverbook, ...password, createdAt });
    rows.account_visits.push({ accountId: id, lastSeenAt: lastVisit(clock, key) });
    rows.account_clinics.push(...at.map((clinic) => ({ accountId: id, clinicId: clinicId(clinic.key) })));
  };
  const atClinics = (keys: readonly string[]) => clinics.filter(({ key }) => keys.includes(key));
  for (const { key, name, role, clinics } of staff) join(key, name, role, atClinics(clinics));
  for (const { key, name, clinics, speciality, board, certifiedForDays } of physicians) {
    join(key, name, "physician", atClinics(clinics));
    rows.resources.push({ id: accountId(key), kind: "physician" });
    rows.physicians.push({
      id: accountId(key),
      shortName: shortNameOf(name),
      speciality,
      board,
      certifiedUntil: addDays(clock.today, certifiedForDays),
    });
  }
  const week = workingWeek(clock.today);
  rows.working_hours.push(
    ...rhythms.map(({ physician, clinic, place, starts, ends, sinceDays }) => ({
      id: idOf("working hours", physician, clinic, place, starts),
      physicianId: accountId(physician),
      clinicId: clinicId(clinic),
      weekday: week[place] ?? 1,
      startsMinute: starts,
      endsMinute: ends,
      validFrom: clock.day(-sinceDays),
    })),
  );
}

/** Most were here on the last day of work, some a few days before; the time of day is each one's own. */
function lastVisit(clock: Clock, key: AccountKey): Date {
  const random = new Random(`visit ${key}`);
  let on = -random.weighted([
    [1, 6],
    [3, 2],
    [8, 1],
  ]);
  while (weekdayOf(clock.day(on)) > 5) on -= 1;
  return clock.at("riverside", on, random.int(16 * 60, 18 * 60));
}

/** Leave, closures and maintenance with what they hold; and which of them take bookings' physician away. */
export function setTimeOff(clock: Clock, rows: Rows): Displacement[] {
  const createdBy = accountId("keller");
  const add = (row: Rows["time_off"][number] & { id: string }, resourceIds: string[]) => {
    rows.time_off.push({ ...row, createdBy });
    const during = range(row.startsAt, row.endsAt);
    rows.claims.push(...resourceIds.map((resourceId) => ({ resourceId, during, timeOffId: row.id })));
  };
  for (const { clinic, on, reason } of closures(clock.today)) {
    const rooms = rows.rooms.filter((room) => room.clinicId === clinicId(clinic)).map(({ id }) => id);
    add(
      {
        id: idOf("closure", clinic, on),
        kind: "closure",
        clinicId: clinicId(clinic),
        resourceId: null,
        startsAt: clock.at(clinic, on, 0),
        endsAt: clock.at(clinic, on + 1, 0),
        reason,
        createdAt: clock.at(clinic, Math.min(on, 0) - 90, 600),
      },
      rooms,
    );
  }
  for (const { clinic, device, on, starts, ends } of maintenances()) {
    const resourceId = deviceId(clinic, device);
    add(
      {
        id: idOf("maintenance", clinic, device, on),
        kind: "maintenance",
        clinicId: clinicId(clinic),
        resourceId,
        startsAt: clock.at(clinic, on, starts),
        endsAt: clock.at(clinic, on, ends),
        reason: `${device}: yearly inspection`,
        createdAt: clock.at(clinic, Math.min(on, 0) - 30, 600),
      },
      [resourceId],
    );
  }
  return leaves(clock.today).flatMap(({ physician, from, to, reason, hitsBookings }) => {
    const home = physicians.find(({ key }) => key === physician)?.clinics[0] ?? "riverside";
    const leave = {
      id: idOf("leave", physician, from),
      kind: "leave" as const,
      clinicId: null,
      resourceId: accountId(physician),
      startsAt: clock.at(home, from, 0),
      endsAt: clock.at(home, to + 1, 0),
      reason,
      createdAt: clock.at(home, hitsBookings ? -1 : Math.min(from, 0) - 80, 1000),
    };
    add(leave, [leave.resourceId]);
    return hitsBookings
      ? [
          {
            timeOffId: leave.id,
            physician: leave.resourceId,
            startsAt: leave.startsAt,
            endsAt: leave.endsAt,
            savedAt: leave.createdAt,
          },
        ]
      : [];
  });
}
