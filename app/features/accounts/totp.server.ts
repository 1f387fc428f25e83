import { randomBytes } from "node:crypto";
import { decodeBase32IgnorePadding, encodeBase32NoPadding } from "@oslojs/encoding";
import { createTOTPKeyURI, verifyHOTP } from "@oslojs/otp";
import { sql } from "drizzle-orm";
import type { Run, Tx } from "db/client";
import { totpFactors } from "db/schema";
import { refuse } from "~/domain/refusals";
import { seal, unseal } from "./sealed.server";

/** RFC 6238 as every authenticator app knows it: SHA-1, six digits, steps of 30 seconds. */
const stepMs = 30_000;
const digits = 6;
/** A phone's clock may be a step off, to either side. */
const grace = 1;
const setupGoodForMs = 30 * 60_000;

export interface TotpSetup {
  /** The secret and when it was made, sealed for its account: the form sends it back. */
  setup: string;
  /** For the camera. */
  uri: string;
  /** For typing in, in groups of four. */
  secret: string;
}

const setupOf = (accountId: string) => `totp setup ${accountId}`;

/** A fresh secret to scan. Nothing is kept until a code of it comes back. */
export function newTotp(account: { id: string; email: string }, issuer: string, now: Date): TotpSetup {
  const key = new Uint8Array(randomBytes(20));
  return shownTotp(
    key,
    account,
    issuer,
    seal(`${now.getTime()} ${encodeBase32NoPadding(key)}`, setupOf(account.id)),
  );
}

/** The same once more, after a code that was wrong; null where it is not this account's, or too old. */
export function sameTotp(
  setup: string,
  account: { id: string; email: string },
  issuer: string,
  now: Date,
): TotpSetup | null {
  const key = keyOfSetup(setup, account.id, now);
  return key && shownTotp(key, account, issuer, setup);
}

function shownTotp(key: Uint8Array, account: { email: string }, issuer: string, setup: string): TotpSetup {
  const secret = encodeBase32NoPadding(key);
  return {
    setup,
    uri: createTOTPKeyURI(issuer, account.email, key, stepMs / 1000, digits),
    secret: secret.match(/.{1,4}/g)?.join(" ") ?? secret,
  };
}

function keyOfSetup(setup: string, accountId: string, now: Date): Uint8Array | null {
  const [madeAt = "", secret = ""] = (unseal(setup, setupOf(accountId)) ?? "").split(" ");
  const isFresh = now.getTime() - Number(madeAt) < setupGoodForMs;
  return secret && isFresh ? decodeBase32IgnorePadding(secret) : null;
}

/** The step whose code this is, around now; null where it is none's. */
export function stepOfCode(key: Uint8Array, code: string, now: Date): number | null {
  const step = Math.floor(now.getTime() / stepMs);
  for (let each = step - grace; each <= step + grace; each += 1) {
    if (verifyHOTP(key, BigInt(each), digits, code)) return each;
  }
  return null;
}

/** Keeps a new authenticator in place of an earlier one. The code that proves it is spent with that. */
export async function keepTotp(tx: Tx, accountId: string, given: { setup: string; code: string }, now: Date) {
  const key = keyOfSetup(given.setup, accountId, now) ?? refuse("setup-over");
  const lastStep = stepOfCode(key, given.code, now) ?? refuse("wrong-code", { field: "code" });
  const sealedSecret = seal(encodeBase32NoPadding(key), `totp ${accountId}`);
  await tx
    .insert(totpFactors)
    .values({ accountId, sealedSecret, lastStep, createdAt: now })
    .onConflictDoUpdate({ target: totpFactors.accountId, set: { sealedSecret, lastStep, createdAt: now } });
}

/** Whether a code is right and was not used before; it is used with this. Of two at once with the same code, one is right. */
export async function spendTotp(run: Run, accountId: string, code: string, now: Date): Promise<boolean> {
  const [factor] = await run.execute<{ sealedSecret: string }>(
    sql`select sealed_secret as "sealedSecret" from totp_factors where account_id = ${accountId}`,
  );
  const secret = factor && unseal(factor.sealedSecret, `totp ${accountId}`);
  const step = secret ? stepOfCode(decodeBase32IgnorePadding(secret), code, now) : null;
  if (step === null) return false;
  const spent = await run.execute(sql`
    update totp_factors set last_step = ${step} where account_id = ${accountId} and last_step < ${step} returning 1`);
  return spent.length > 0;
}
