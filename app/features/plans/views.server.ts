import { and, asc, eq, sql } from "drizzle-orm";
import { db } from "db/client";
import { command, type Asking } from "db/command";
import { savedViews } from "db/schema";
import type { Actor } from "~/domain/actor";
import { refuse } from "~/domain/refusals";

const mostViews = 30;

/** A person's own named views over the table of plans. */
export const listViews = (actor: Actor) =>
  db
    .select({ id: savedViews.id, name: savedViews.name, query: savedViews.query })
    .from(savedViews)
    .where(and(eq(savedViews.accountId, actor.id), eq(savedViews.page, "plans")))
    .orderBy(asc(savedViews.name), asc(savedViews.id))
    .limit(mostViews);

/** `query` is the filter's own short form, never what was posted. One more than the list shows would never be found. */
export function saveView(asking: Asking, view: { name: string; query: string }) {
  return command(asking, { action: "plans.save-view", noun: "saved-view" }, async ({ tx, audit }) => {
    const { id: accountId } = asking.actor;
    await tx.execute(sql`select 1 from accounts where id = ${accountId} for no key update`);
    const own = and(eq(savedViews.accountId, accountId), eq(savedViews.page, "plans"));
    if ((await tx.$count(savedViews, own)) >= mostViews) refuse("views-full", { field: "name" });
    const [saved] = await tx
      .insert(savedViews)
      .values({ accountId, page: "plans", ...view })
      .returning({ id: savedViews.id });
    await audit({ action: "plans.save-view", noun: "saved-view", recordId: saved?.id ?? null, after: view });
  });
}

export function renameView(asking: Asking, { id, name }: { id: string; name: string }) {
  return command(
    asking,
    { action: "plans.rename-view", noun: "saved-view", recordId: id },
    async ({ tx, audit }) => {
      const renamed = await tx
        .update(savedViews)
        .set({ name })
        .where(and(eq(savedViews.id, id), eq(savedViews.accountId, asking.actor.id)))
        .returning({ id: savedViews.id });
      if (renamed.length === 0) refuse("not-found");
      await audit({ action: "plans.rename-view", noun: "saved-view", recordId: id, after: { name } });
    },
  );
}

export function deleteView(asking: Asking, id: string) {
  return command(
    asking,
    { action: "plans.delete-view", noun: "saved-view", recordId: id },
    async ({ tx, audit }) => {
      const gone = await tx
        .delete(savedViews)
        .where(and(eq(savedViews.id, id), eq(savedViews.accountId, asking.actor.id)))
        .returning({ name: savedViews.name });
      if (gone.length > 0) await audit({ action: "plans.delete-view", noun: "saved-view", recordId: id });
    },
  );
}
