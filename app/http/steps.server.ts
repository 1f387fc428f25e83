import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { serialize } from "hono/utils/cookie";
import { db, type Run } from "db/client";
import type { stepPurposes } from "db/schema";
import { readCookie } from "./cookies.server";

export type StepPurpose = (typeof stepPurposes)[number];

export interface Step {
  tokenHash: string;
  /** Null where a passkey has yet to say who it is. */
  accountId: string | null;
  challenge: string | null;
}

const stepCookie = "__Host-tendon-step";
const goodForSeconds = 10 * 60;
const locked = { path: "/", secure: true, httpOnly: true, sameSite: "lax" } as const;

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** Keeps that something was begun and needs a proof; the Set-Cookie with which its browser comes back. */
export async function openStep(
  purpose: StepPurpose,
  accountId: string | null,
  challenge: string | null = null,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await db.execute(sql`
    insert into sign_in_steps (token_hash, purpose, account_id, challenge, expires_at)
    values (${hashOf(token)}, ${purpose}, ${accountId}, ${challenge}, now() + make_interval(secs => ${goodForSeconds}))`);
  return serialize(stepCookie, token, { ...locked, maxAge: goodForSeconds });
}

export const clearedStepCookie = () => serialize(stepCookie, "", { ...locked, maxAge: 0 });

/** What this browser has begun of that purpose, or null: nothing, another thing, or too long ago. */
export async function findStep(request: Request, purpose: StepPurpose): Promise<Step | null> {
  const token = readCookie(request, stepCookie);
  if (!token) return null;
  const [step] = await db.execute<Step & Record<string, unknown>>(sql`
    select s.token_hash as "tokenHash", s.account_id as "accountId", s.challenge
    from sign_in_steps s left join accounts a on a.id = s.account_id
    where s.token_hash = ${hashOf(token)} and s.purpose = ${purpose} and s.expires_at > now()
      and a.deactivated_at is null`);
  return step ?? null;
}

/** A challenge for what was begun already: the second factor's passkey. */
export async function challengeStep(step: Step, challenge: string): Promise<void> {
  await db.execute(
    sql`update sign_in_steps set challenge = ${challenge} where token_hash = ${step.tokenHash}`,
  );
}

/** Ends a step; false where another request ended it first, and with it the proof was used. */
export async function spendStep(run: Run, { tokenHash }: Step): Promise<boolean> {
  const spent = await run.execute(sql`delete from sign_in_steps where token_hash = ${tokenHash} returning 1`);
  return spent.length > 0;
}

export const spendStepNow = (step: Step) => spendStep(db, step);
