import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Outcome } from "db/command";
import { accounts } from "db/schema";
import { audit } from "db/writes/audit";
import { asOutcome } from "./own-password.server";
import { secondFactorsOf } from "./factors.server";
import { passwordMatches } from "./passwords.server";

/** Asked about instead of an account that is not there, so that both take the same way. */
const nobody = "00000000-0000-0000-0000-000000000000";

export interface SignInTry {
  email: string;
  password: string;
  requestId: string;
}

/** Whose password was right, and whether that is enough. */
export interface RightPassword {
  accountId: string;
  needsFactor: boolean;
}

/**
 * The account where e-mail and password belong together, else null: unknown, deactivated, without a password
 * and wrong look the same, in time too. Audited either way, without what was typed.
 */
export async function checkPassword({
  email,
  password,
  requestId,
}: SignInTry): Promise<Outcome<RightPassword | null>> {
  const [account] = await db
    .select({ id: accounts.id, passwordHash: accounts.passwordHash, deactivatedAt: accounts.deactivatedAt })
    .from(accounts)
    .where(sql`${accounts.email} = ${email}`)
    .limit(1);
  const matches = await asOutcome(() => passwordMatches(account?.passwordHash ?? null, password));
  if (!matches.ok) return matches;
  const welcome = matches.value && account !== undefined && account.deactivatedAt === null;
  const factors = await secondFactorsOf(account?.id ?? nobody);
  const needsFactor = factors.totp || factors.passkey;
  const right = needsFactor ? "sign-in.password" : "sign-in.open";
  await audit(db, {
    actorId: account?.id ?? null,
    action: welcome ? right : "sign-in.refused",
    noun: "sign-in",
    ...(welcome && !needsFactor && { after: { by: "password" } }),
    requestId,
  });
  return { ok: true, value: welcome ? { accountId: account.id, needsFactor } : null };
}
