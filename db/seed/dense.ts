import type { Sql, TransactionSql } from "postgres";
import { addDays, instantAt, type Day } from "~/domain/time";
import { phasesOf } from "~/domain/session";
import { namer } from "./names";
import { gapRange, phaseMinutes } from "./places";
import { idOf, Random } from "./random";
import { noRows, range, type Rows } from "./rows";
import { slotsOf } from "./rhythm";
import { accountId, emailOf, shortNameOf, staff } from "./team";
import { writeRows } from "./write";

/** A clinic whose week holds exactly 500 sessions, and a Saturday after it 160: what the calendar's bench looks at. */
const PHYSICIANS = 10;
const SESSIONS_A_HALF_DAY = 10;
const SESSIONS_A_FULL_DAY = 16;
const hours = { starts: 8 * 60, ends: 12 * 60 };
const fullHours = { starts: 8 * 60, ends: 17 * 60 };
const SATURDAY = 6;
const fullDayOf = (monday: Day) => addDays(monday, 12);
const zone = "America/Denver";
const FIRST_RECORD_NUMBER = 90_001;

export interface DenseWeek {
  clinicId: string;
  monday: Day;
  /** Of the week. */
  sessions: number;
  /** The Saturday with ten columns of 16. */
  fullDay: Day;
}

/** Adds the clinic, its people and its week; on a database that has it already, tells where it is. */
export async function addDenseWeek(sql: Sql, monday: Day): Promise<DenseWeek> {
  return sql.begin(async (tx) => {
    const there = await existing(tx);
    if (there) return there;
    const [account] = await tx<{ password_hash: string }[]>`
      select password_hash from accounts where id = ${accountId("keller")}`;
    const rows = denseRows(monday, account?.password_hash ?? null);
    await writeRows(tx, rows);
    const sessions = rows.sessions.length - PHYSICIANS * SESSIONS_A_FULL_DAY;
    return { clinicId: denseClinicId, monday, sessions, fullDay: fullDayOf(monday) };
  });
}

const denseClinicId = idOf("clinic", "dense");

async function existing(tx: TransactionSql): Promise<DenseWeek | undefined> {
  const [there] = await tx<{ monday: Day; sessions: number }[]>`
    select min(starts_at at time zone ${zone})::date::text as monday, count(*)::int as sessions
    from sessions where clinic_id = ${denseClinicId}
      and extract(isodow from starts_at at time zone ${zone}) < ${SATURDAY} group by clinic_id`;
  return there && { clinicId: denseClinicId, ...there, fullDay: fullDayOf(there.monday) };
}

function denseRows(monday: Day, passwordHash: string | null): Rows {
  const rows = noRows();
  const random = new Random(`dense ${monday}`);
  const nextName = namer();
  const week = [0, 1, 2, 3, 4].map((days) => addDays(monday, days));
  const fullDay = fullDayOf(monday);
  const days = [
    ...week.map((day, index) => ({ day, weekday: index + 1, hours, sessions: SESSIONS_A_HALF_DAY })),
    { day: fullDay, weekday: SATURDAY, hours: fullHours, sessions: SESSIONS_A_FULL_DAY },
  ];
  const startedAt = instantAt(addDays(monday, -14), 600, zone);
  const clinicId = denseClinicId;
  rows.clinics.push({ id: clinicId, name: "Dense", zone, address: "A clinic for measuring", phone: "" });
  rows.clinic_hours.push(
    ...days.map(({ weekday }) => ({
      id: idOf("clinic hours", "dense", weekday - 1),
      clinicId,
      weekday,
      startsMinute: 480,
      endsMinute: 1020,
    })),
  );
  rows.account_clinics.push(
    ...staff
      .filter(({ key }) => key === "keller")
      .map(({ key }) => ({ accountId: accountId(key), clinicId })),
  );

  for (let number = 1; number <= PHYSICIANS; number++) {
    const { given, family } = nextName(random);
    const physicianId = idOf("account", "dense", number);
    const name = `Dr ${given} ${family}`;
    const email = emailOf(name).replace("@", ".dense@");
    rows.resources.push({ id: physicianId, kind: "physician" });
    rows.accounts.push({
      id: physicianId,
      email,
      name,
      roles: ["physician"],
      passwordHash,
      createdAt: startedAt,
    });
    rows.account_clinics.push({ accountId: physicianId, clinicId });
    rows.physicians.push({ id: physicianId, shortName: shortNameOf(name), speciality: "Pain medicine" });
    rows.working_hours.push(
      ...days.map(({ day, weekday, hours: own }) => ({
        id: idOf("working hours", "dense", number, weekday - 1),
        physicianId,
        clinicId,
        weekday,
        startsMinute: own.starts,
        endsMinute: own.ends,
        validFrom: addDays(day, -365),
      })),
    );
    const roomNumbers = [number * 2 - 1, number * 2] satisfies [number, number];
    for (const room of roomNumbers) {
      rows.resources.push({ id: roomOf(room), kind: "room" });
      rows.rooms.push({ id: roomOf(room), clinicId, name: `Room ${room}`, kind: "procedure" });
    }
    const deviceId = idOf("device", "dense", number);
    rows.resources.push({ id: deviceId, kind: "device" });
    rows.devices.push({ id: deviceId, clinicId, name: `Ultrasound ${number}`, kind: "ultrasound" });

    for (const { day, hours: own, sessions } of days) {
      const slots = random.shuffled(slotsOf({ ...own, rooms: roomNumbers })).slice(0, sessions);
      for (const slot of slots) {
        const patientId = addPatient(rows, nextName(random), random, startedAt);
        addSession(rows, {
          patientId,
          physicianId,
          deviceId,
          roomId: roomOf(slot.room),
          startsAt: instantAt(day, slot.startsMinute, zone),
          startedAt,
        });
      }
    }
  }
  return rows;
}

const roomOf = (room: number) => idOf("room", "dense", room);

function addPatient(
  rows: Rows,
  { given, family, language }: { given: string; family: string; language: string },
  random: Random,
  createdAt: Date,
): string {
  const recordNumber = FIRST_RECORD_NUMBER + rows.patients.length;
  const id = idOf("patient", recordNumber);
  rows.resources.push({ id, kind: "patient" });
  rows.patients.push({
    id,
    recordNumber: String(recordNumber),
    givenName: given,
    familyName: family,
    birthDate: addDays("1970-01-01", random.int(-9000, 9000)),
    homeClinicId: denseClinicId,
    language,
    createdAt,
  });
  return id;
}

interface NewSession {
  patientId: string;
  physicianId: string;
  deviceId: string;
  roomId: string;
  startsAt: Date;
  startedAt: Date;
}

/** The first session of a knee's course. */
function addSession(rows: Rows, { patientId, startsAt, startedAt, ...resources }: NewSession) {
  const planId = idOf("plan", "dense", patientId);
  const sessionId = idOf("session", "dense", patientId);
  const { period, treatment } = phasesOf(startsAt, phaseMinutes);
  rows.plans.push({
    id: planId,
    patientId,
    physicianId: resources.physicianId,
    clinicId: denseClinicId,
    region: "knee",
    side: "right",
    guidance: "ultrasound",
    plannedSessions: 3,
    gapMinDays: gapRange.min,
    gapTargetDays: gapRange.target,
    gapMaxDays: gapRange.max,
    status: "active",
    startedAt,
    createdAt: startedAt,
  });
  rows.sessions.push({
    id: sessionId,
    planId,
    patientId,
    ordinal: 1,
    clinicId: denseClinicId,
    ...resources,
    startsAt,
    treatFrom: treatment.start,
    treatTo: treatment.end,
    endsAt: period.end,
    bookedAt: startedAt,
  });
  const whole = range(period.start, period.end);
  const treated = range(treatment.start, treatment.end);
  rows.claims.push(
    { resourceId: resources.roomId, during: whole, sessionId },
    { resourceId: patientId, during: whole, sessionId },
    { resourceId: resources.physicianId, during: treated, sessionId },
    { resourceId: resources.deviceId, during: treated, sessionId },
  );
}
