import { randomBytes, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { db } from "db/client";
import * as schema from "db/schema";
import { reportTokenHash } from "db/writes/report-links";
import type { Actor } from "~/domain/actor";
import type { FieldGroup } from "~/domain/permissions";
import { startingProtocols } from "~/domain/starting-protocols";
import { addDays, dayOf, instantAt } from "~/domain/time";
import { hashPassword } from "~/features/accounts/passwords.server";
import { findHours } from "~/features/settings/hours.server";
import { signedIn } from "tests/support/served";
import { aClinic, aDevice, anAccount, aPatient, aPlan, aRoom, aSession, works } from "tests/support/practice";

/**
 * Two clinics that share nobody but one patient, with a word in every field that is found nowhere else: who reads which
 * of them in which payload is what the matrix asks.
 */
export const ZONE = "America/Denver";
/** The schedulers'. */
export const PASSWORD = "seven quiet herons wade";

export interface Canary {
  /** "nobody": in no payload of anybody's. "own account": in those of who made it, and here that is never who looks. */
  group: FieldGroup | "nobody" | "own account";
  clinicId: string;
  word: string;
  /** Whose it is, where it is a patient's. */
  patientId?: string | undefined;
}

export const canaries: Canary[] = [];
let planted = 0;

function plant(group: Canary["group"], clinicId: string, field: string, patientId?: string): string {
  planted += 1;
  const word = `Zq${String(planted)}${field}`;
  canaries.push({ group, clinicId, word, patientId });
  return word;
}

const today = () => dayOf(new Date(), ZONE);
export const inDays = (days: number) => addDays(today(), days);
/** So many days from today at a clock hour of the clinics. */
export const on = (days: number, hour: number, minute = 0) =>
  instantAt(addDays(today(), days), hour * 60 + minute, ZONE);

/** A number is found by the words beside it: so many months as no other field holds. */
function symptomMonths(clinicId: string, patientId: string): number {
  const months = 1180 + canaries.filter(({ word }) => word.endsWith(" months")).length;
  canaries.push({ group: "plan.clinical", clinicId, word: `${months} months`, patientId });
  return months;
}

/** A clinic with people, places and a row of nearly every kind, with a word of its own in each field. */
export async function aClinicWithCanaries(name: string) {
  const clinicId = await aClinic(name, ZONE);
  const place = (field: string) => plant("practice.places", clinicId, field);
  await db
    .update(schema.clinics)
    .set({ address: place("address"), phone: place("phone") })
    .where(eq(schema.clinics.id, clinicId));
  const roomId = await aRoom(clinicId, "procedure", place("room"));
  const deviceId = await aDevice(clinicId);
  const physician = await anAccount(`Phil ${name}`, ["physician"], [clinicId]);
  const scheduler = await anAccount(`Sue ${name}`, ["scheduler"], [clinicId]);
  await works(physician, clinicId);
  await db
    .update(schema.accounts)
    .set({ passwordHash: await hashPassword(PASSWORD) })
    .where(eq(schema.accounts.id, scheduler.id));
  const colleague = await anAccount(`Cole ${name}`, ["scheduler"], [clinicId]);
  await db
    .update(schema.accounts)
    .set({
      email: `${plant("practice.accounts", clinicId, "email")}@practice.example`.toLowerCase(),
      passwordHash: plant("nobody", clinicId, "hash"),
    })
    .where(eq(schema.accounts.id, colleague.id));
  await db
    .update(schema.physicians)
    .set({
      speciality: plant("practice.accounts", clinicId, "speciality"),
      board: plant("practice.accounts", clinicId, "board"),
    })
    .where(eq(schema.physicians.id, physician.id));

  const plan = await aPlan(clinicId, physician);
  const desk = (field: string) => plant("patient.desk", clinicId, field, plan.patientId);
  await db
    .update(schema.patients)
    .set({
      givenName: desk("given"),
      familyName: desk("family"),
      recordNumber: desk("record"),
      phone: desk("phone"),
      email: desk("email"),
      deskNotes: desk("notes"),
    })
    .where(eq(schema.patients.id, plan.patientId));
  const clinical = (field: string) => plant("plan.clinical", clinicId, field, plan.patientId);
  await db
    .update(schema.plans)
    .set({
      diagnosis: clinical("diagnosis"),
      structures: [{ kind: "tendon", name: clinical("structure") }],
      goal: clinical("goal"),
      symptomMonths: symptomMonths(clinicId, plan.patientId),
      baselineFunction: clinical("function"),
      notes: clinical("notes"),
    })
    .where(eq(schema.plans.id, plan.id));
  await db.insert(schema.planMoves).values({
    planId: plan.id,
    fromStatus: "on-hold",
    toStatus: "active",
    reason: plant("plan.course", clinicId, "move", plan.patientId),
    movedBy: physician.id,
  });
  const stands = { plan, clinicId, roomId, deviceId, physicianId: physician.id };
  const performed = await aSession({ ...stands, startsAt: on(-21, 9), status: "performed" });
  const now = await aSession({ ...stands, startsAt: on(0, 10), status: "arrived", ordinal: 2 });
  const booked = await aSession({ ...stands, startsAt: on(21, 9), ordinal: 3 });
  const cancelled = await aSession({ ...stands, startsAt: on(21, 14), status: "cancelled-by-patient" });
  await db
    .update(schema.sessions)
    .set({ gapReason: plant("session", clinicId, "gap", plan.patientId) })
    .where(eq(schema.sessions.id, booked));
  await db
    .update(schema.sessions)
    .set({ releaseReason: plant("session", clinicId, "release", plan.patientId) })
    .where(eq(schema.sessions.id, cancelled));
  // Two plans that can be held: nobody of theirs is in the clinic now.
  const waiting = [
    await aPlan(clinicId, physician),
    await aPlan(clinicId, physician),
    await aPlan(clinicId, physician),
  ] as const;
  await db.insert(schema.waitlistEntries).values({
    planId: waiting[2].id,
    clinicId,
    noticeMinutes: 60,
    note: plant("session", clinicId, "waits", waiting[2].patientId),
    createdBy: scheduler.id,
  });
  const displaced = await aDisplacedCourse(
    { clinicId, roomId, deviceId, physicianId: physician.id },
    physician,
    scheduler,
  );
  const lotId = await signedAndBegun({ clinicId, physician, plan, performed, now, today: today() });
  const [report, open, asked] = [randomUUID(), randomUUID(), randomUUID()];
  const due = {
    planId: plan.id,
    dueOn: today(),
    windowFrom: addDays(today(), -2),
    windowTo: addDays(today(), 4),
  };
  await db.insert(schema.outcomeReports).values([
    {
      ...due,
      id: report,
      timePoint: "3-months",
      status: "answered",
      answeredAt: on(-1, 9),
      channel: "phone",
      pain: 3,
      rating: "good",
      adverseEffects: plant("report.answers", clinicId, "adverse", plan.patientId),
      remarks: plant("report.answers", clinicId, "remarks", plan.patientId),
      redFlags: ["fever"],
      enteredBy: scheduler.id,
    },
    { ...due, id: open, timePoint: "6-months" },
    { ...due, id: asked, timePoint: "12-months", status: "sent" },
  ]);
  const attempt = randomUUID();
  await db
    .insert(schema.reportAttempts)
    .values({ id: attempt, reportId: asked, outcome: "no-answer", at: on(0, 8), by: scheduler.id });
  await db.insert(schema.reportSendings).values({
    reportId: asked,
    dueOn: today(),
    kind: "first",
    state: "came-back",
    at: on(0, 7),
  });
  const alertId = randomUUID();
  await db
    .insert(schema.reportAlerts)
    .values({ id: alertId, reportId: report, clinicId, raisedAt: on(-1, 9) });
  const reportToken = randomBytes(32).toString("base64url");
  await db.insert(schema.reportLinks).values({
    reportId: asked,
    tokenHash: reportTokenHash(reportToken),
    purpose: "mail",
    issuedAt: on(-1, 9),
    expiresAt: on(3, 9),
    // Opened before, so that asking changes nothing.
    firstOpenedAt: on(-1, 10),
  });
  await db.insert(schema.pastVisits).values({
    patientId: plan.patientId,
    startedAt: on(-400, 9),
    description: plant("patient.desk", clinicId, "visit", plan.patientId),
    sourceId: randomUUID(),
  });
  await db.execute(sql`insert into audit_events (actor_id, action, noun, record_id, clinic_id, patient_id, before, after)
    values (${scheduler.id}, 'patient.edit', 'patient', ${plan.patientId}, ${clinicId}, ${plan.patientId}, '{}',
      ${JSON.stringify({ deskNotes: plant("nobody", clinicId, "audit") })}::jsonb)`);
  const [auditEvent] = await db.execute<{ id: string }>(sql`
    insert into audit_events (actor_id, action, noun, record_id, clinic_id, before, after)
    values (${scheduler.id}, 'room.edit', 'room', ${roomId}, ${clinicId}, '{}',
      ${JSON.stringify({ name: plant("audit", clinicId, "audited") })}::jsonb) returning id::text as id`);
  await db.insert(schema.savedViews).values({
    accountId: colleague.id,
    page: "plans",
    name: plant("own account", clinicId, "view"),
    query: `q=${plant("own account", clinicId, "query")}`,
  });
  const anImport = {
    clinicId,
    kind: "patients" as const,
    columns: ["name"],
    droppedColumns: [],
    mapping: {},
  };
  const importId = randomUUID();
  await db.insert(schema.imports).values([
    {
      ...anImport,
      accountId: colleague.id,
      fileName: `${plant("own account", clinicId, "file")}.csv`,
      rows: [[plant("own account", clinicId, "row")]],
    },
    { ...anImport, id: importId, accountId: scheduler.id, fileName: "people.csv", rows: [["Ida Import"]] },
  ]);
  const runId = randomUUID();
  await db.insert(schema.batchRuns).values({
    id: runId,
    clinicId,
    scope: "backlog",
    status: "ready",
    askedAt: on(0, 8),
    askedBy: physician.id,
  });
  const planned = { day: inDays(42), clinicId, physicianId: physician.id, roomId, deviceId, gapDays: 21 };
  await db.insert(schema.batchCourses).values({
    runId,
    planId: plan.id,
    lacking: 1,
    displaced: 0,
    sessions: [{ ...planned, startsAt: on(42, 15).getTime() }],
  });
  return {
    clinicId,
    roomId,
    deviceId,
    physician,
    scheduler,
    colleague,
    plan,
    sessions: { performed, now, booked, cancelled },
    waiting,
    displaced,
    lotId,
    reports: { answered: report, open, asked, attempt },
    alertId,
    reportToken,
    importId,
    runId,
    auditEventId: auditEvent?.id ?? "",
    hoursStamp: (await findHours(physician.id, clinicId, new Date()))?.stamp ?? "",
  };
}

interface Treated {
  clinicId: string;
  physician: Actor;
  plan: { id: string; patientId: string };
  performed: string;
  now: string;
  today: string;
}

/** A signed record, one that is begun, and the lot that the first was taken from. */
async function signedAndBegun({ clinicId, physician, plan, performed, now, today }: Treated) {
  const record = (field: string) => plant("record", clinicId, field, plan.patientId);
  const [lotId, recordId, versionId] = [randomUUID(), randomUUID(), randomUUID()];
  await db.insert(schema.lots).values({
    id: lotId,
    clinicId,
    product: plant("lots", clinicId, "product"),
    lotNumber: plant("lots", clinicId, "lot"),
    expiresOn: addDays(today, 200),
    received: 10,
    retiredAt: on(-1, 8),
    retireReason: plant("lots", clinicId, "retired"),
  });
  const saved = { ...{ planId: plan.id, patientId: plan.patientId, clinicId }, savedAt: on(-1, 9) };
  await db.transaction(async (tx) => {
    await tx.insert(schema.procedureRecords).values([
      { id: recordId, sessionId: performed, ...saved, savedBy: physician.id, signedNumber: 1 },
      { sessionId: now, ...saved, savedBy: physician.id, draft: { note: record("draft") } },
    ]);
    await tx.insert(schema.recordVersions).values({
      id: versionId,
      recordId,
      clinicId,
      number: 1,
      consentAt: on(-21, 9),
      consentForm: record("form"),
      consentBy: record("taker"),
      timeOutAt: on(-21, 9),
      region: "knee",
      side: "left",
      findings: ["allergy"],
      decision: "proceed",
      decisionReason: record("proceed"),
      skinNumbing: record("skin"),
      injections: 1,
      painBefore: 6,
      painAfter: 3,
      complication: "other",
      complicationNote: record("complication"),
      note: record("note"),
      signedAt: on(-21, 10),
      signedBy: physician.id,
    });
    await tx.insert(schema.recordInjections).values({
      versionId,
      clinicId,
      position: 0,
      kind: "joint",
      structure: record("structure"),
      side: "left",
      dextrosePercent: 50,
      anesthetic: "none",
      ml: 4,
      guidance: "ultrasound",
      placement: "tip-seen",
      lotId,
    });
  });
  return lotId;
}

/** A course whose session lost its physician, and whose patient is to be called first. */
async function aDisplacedCourse(
  place: { clinicId: string; roomId: string; deviceId: string; physicianId: string },
  physician: Actor,
  scheduler: Actor,
) {
  const plan = await aPlan(place.clinicId, physician);
  const desk = (field: string) => plant("patient.desk", place.clinicId, `displaced${field}`, plan.patientId);
  await db
    .update(schema.patients)
    .set({ givenName: desk("given"), familyName: desk("family"), phone: desk("phone") })
    .where(eq(schema.patients.id, plan.patientId));
  const sessionId = await aSession({ plan, ...place, startsAt: on(9, 9) });
  await db.transaction(async (tx) => {
    await tx.execute(
      sql`delete from claims where session_id = ${sessionId} and resource_id = ${place.physicianId}`,
    );
    await tx
      .update(schema.sessions)
      .set({ displacedAt: on(-1, 9) })
      .where(eq(schema.sessions.id, sessionId));
  });
  await db.insert(schema.repairCalls).values({
    planId: plan.id,
    handedAt: on(0, 9),
    handedBy: scheduler.id,
    attempts: 1,
    triedAt: on(0, 9),
    triedBy: scheduler.id,
    note: plant("session", place.clinicId, "call", plan.patientId),
  });
  return plan;
}

export async function aWorld() {
  await db.insert(schema.practice).values({ name: "The practice" });
  await db.insert(schema.protocols).values(startingProtocols());
  const here = await aClinicWithCanaries("Riverside");
  const there = await aClinicWithCanaries("Harbour");
  // A patient of Riverside's is treated at Harbour, for something Riverside has no business with.
  const sharedPatientId = await aPatient(here.clinicId);
  await aPlan(there.clinicId, there.physician, {
    patientId: sharedPatientId,
    region: "neck",
    side: "midline",
    diagnosis: plant("plan.clinical", there.clinicId, "shareddiagnosis", sharedPatientId),
    goal: plant("plan.clinical", there.clinicId, "sharedgoal", sharedPatientId),
  });
  const administrator = await anAccount("Ann Admin", ["administrator"], [here.clinicId]);
  const deactivated = await anAccount(
    "Dee Gone",
    ["scheduler", "physician", "administrator"],
    [here.clinicId],
  );
  await db
    .update(schema.accounts)
    .set({ deactivatedAt: on(-1, 9) })
    .where(eq(schema.accounts.id, deactivated.id));
  const token = async (actor: Actor) => ({ actor, token: await signedIn(actor.id) });
  return {
    here,
    there,
    sharedPatientId,
    people: {
      scheduler: await token(here.scheduler),
      physician: await token(here.physician),
      administrator: await token(administrator),
      "a scheduler of another clinic": await token(there.scheduler),
      "a physician of another clinic": await token(there.physician),
    },
    outsiders: { "a stranger": undefined, "a deactivated account": await signedIn(deactivated.id) },
  };
}
export type World = Awaited<ReturnType<typeof aWorld>>;
export type Site = World["here"];
