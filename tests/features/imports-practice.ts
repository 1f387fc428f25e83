import { readFileSync } from "node:fs";
import type { Outcome } from "db/command";
import { db } from "db/client";
import { patients } from "db/schema";
import { asc, eq } from "drizzle-orm";
import { applyImport } from "~/features/imports/apply.server";
import { checkImport, tallyOf } from "~/features/imports/check.server";
import type { ImportKind } from "~/features/imports/fields";
import { findImport } from "~/features/imports/stored.server";
import { uploadImport } from "~/features/imports/upload.server";
import type { Actor } from "~/domain/actor";
import { asks, NOW } from "tests/support/practice";

export const csv = (...lines: string[]) => new TextEncoder().encode(`${lines.join("\n")}\n`);
export const fileAt = (path: string) => new Uint8Array(readFileSync(path));

export async function done<T>(
  outcome: Promise<Outcome<T> | { ok: false; fault: { code: string } }>,
): Promise<T> {
  const result = await outcome;
  if (result.ok) return result.value;
  throw new Error("fault" in result ? result.fault.code : result.refusal.code);
}

export async function refusalOf(outcome: Promise<Outcome<unknown>>) {
  const result = await outcome;
  return result.ok ? null : result.refusal;
}

export const upload = (actor: Actor, clinicId: string, kind: ImportKind, bytes: Uint8Array, now = NOW) =>
  done(uploadImport(asks(actor, now), { kind, clinicId, fileName: "export.csv", bytes }));

export const stored = async (actor: Actor, id: string) => {
  const found = await findImport(actor, id);
  if (!found) throw new Error("no such import");
  return found;
};

/** Each row's state and what is said of it: `["bad", "birth-missing"]`. */
export async function checked(actor: Actor, id: string, now = NOW) {
  const { rows } = await checkImport(db, actor, await stored(actor, id), now);
  return rows.map(({ state, problems }) => [state, ...problems.map(({ code }) => code)]);
}

export async function tally(actor: Actor, id: string, now = NOW) {
  const { rows } = await checkImport(db, actor, await stored(actor, id), now);
  return tallyOf(rows);
}

export const apply = (actor: Actor, id: string, leaving: { shown?: number[]; out?: number[] } = {}) =>
  applyImport(asks(actor), id, { shown: leaving.shown ?? [], out: leaving.out ?? [] });

export const patientBySource = async (sourceId: string) =>
  (await db.select().from(patients).where(eq(patients.sourceId, sourceId)).orderBy(asc(patients.id)))[0];
