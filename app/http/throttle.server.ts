import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import { sql } from "drizzle-orm";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { db, sqlClient } from "db/client";

/** Tries, and the window they count in. A block ends with its window: nobody is locked out for good. */
export const limits = {
  /** One account from one network: somebody else's tries elsewhere do not keep its owner out. */
  "sign-in-here": { points: 10, seconds: 15 * 60 },
  /** One account from anywhere. */
  "sign-in-account": { points: 100, seconds: 15 * 60 },
  "sign-in-network": { points: 100, seconds: 15 * 60 },
  /** Six digits: whoever has the password too must not get through a million of them. */
  "code-here": { points: 10, seconds: 15 * 60 },
  "code-account": { points: 50, seconds: 24 * 60 * 60 },
  "passkey-network": { points: 100, seconds: 15 * 60 },
  "forgotten-network": { points: 20, seconds: 15 * 60 },
  /** Mails to one person that somebody else may have asked for. */
  "forgotten-account": { points: 4, seconds: 60 * 60 },
  "link-network": { points: 30, seconds: 15 * 60 },
} as const;
type Throttle = keyof typeof limits;

/** rate-limiter-flexible speaks to a `pg` client; ours is postgres.js. */
const store = {
  query: async ({ text, values }: { text: string; values: (string | number)[] }) => ({
    rows: [...(await sqlClient().unsafe(text, values))],
  }),
};

const limiters = new Map<Throttle, RateLimiterPostgres>();
function limiter(name: Throttle) {
  const made =
    limiters.get(name) ??
    new RateLimiterPostgres({
      storeClient: store,
      storeType: "client",
      tableName: "throttles",
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points: limits[name].points,
      duration: limits[name].seconds,
    });
  limiters.set(name, made);
  return made;
}

const keyOf = (who: string) => createHash("sha256").update(who.toLowerCase()).digest("base64url");

/** One household or attacker has a whole IPv6 /64: it counts as one. */
const networkOf = (address: string) => {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.toLowerCase().split("::");
  const groups = head.split(":").filter(Boolean);
  const after = (tail ?? "").split(":").filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  return [...groups, ...Array<string>(Math.max(0, zeros)).fill("0"), ...after].slice(0, 4).join(":");
};

/** Counts one try. The seconds to wait where there were too many, else null. */
async function countTry(name: Throttle, who: string): Promise<number | null> {
  try {
    await limiter(name).consume(keyOf(who));
    return null;
  } catch (limit) {
    if (limit instanceof RateLimiterRes) return Math.ceil(limit.msBeforeNext / 1000);
    throw limit;
  }
}

/** Counts one try to sign in, or to change one's password. What to say where there were too many, else null. */
export async function waitToSignIn(email: string, address: string): Promise<string | null> {
  return wordsFor(
    (await countTry("sign-in-network", networkOf(address))) ??
      (await countTry("sign-in-here", `${email} ${networkOf(address)}`)) ??
      (await countTry("sign-in-account", email)),
  );
}

/** How many accounts and networks may not try at this moment, because they tried too often. */
export async function countBlocks(now: Date): Promise<number> {
  const names = Object.keys(limits);
  const points = Object.values(limits).map((limit) => limit.points);
  const [row] = await db.execute<{ blocked: number }>(sql`
    select count(*)::int as blocked
    from unnest(${sql.param(names)}::text[], ${sql.param(points)}::int[]) as allowed (name, most)
    join throttles t on t.key like allowed.name || ':%' and t.points > allowed.most and t.expire > ${now.getTime()}`);
  return row?.blocked ?? 0;
}

/** The right password was given: earlier wrong ones are forgotten. */
export async function forgetSignInTries(email: string, address: string): Promise<void> {
  await limiter("sign-in-here").delete(keyOf(`${email} ${networkOf(address)}`));
  await limiter("sign-in-account").delete(keyOf(email));
}

/** Counts one try of a second factor's code. What to say where there were too many, else null. */
export async function waitForCode(accountId: string, address: string): Promise<string | null> {
  return wordsFor(
    (await countTry("code-here", `${accountId} ${networkOf(address)}`)) ??
      (await countTry("code-account", accountId)),
  );
}

export async function forgetCodeTries(accountId: string, address: string): Promise<void> {
  await limiter("code-here").delete(keyOf(`${accountId} ${networkOf(address)}`));
  await limiter("code-account").delete(keyOf(accountId));
}

/** Counts one passkey's challenge or answer. */
export const waitForPasskey = async (address: string) =>
  wordsFor(await countTry("passkey-network", networkOf(address)));

/** Counts one forgotten password. Too many for one account are not told: that would tell that it is there. */
export async function waitWhenForgotten(
  email: string,
  address: string,
): Promise<{ words: string | null; isTooMany: boolean }> {
  const words = wordsFor(await countTry("forgotten-network", networkOf(address)));
  return { words, isTooMany: (await countTry("forgotten-account", email)) !== null };
}

/** Counts one try of a one-time link. What to say where there were too many, else null. */
export async function waitForLink(address: string): Promise<string | null> {
  return wordsFor(await countTry("link-network", networkOf(address)));
}

/** The same for a link that opened nothing, as minutes to wait, to be said in the holder's language. */
export async function minutesToWaitForLink(address: string): Promise<number | null> {
  return inMinutes(await countTry("link-network", networkOf(address)));
}

const inMinutes = (seconds: number | null) => (seconds === null ? null : Math.ceil(seconds / 60));

function wordsFor(seconds: number | null): string | null {
  const minutes = inMinutes(seconds);
  if (minutes === null) return null;
  if (minutes > 90) return `Too many tries. Wait ${Math.ceil(minutes / 60)} hours, then try again.`;
  return `Too many tries. Wait ${minutes} ${minutes === 1 ? "minute" : "minutes"}, then try again.`;
}
