import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "db/client";
import { command, type Asking } from "db/command";
import { whoChanged } from "db/reads/who-changed";
import { protocols } from "db/schema";
import { holdAdministrator } from "db/writes/administrator";
import { notify } from "db/writes/notify";
import { changesOf } from "~/domain/changes";
import { refuse } from "~/domain/refusals";
import { regions } from "~/domain/vocabulary";
import type { protocolForm } from "./forms";

/** How each region is usually treated, limbs first. */
export async function listProtocols() {
  const rows = await db.select().from(protocols).limit(regions.length);
  return regions.flatMap((region) => rows.filter((row) => row.region === region));
}

/** What is saved is the practice's own figure, ours no longer. Plans keep the figures they were made with. */
export function editProtocol(asking: Asking, { version, ...input }: z.output<typeof protocolForm>) {
  const { region } = input;
  const about = { action: "protocol.edit", noun: "protocol", recordId: region };
  return command(asking, about, async ({ tx, audit }) => {
    await holdAdministrator(tx, asking);
    const [before] = await tx.select().from(protocols).where(eq(protocols.region, region)).for("update");
    if (!before) return refuse("not-found");
    if (before.version !== version) refuse("stale", await whoChanged(tx, "protocol", region));
    const after = { ...input, assumed: false };
    const changes = changesOf(before, { ...before, ...after });
    if (!changes) return;
    await tx
      .update(protocols)
      .set({ ...after, version: sql`${protocols.version} + 1` })
      .where(eq(protocols.region, region));
    await audit({ ...about, before: changes.before, after: changes.after });
    await notify(tx, { clinicIds: [], noun: "practice" });
  });
}
