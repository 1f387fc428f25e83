import { eq, sql } from "drizzle-orm";
import { command, type Asking } from "db/command";
import { newId } from "db/new-id";
import type { Tx } from "db/client";
import { clinics, patients, resources } from "db/schema";
import { notify } from "db/writes/notify";
import type { Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import { changedSince } from "./changed-since.server";
import { warnOfDoubles } from "./doubles.server";
import type { PatientInput } from "./forms";
import { findPatient, mayWritePatient } from "./patient.server";

type Fields = Omit<PatientInput, "anyway">;
const fieldNames = [
  "givenName",
  "familyName",
  "birthDate",
  "recordNumber",
  "homeClinicId",
  "phone",
  "email",
  "language",
  "preferredContact",
  "deskNotes",
] as const satisfies (keyof Fields)[];

/** Takes in a patient; refuses once where somebody alike is here already, unless `anyway` says it is another person. */
export function createPatient(asking: Asking, { anyway, ...fields }: PatientInput) {
  const about = { action: "patient.create", noun: "patient" };
  return command(asking, about, async ({ tx, audit }) => {
    await checkHome(tx, asking.actor, fields.homeClinicId);
    if (!anyway) await warnOfDoubles(tx, asking.actor, fields, null);
    const id = newId(asking.now);
    await tx.insert(resources).values({ id, kind: "patient" });
    await tx.insert(patients).values({ id, ...fields, createdAt: asking.now });
    const { homeClinicId } = fields;
    await audit({ ...about, recordId: id, patientId: id, clinicId: homeClinicId, after: fields });
    await notify(tx, { clinicIds: [homeClinicId], noun: "patient" });
    return { id };
  });
}

export function editPatient(
  asking: Asking,
  id: string,
  { anyway, version, ...input }: PatientInput & { version: number },
) {
  const about = { action: "patient.edit", noun: "patient", recordId: id };
  return command(asking, about, async ({ tx, audit }) => {
    const patient = await lockPatient(tx, asking.actor, id, version);
    const changed = fieldNames.filter((name) => patient[name] !== input[name]);
    if (changed.length === 0) return;
    if (changed.includes("homeClinicId")) await checkHome(tx, asking.actor, input.homeClinicId);
    const isRenamed = changed.some((name) => ["givenName", "familyName", "birthDate"].includes(name));
    if (isRenamed && !anyway) await warnOfDoubles(tx, asking.actor, input, id);
    const after = pick(input, changed);
    await tx
      .update(patients)
      .set({ ...after, version: sql`${patients.version} + 1` })
      .where(eq(patients.id, id));
    await audit({
      ...about,
      patientId: id,
      clinicId: input.homeClinicId,
      before: pick(patient, changed),
      after,
    });
    await notify(tx, {
      clinicIds: [...new Set([...patient.clinicIds, input.homeClinicId])],
      noun: "patient",
    });
  });
}

/** The row as the form saw it, this actor's to write, until the transaction ends. */
export async function lockPatient(tx: Tx, actor: Actor, id: string, version: number) {
  const patient =
    (await findPatient(actor, id, tx, sql`for no key update of patients`)) ?? refuse("not-found");
  if (!mayWritePatient(actor, patient)) refuse("not-allowed");
  if (patient.version !== version) {
    refuse("stale", await changedSince(tx, id, Math.max(1, patient.version - version)));
  }
  return patient;
}

/** A home clinic is one of the actor's, and open. */
async function checkHome(tx: Tx, actor: Actor, clinicId: string) {
  const wrong = { field: "homeClinicId" };
  if (!may(actor, "patient.write", { clinicIds: [clinicId] })) refuse("not-allowed", wrong);
  const [clinic] = await tx
    .select({ closedAt: clinics.closedAt })
    .from(clinics)
    .where(eq(clinics.id, clinicId))
    .for("share");
  if (!clinic || clinic.closedAt) refuse("not-valid", wrong);
}

const pick = (fields: Fields, names: readonly (keyof Fields)[]): Partial<Fields> =>
  Object.fromEntries(names.map((name) => [name, fields[name]]));
