import { eq, sql } from "drizzle-orm";
import { command, type Asking, type Outcome } from "db/command";
import { imports } from "db/schema";
import { notify } from "db/writes/notify";
import { refuse } from "~/domain/refusals";
import { checkImport, tallyOf } from "./check.server";
import { keepLeaving, lockOpenImport, type Leaving } from "./choose.server";
import { insertPatients } from "./insert-patients.server";
import { insertVisits } from "./insert-visits.server";

/**
 * Takes the rows in, all of them or none. They are checked once more in the same transaction: what was free at the dry run
 * may be taken by now.
 */
export async function applyImport(asking: Asking, id: string, leaving: Leaving): Promise<Outcome<Applied>> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await applyOnce(asking, id, leaving);
    // A desk took one of the free numbers while the rows were written; those of the file were checked.
    const isNumberGone = !outcome.ok && outcome.refusal.code === "record-number-taken";
    if (!isNumberGone || attempt === TRIES) return outcome;
  }
}

const TRIES = 4;

interface Applied {
  added: number;
  leftOut: number;
}

function applyOnce(asking: Asking, id: string, leaving: Leaving): Promise<Outcome<Applied>> {
  const about = { action: "import.apply", noun: "import", recordId: id };
  return command(asking, about, async ({ tx, audit }) => {
    // One import at a time: two of the same file must not both find that nobody is here yet.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('import'))`);
    const stored = await keepLeaving(tx, await lockOpenImport(tx, asking, id), leaving);
    const checked = await checkImport(tx, asking.actor, stored, asking.now);
    const tally = tallyOf(checked.rows);
    if (tally.open > 0) refuse("import-not-ready", { count: tally.open });
    if (tally.coming === 0) refuse("not-valid");
    const coming = new Set(checked.rows.filter(({ isOut }) => !isOut).map(({ row }) => row));
    const from = { asking, importId: id, clinicId: stored.clinicId };
    const isComing = ({ row }: { row: number }) => coming.has(row);
    await insertPatients(tx, from, checked.patients.filter(isComing));
    await insertVisits(tx, from, checked.visits.filter(isComing));
    const applied = { added: coming.size, leftOut: tally.total - coming.size };
    // The rows have done their service: what was not taken in is not kept either.
    await tx
      .update(imports)
      .set({ rows: [], leftOut: [], appliedAt: asking.now, appliedCount: applied })
      .where(eq(imports.id, id));
    await audit({ ...about, clinicId: stored.clinicId, after: { kind: stored.kind, ...applied } });
    await notify(tx, { clinicIds: [stored.clinicId], noun: "patient" });
    return applied;
  });
}
