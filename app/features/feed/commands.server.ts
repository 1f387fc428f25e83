import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { calendarFeeds } from "db/schema";
import { command, type Asking, type Outcome } from "db/command";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";

export const feedHash = (token: string) => createHash("sha256").update(token).digest("hex");

/** A new address for one's own feed; an earlier one opens nothing any more. */
function makeFeed(asking: Asking) {
  const accountId = asking.actor.id;
  const about = { action: "feed.make", noun: "account", recordId: accountId };
  return command(asking, about, async ({ tx, audit }) => {
    if (!may(asking.actor, "calendar.read")) refuse("not-allowed");
    const token = randomBytes(32).toString("base64url");
    const set = { tokenHash: feedHash(token), createdAt: asking.now };
    await tx
      .insert(calendarFeeds)
      .values({ accountId, ...set })
      .onConflictDoUpdate({ target: calendarFeeds.accountId, set });
    await audit(about);
    return { token };
  });
}

function endFeed(asking: Asking) {
  const accountId = asking.actor.id;
  const about = { action: "feed.end", noun: "account", recordId: accountId };
  return command(asking, about, async ({ tx, audit }) => {
    const ended = await tx
      .delete(calendarFeeds)
      .where(eq(calendarFeeds.accountId, accountId))
      .returning({ accountId: calendarFeeds.accountId });
    if (ended.length > 0) await audit(about);
  });
}

/** What a button of the feed's section did, and the new token: it is in this answer alone. */
export async function actOnFeed(
  asking: Asking,
  intent: "make-feed" | "end-feed",
): Promise<Outcome<{ said: string; token: string | null }>> {
  if (intent === "end-feed") {
    const outcome = await endFeed(asking);
    return outcome.ok ? { ok: true, value: { said: "The feed has ended.", token: null } } : outcome;
  }
  const outcome = await makeFeed(asking);
  return outcome.ok
    ? { ok: true, value: { said: "The feed is made.", token: outcome.value.token } }
    : outcome;
}
