import { isIP } from "node:net";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { eq, sql } from "drizzle-orm";
import { db, type Tx } from "db/client";
import { passkeys } from "db/schema";
import type { PasskeyAnswer, PasskeyMade } from "./factor-forms";

/** Where a passkey belongs: a name, never an address in numbers, for which browsers make none. */
export interface Site {
  rpID: string;
  origin: string;
}

export function siteOf(origin: string): Site | null {
  const { hostname } = new URL(origin);
  return isIP(hostname.replace(/^\[|\]$/g, "")) ? null : { rpID: hostname, origin };
}

/** What a browser needs to make a passkey for an account; the challenge is kept until it comes back signed. */
export async function optionsToAdd(site: Site, account: { id: string; name: string; email: string }) {
  const have = await passkeysOf(account.id);
  return generateRegistrationOptions({
    rpName: "Tendon",
    rpID: site.rpID,
    userName: account.email,
    userDisplayName: account.name,
    userID: new Uint8Array(Buffer.from(account.id)),
    excludeCredentials: have.map(({ id, transports }) => ({ id, transports })),
    // It stands for password and second factor: somebody was there, and proved that it is they.
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
}

/** What a browser needs to sign a challenge: with this account's passkeys, or whichever it has. */
export async function optionsToProve(site: Site, accountId: string | null) {
  const have = accountId ? await passkeysOf(accountId) : [];
  return generateAuthenticationOptions({
    rpID: site.rpID,
    userVerification: "required",
    allowCredentials: have.map(({ id, transports }) => ({ id, transports })),
  });
}

/** The passkey that a browser made, as it is kept; null where the answer does not hold. */
export async function checkMade(site: Site, challenge: string, response: PasskeyMade) {
  const checked = await verifyRegistrationResponse({
    response,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.rpID,
    requireUserVerification: true,
  }).catch(() => null);
  if (!checked?.verified) return null;
  const { credential, credentialBackedUp } = checked.registrationInfo;
  return {
    id: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString("base64url"),
    counter: credential.counter,
    transports: response.response.transports ?? [],
    backedUp: credentialBackedUp,
  };
}

/**
 * Whose passkey signed the challenge, or null. `accountId` where only that account's count. A counter that went back is
 * a copy of the key, and is refused.
 */
export async function checkPasskey(
  tx: Tx,
  asked: { site: Site; challenge: string; accountId: string | null; now: Date },
  response: PasskeyAnswer,
): Promise<string | null> {
  const [key] = await tx.select().from(passkeys).where(eq(passkeys.id, response.id));
  if (!key || (asked.accountId && key.accountId !== asked.accountId)) return null;
  const checked = await verifyAuthenticationResponse({
    response,
    expectedChallenge: asked.challenge,
    expectedOrigin: asked.site.origin,
    expectedRPID: asked.site.rpID,
    requireUserVerification: true,
    credential: {
      id: key.id,
      publicKey: new Uint8Array(Buffer.from(key.publicKey, "base64url")),
      counter: key.counter,
      transports: key.transports,
    },
  }).catch(() => null);
  if (!checked?.verified) return null;
  const { newCounter } = checked.authenticationInfo;
  const used = await tx.execute(sql`
    update passkeys set counter = ${newCounter}, last_used_at = ${asked.now.toISOString()}
    where id = ${key.id} and (counter < ${newCounter} or ${newCounter} = 0) returning 1`);
  return used.length > 0 ? key.accountId : null;
}

export const passkeysOf = (accountId: string) =>
  db
    .select({
      id: passkeys.id,
      name: passkeys.name,
      transports: passkeys.transports,
      backedUp: passkeys.backedUp,
      createdAt: passkeys.createdAt,
      lastUsedAt: passkeys.lastUsedAt,
    })
    .from(passkeys)
    .where(eq(passkeys.accountId, accountId))
    .orderBy(passkeys.createdAt, passkeys.id);
