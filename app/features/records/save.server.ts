import { eq, sql } from "drizzle-orm";
import { command, type Asking, type Work } from "db/command";
import { newId } from "db/new-id";
import { procedureRecords } from "db/schema";
import { changesOf } from "~/domain/changes";
import type { Typed } from "~/domain/record-draft";
import { refuse } from "~/domain/refusals";
import { isLive } from "~/domain/session";
import { lockRecord, type TypedOver } from "./lock.server";
import type { ReadRecord } from "./read.server";

/** Keeps what was typed so far, however incomplete, and says which version it now is. */
export function saveDraft(asking: Asking, sessionId: string, typed: Typed, over: TypedOver) {
  const about = { action: "record.save", noun: "record" };
  return command(asking, { ...about, recordId: sessionId }, async (work) => {
    const row = await lockRecord(work.tx, asking, sessionId, over);
    if (!isLive(row.status) || row.status === "booked") refuse("wrong-status");
    const changed = changedFields(row.draft ?? {}, typed);
    if (row.draft && changed.length === 0) return { version: row.version ?? 1 };
    const written = await writeDraft(work, asking, row, typed, over.tab);
    await work.audit({
      ...about,
      recordId: written.recordId,
      clinicId: row.clinicId,
      patientId: row.patientId,
      after: named(changed),
    });
    return { version: written.version };
  });
}

/** Throws away a draft that was never signed, or an amendment that was begun. */
export function discardDraft(asking: Asking, sessionId: string, over: TypedOver) {
  const about = { action: "record.discard", noun: "record" };
  return command(asking, { ...about, recordId: sessionId }, async ({ tx, audit }) => {
    const row = await lockRecord(tx, asking, sessionId, over);
    if (!row.recordId || !row.draft) return;
    // Without a signed version the row stays, and begins again with nothing typed.
    await tx
      .update(procedureRecords)
      .set({
        draft: row.versions.length > 0 ? null : {},
        savedAt: asking.now,
        savedBy: asking.actor.id,
        savedIn: null,
        version: sql`${procedureRecords.version} + 1`,
      })
      .where(eq(procedureRecords.id, row.recordId));
    await audit({
      ...about,
      recordId: row.recordId,
      clinicId: row.clinicId,
      patientId: row.patientId,
      after: named(changedFields(row.draft, {})),
    });
  });
}

/** The draft's row, made where there was none. Two who make it at once are one who is told. */
export async function writeDraft(
  { tx }: Work,
  { actor, now }: Asking,
  row: ReadRecord,
  draft: Typed,
  tab: string | null,
): Promise<{ recordId: string; version: number }> {
  const saved = { draft, savedAt: now, savedBy: actor.id, savedIn: tab };
  if (row.recordId === null) {
    const recordId = newId(now);
    const { sessionId, planId, patientId, clinicId } = row;
    await tx
      .insert(procedureRecords)
      .values({ id: recordId, sessionId, planId, patientId, clinicId, ...saved });
    return { recordId, version: 1 };
  }
  const version = (row.version ?? 0) + 1;
  await tx
    .update(procedureRecords)
    // An arrived patient may have been moved to another clinic since; what is signed stays where it was.
    .set({ ...saved, version, ...(row.versions.length === 0 && { clinicId: row.clinicId }) })
    .where(eq(procedureRecords.id, row.recordId));
  return { recordId: row.recordId, version };
}

/** Which fields differ: "injections[1].ml" is of the injections. What stood in them, no audit row says. */
export function changedFields(before: Typed, after: Typed): string[] {
  const empty = Object.fromEntries(Object.keys(before).map((name) => [name, undefined]));
  const names = changesOf<Record<string, unknown>>(before, { ...empty, ...after })?.names ?? [];
  return [...new Set(names.map((name) => name.replace(/\[.*$/, "")))];
}

export const named = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, true]));
