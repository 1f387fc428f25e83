import { randomBytes } from "node:crypto";
import { encodeBase32LowerCaseNoPadding } from "@oslojs/encoding";
import { eq, sql } from "drizzle-orm";
import type { Run, Tx } from "db/client";
import { recoveryCodes } from "db/schema";
import { keyedHash } from "./sealed.server";

const howMany = 10;
/** 128 bits: twenty-six letters and digits. */
const bytes = 16;

/** Ten new codes, in groups of four; earlier ones no longer work. They are seen in this answer and never again. */
export async function makeRecoveryCodes(tx: Tx, accountId: string, now: Date): Promise<string[]> {
  const codes = Array.from({ length: howMany }, () =>
    encodeBase32LowerCaseNoPadding(new Uint8Array(randomBytes(bytes))),
  );
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
  await tx
    .insert(recoveryCodes)
    .values(codes.map((code) => ({ accountId, codeHash: keyedHash(code), createdAt: now })));
  return codes.map((code) => code.match(/.{1,4}/g)?.join("-") ?? code);
}

/** Whether a code is one of the account's and unused; it is used with this. */
export async function spendRecoveryCode(
  run: Run,
  accountId: string,
  code: string,
  now: Date,
): Promise<boolean> {
  const spent = await run.execute(sql`
    update recovery_codes set used_at = ${now.toISOString()}
    where account_id = ${accountId} and code_hash = ${keyedHash(code)} and used_at is null returning 1`);
  return spent.length > 0;
}
