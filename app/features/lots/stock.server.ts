import { eq, sql } from "drizzle-orm";
import { db, type Tx } from "db/client";
import { command, type Asking, type Outcome } from "db/command";
import { newId } from "db/new-id";
import { whoChanged } from "db/reads/who-changed";
import { clinics, lots } from "db/schema";
import { holdAdministrator } from "db/writes/administrator";
import { notify } from "db/writes/notify";
import { changesOf } from "~/domain/changes";
import { lotState } from "~/domain/lot";
import { refuse } from "~/domain/refusals";
import { dayOf } from "~/domain/time";
import type { Zone } from "~/domain/wall-clock";
import type { StockInput } from "./forms";
import type { StockLot } from "./view";

/** The practice's lots, those in use first and the next to end at the top. */
export async function listStock(now: Date): Promise<StockLot[]> {
  const rows = await db.execute<
    Omit<StockLot, "state"> & { zone: Zone; isRetired: boolean } & Record<string, unknown>
  >(sql`
    select l.id, l.product, l.lot_number as "lotNumber", c.id as "clinicId", c.name as clinic, c.zone,
      to_char(l.expires_on, 'YYYY-MM-DD') as "expiresOn", l.received, l.used, l.retired_at is not null as "isRetired",
      l.retire_reason as "retireReason", l.version
    from lots l join clinics c on c.id = l.clinic_id
    order by l.retired_at is not null, l.expires_on, l.product, l.lot_number, l.id limit 500`);
  return rows.map(({ zone, isRetired, ...lot }) => ({
    ...lot,
    state: lotState({ expiresOn: lot.expiresOn, isRetired }, dayOf(now, zone)),
  }));
}

/** What a form of the stock's page does. */
export function actOnStock(asking: Asking, input: StockInput): Promise<Outcome<void>> {
  if (input.intent === "receive") return receiveLot(asking, input);
  const about = { action: `lot.${input.intent}`, noun: "lot", recordId: input.lotId };
  return command(asking, about, async ({ tx, audit }) => {
    await holdAdministrator(tx, asking);
    const [lot] = await tx.select().from(lots).where(eq(lots.id, input.lotId)).for("update");
    if (!lot) return refuse("not-found");
    if (input.intent === "correct" && lot.version !== input.version)
      refuse("stale", await whoChanged(tx, "lot", lot.id));
    if (input.intent === "retire" && lot.retiredAt) refuse("lot-retired");
    const changes = changesOf<Record<string, unknown>>(lot, { ...lot, ...changed(asking, lot, input) });
    if (!changes) return;
    await tx
      .update(lots)
      .set({ ...changes.after, version: sql`${lots.version} + 1` })
      .where(eq(lots.id, lot.id));
    await audit({ ...about, clinicId: lot.clinicId, before: changes.before, after: changes.after });
    await notify(tx, { clinicIds: [lot.clinicId], noun: "practice" });
  });
}

function changed(
  { actor, now }: Asking,
  lot: typeof lots.$inferSelect,
  input: Exclude<StockInput, { intent: "receive" }>,
): Partial<typeof lots.$inferInsert> {
  switch (input.intent) {
    case "correct":
      return { product: input.product, lotNumber: input.lotNumber, expiresOn: input.expiresOn };
    case "add":
      return { received: lot.received + input.vials };
    case "count":
      // What was used, the records say; so it is what came that was miscounted.
      return { received: lot.used + input.left };
    case "retire":
      return { retiredAt: now, retiredBy: actor.id, retireReason: input.reason };
    case "use-again":
      return { retiredAt: null, retiredBy: null, retireReason: null };
  }
}

function receiveLot(asking: Asking, { intent: _, ...lot }: Extract<StockInput, { intent: "receive" }>) {
  const about = { action: "lot.receive", noun: "lot", clinicId: lot.clinicId };
  return command(asking, about, async ({ tx, audit }) => {
    await holdAdministrator(tx, asking);
    await clinicStands(tx, lot.clinicId);
    const id = newId(asking.now);
    await tx.insert(lots).values({ id, ...lot, createdAt: asking.now, createdBy: asking.actor.id });
    await audit({ ...about, recordId: id, after: lot });
    await notify(tx, { clinicIds: [lot.clinicId], noun: "practice" });
  });
}

async function clinicStands(tx: Tx, clinicId: string) {
  const [clinic] = await tx
    .select({ id: clinics.id })
    .from(clinics)
    .where(eq(clinics.id, clinicId))
    .for("share");
  if (!clinic) refuse("not-found");
}
