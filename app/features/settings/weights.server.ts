import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "db/client";
import { command, type Asking } from "db/command";
import { whoChanged } from "db/reads/who-changed";
import { loadWeights } from "db/reads/course-weights";
import { practice } from "db/schema";
import { holdAdministrator } from "db/writes/administrator";
import { notify } from "db/writes/notify";
import { changesOf } from "~/domain/changes";
import { refuse } from "~/domain/refusals";
import type { weightsForm } from "./forms";

/** How the practice weighs, and the version that its form is opened on; null before first-run setup. */
export async function findWeights() {
  const [[row], weights] = await Promise.all([
    db.select({ version: practice.version }).from(practice),
    loadWeights(db),
  ]);
  return row ? { weights, version: row.version } : null;
}

/** What courses are composed and repaired by from now on; what is booked stays. */
export function editWeights(asking: Asking, { version, ...weights }: z.output<typeof weightsForm>) {
  const about = { action: "weights.edit", noun: "practice", recordId: "course-weights" };
  return command(asking, about, async ({ tx, audit }) => {
    await holdAdministrator(tx, asking);
    const [row] = await tx.select({ version: practice.version }).from(practice).for("update");
    if (!row) return refuse("not-found");
    if (row.version !== version) refuse("stale", await whoChanged(tx, "practice", about.recordId));
    const changes = changesOf({ ...(await loadWeights(tx)) }, weights);
    if (!changes) return;
    await tx
      .update(practice)
      .set({ courseWeights: weights, version: sql`${practice.version} + 1` })
      .where(eq(practice.only, true));
    await audit({ ...about, before: changes.before, after: changes.after });
    await notify(tx, { clinicIds: [], noun: "practice" });
  });
}
