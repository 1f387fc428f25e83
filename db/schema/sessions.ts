import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  type AnyPgColumn,
  foreignKey,
  index,
  pgTable,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { sessionStatuses, timeOffKinds } from "~/domain/vocabulary";
import { accounts, physicians } from "./accounts";
import { id, instant, oneOf, tstzrange, version } from "./columns";
import { patients } from "./patients";
import { plans } from "./plans";
import { clinics, devices, resources, rooms } from "./places";

/** One visit of a course. A row, never a recurrence rule: moving one changes no other. */
export const sessions = pgTable(
  "sessions",
  {
    id: id(),
    planId: uuid()
      .notNull()
      .references(() => plans.id),
    patientId: uuid()
      .notNull()
      .references(() => patients.id),
    /** Its place among the course's sessions that stand, by time; a released one keeps its last. */
    ordinal: smallint().notNull(),
    clinicId: uuid()
      .notNull()
      .references(() => clinics.id),
    roomId: uuid().notNull(),
    physicianId: uuid()
      .notNull()
      .references(() => physicians.id),
    deviceId: uuid().notNull(),
    startsAt: instant().notNull(),
    treatFrom: instant().notNull(),
    treatTo: instant().notNull(),
    endsAt: instant().notNull(),
    /** What the room and the patient are taken for. */
    period: tstzrange()
      .notNull()
      .generatedAlwaysAs(sql`tstzrange(starts_at, ends_at, '[)')`),
    /** What the physician and the device are taken for. */
    treatment: tstzrange()
      .notNull()
      .generatedAlwaysAs(sql`tstzrange(treat_from, treat_to, '[)')`),
    status: text({ enum: sessionStatuses }).notNull().default("booked"),
    arrivedAt: instant(),
    treatmentStartedAt: instant(),
    performedAt: instant(),
    releasedAt: instant(),
    releasedBy: uuid().references(() => accounts.id),
    releaseReason: text(),
    confirmedAt: instant(),
    /** Its resource was taken away (leave, closure, maintenance): it stays on a list until rebooked. */
    displacedAt: instant(),
    displacedBy: uuid(),
    /** Why its gap lies outside the plan's range. */
    gapReason: text(),
    /** Why it was put over another session on purpose; null where it stands by itself. */
    overbookReason: text(),
    bookedAt: instant().notNull().defaultNow(),
    bookedBy: uuid().references(() => accounts.id),
    version: version(),
  },
  (t) => [
    foreignKey({
      name: "sessions_plan_patient",
      columns: [t.planId, t.patientId],
      foreignColumns: [plans.id, plans.patientId],
    }),
    foreignKey({
      name: "sessions_room",
      columns: [t.roomId, t.clinicId],
      foreignColumns: [rooms.id, rooms.clinicId],
    }),
    foreignKey({
      name: "sessions_device",
      columns: [t.deviceId, t.clinicId],
      foreignColumns: [devices.id, devices.clinicId],
    }),
    foreignKey({ name: "sessions_displaced_by", columns: [t.displacedBy], foreignColumns: [timeOff.id] }),
    index("sessions_clinic_starts").on(t.clinicId, t.startsAt),
    index("sessions_physician_starts").on(t.physicianId, t.startsAt),
    index("sessions_plan_starts").on(t.planId, t.startsAt),
    index("sessions_patient").on(t.patientId, t.startsAt),
    index("sessions_displaced")
      .on(t.clinicId)
      .where(sql`displaced_at is not null`),
    check("sessions_status", oneOf(t.status, sessionStatuses)),
    check(
      "sessions_phases",
      sql`${t.startsAt} <= ${t.treatFrom} and ${t.treatFrom} < ${t.treatTo} and ${t.treatTo} <= ${t.endsAt} and ${t.endsAt} - ${t.startsAt} <= interval '10 hours'`,
    ),
    check("sessions_ordinal", sql`${t.ordinal} between 1 and 60`),
    check(
      "sessions_arrived",
      sql`${t.status} not in ('arrived', 'in-treatment', 'performed') or ${t.arrivedAt} is not null`,
    ),
    check(
      "sessions_treated",
      sql`${t.status} not in ('in-treatment', 'performed') or ${t.treatmentStartedAt} is not null`,
    ),
    check("sessions_performed", sql`(${t.status} = 'performed') = (${t.performedAt} is not null)`),
    check(
      "sessions_released",
      sql`(${t.status} in ('cancelled-by-patient', 'cancelled-by-clinic', 'no-show')) = (${t.releasedAt} is not null)`,
    ),
    check(
      "sessions_release_reason",
      sql`${t.status} not in ('cancelled-by-patient', 'cancelled-by-clinic') or coalesce(${t.releaseReason}, '') <> ''`,
    ),
    check("sessions_displaced_status", sql`${t.displacedAt} is null or ${t.status} in ('booked', 'arrived')`),
    check(
      "sessions_lengths",
      sql`length(${t.gapReason}) <= 500 and length(${t.releaseReason}) <= 500 and length(${t.overbookReason}) <= 500`,
    ),
  ],
);

/** Where a session was before it was moved, who moved it, and why. */
export const sessionMoves = pgTable(
  "session_moves",
  {
    id: id(),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id),
    fromStartsAt: instant().notNull(),
    fromClinicId: uuid().notNull(),
    fromRoomId: uuid().notNull(),
    fromPhysicianId: uuid().notNull(),
    fromDeviceId: uuid().notNull(),
    /** It had lost its place there, and to what; taking the move back displaces it again. */
    fromDisplacedAt: instant(),
    fromDisplacedBy: uuid().references((): AnyPgColumn => timeOff.id),
    /** The same for all that one command moved; null where it moved one. They are taken back together. */
    togetherId: uuid(),
    movedAt: instant().notNull().defaultNow(),
    movedBy: uuid()
      .notNull()
      .references(() => accounts.id),
  },
  (t) => [
    index("session_moves_session").on(t.sessionId, t.movedAt),
    index("session_moves_together")
      .on(t.togetherId)
      .where(sql`together_id is not null`),
  ],
);

/** Leave of a physician, closure of a clinic, maintenance of a room or device. */
export const timeOff = pgTable(
  "time_off",
  {
    id: id(),
    kind: text({ enum: timeOffKinds }).notNull(),
    /** The clinic that closes or owns the resource; null for leave, which holds at every clinic. */
    clinicId: uuid().references(() => clinics.id),
    /** Null for a closure: it claims every room of its clinic, and those added later. */
    resourceId: uuid().references(() => resources.id),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    reason: text().notNull().default(""),
    createdAt: instant().notNull().defaultNow(),
    createdBy: uuid().references(() => accounts.id),
    withdrawnAt: instant(),
    withdrawnBy: uuid().references(() => accounts.id),
  },
  (t) => [
    index("time_off_clinic").on(t.clinicId, t.startsAt),
    index("time_off_resource").on(t.resourceId, t.startsAt),
    check("time_off_kind", oneOf(t.kind, timeOffKinds)),
    check("time_off_period", sql`${t.startsAt} < ${t.endsAt}`),
    check(
      "time_off_shape",
      sql`case ${t.kind} when 'leave' then ${t.resourceId} is not null and ${t.clinicId} is null when 'closure' then ${t.resourceId} is null and ${t.clinicId} is not null else ${t.resourceId} is not null and ${t.clinicId} is not null end`,
    ),
    check("time_off_reason", sql`length(${t.reason}) <= 500`),
  ],
);

/** One resource held for one time range. `claim_no_overlap` (see drizzle/) is the whole of "no double booking". */
export const claims = pgTable(
  "claims",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    resourceId: uuid()
      .notNull()
      .references(() => resources.id),
    during: tstzrange().notNull(),
    sessionId: uuid().references(() => sessions.id),
    timeOffId: uuid().references(() => timeOff.id),
  },
  (t) => [
    index("claims_session").on(t.sessionId),
    index("claims_time_off").on(t.timeOffId),
    check("claims_for_one", sql`num_nonnulls(${t.sessionId}, ${t.timeOffId}) = 1`),
    check(
      "claims_bounded",
      sql`not isempty(${t.during}) and not lower_inf(${t.during}) and not upper_inf(${t.during})`,
    ),
  ],
);

/**
 * The part of what an overbooked session needs that another session holds. Nobody else is let in by it: that part is the
 * other's claim, and the rest is a claim of its own. When the other goes it becomes one.
 */
export const overbookings = pgTable(
  "overbookings",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id),
    resourceId: uuid()
      .notNull()
      .references(() => resources.id),
    during: tstzrange().notNull(),
  },
  (t) => [
    index("overbookings_session").on(t.sessionId),
    index("overbookings_resource").on(t.resourceId),
    check(
      "overbookings_bounded",
      sql`not isempty(${t.during}) and not lower_inf(${t.during}) and not upper_inf(${t.during})`,
    ),
  ],
);
