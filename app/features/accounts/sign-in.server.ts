import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Outcome } from "db/command";
import { accounts } from "db/schema";
import { audit } from "db/writes/audit";
import { asOutcome } from "./own-password.server";
import { passwordMatches } from "./passwords.server";

export interface SignInTry {
  email: string;
  password: string;
  requestId: string;
}

/**
 * The account's id where e-mail and password belong together, else null: unknown, deactivated, without a password
 * and wrong look the same, in time too. Audited either way, without what was typed.
 */
export async function checkPassword({
  email,
  password,
  requestId,
}: SignInTry): Promise<Outcome<string | null>> {
  const [account] = await db
    .select({ id: accounts.id, passwordHash: accounts.passwordHash, deactivatedAt: accounts.deactivatedAt })
    .from(accounts)
    .where(sql`${accounts.email} = ${email}`)
    .limit(1);
  const matches = await asOutcome(() => passwordMatches(account?.passwordHash ?? null, password));
  if (!matches.ok) return matches;
  const welcome = matches.value && account !== undefined && account.deactivatedAt === null;
  await audit(db, {
    actorId: account?.id ?? null,
    action: welcome ? "sign-in.open" : "sign-in.refused",
    noun: "sign-in",
    requestId,
  });
  return { ok: true, value: welcome ? account.id : null };
}
