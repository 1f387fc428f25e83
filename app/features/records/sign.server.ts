import { eq, inArray, sql } from "drizzle-orm";
import { command, type Asking, type Work } from "db/command";
import { newId } from "db/new-id";
import { lots, procedureRecords, recordInjections, recordVersions } from "db/schema";
import { notify } from "db/writes/notify";
import { whyNotSign, type RecordContent } from "~/domain/record";
import { diffRecords } from "~/domain/record-diff";
import { contentOf, readDraft, typedOf, type Typed } from "~/domain/record-draft";
import { refuse } from "~/domain/refusals";
import { instantAt } from "~/domain/time";
import { factsOf, lotsFor } from "./facts.server";
import { lockRecord, type TypedOver } from "./lock.server";
import { changedFields, named, writeDraft } from "./save.server";
import { versionOf, type ReadRecord } from "./read.server";

/** Signs what was typed: the first version of a record, or an amendment beside those before it. */
export function signRecord(asking: Asking, sessionId: string, typed: Typed, over: TypedOver) {
  const about = { action: "record.sign", noun: "record" };
  return command(asking, { ...about, recordId: sessionId }, async (work) => {
    const { tx } = work;
    const row = await lockRecord(tx, asking, sessionId, over);
    const draft = readDraft(typed);
    const faults = whyNotSign(draft, factsOf(row, await lotsFor(tx, row)));
    const content = contentOf(draft);
    if (faults.length > 0 || !content)
      return refuse("cannot-sign", { reasons: faults.map(({ code }) => ({ code })) });
    const [standing] = row.versions.map((version) => versionOf(version, row.zone));
    if (standing && diffRecords(standing.content, content).length === 0) refuse("nothing-amended");
    const { recordId } = await writeDraft(work, asking, row, typed, null);
    const number = (standing?.number ?? 0) + 1;
    await writeVersion(work, asking, { row, recordId, number, content, amendReason: draft.amendReason });
    await tx
      .update(procedureRecords)
      .set({ draft: null, signedNumber: number })
      .where(eq(procedureRecords.id, recordId));
    await takeFromStock(work, lotIdsOf(standing?.content), lotIdsOf(content));
    const before = standing ? typedOf(standing.content) : {};
    await work.audit({
      action: standing ? "record.amend" : "record.sign",
      noun: "record",
      recordId,
      clinicId: row.clinicId,
      patientId: row.patientId,
      after: { ...named(changedFields(before, typedOf(content))), number },
    });
    await notify(tx, { clinicIds: [row.clinicId], noun: "session", days: [row.day] });
    return { number };
  });
}

interface Signing {
  row: ReadRecord;
  recordId: string;
  number: number;
  content: RecordContent;
  amendReason: string | null;
}

async function writeVersion({ tx }: Work, { actor, now }: Asking, signing: Signing) {
  const { row, recordId, number, content } = signing;
  const { consentMinute, timeOutMinute, injections, ...said } = content;
  const { clinicId, day, zone } = row;
  const versionId = newId(now);
  await tx.insert(recordVersions).values({
    id: versionId,
    recordId,
    clinicId,
    number,
    ...said,
    consentAt: instantAt(day, consentMinute, zone),
    timeOutAt: instantAt(day, timeOutMinute, zone),
    injections: injections.length,
    amendReason: number === 1 ? null : signing.amendReason,
    signedAt: now,
    signedBy: actor.id,
  });
  await tx
    .insert(recordInjections)
    .values(injections.map((injection, position) => ({ ...injection, versionId, clinicId, position })));
}

const lotIdsOf = (content?: RecordContent) => [
  ...new Set(content?.injections.map(({ lotId }) => lotId) ?? []),
];

/** A vial of each lot that is named; one that an amendment names no more goes back. In the order of ids, so that two take turns. */
async function takeFromStock({ tx }: Work, before: readonly string[], after: readonly string[]) {
  const taken = after.filter((id) => !before.includes(id));
  const given = before.filter((id) => !after.includes(id));
  const touched = [...taken, ...given].sort();
  if (touched.length === 0) return;
  await tx.select({ id: lots.id }).from(lots).where(inArray(lots.id, touched)).orderBy(lots.id).for("update");
  if (taken.length > 0)
    await tx
      .update(lots)
      .set({ used: sql`${lots.used} + 1` })
      .where(inArray(lots.id, taken));
  if (given.length > 0)
    await tx
      .update(lots)
      .set({ used: sql`greatest(${lots.used} - 1, 0)` })
      .where(inArray(lots.id, given));
}
