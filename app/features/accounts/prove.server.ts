import { eq, sql } from "drizzle-orm";
import { db, type Run } from "db/client";
import type { Outcome } from "db/command";
import { accounts } from "db/schema";
import { audit } from "db/writes/audit";
import type { Refusal } from "~/domain/refusals";
import type { PasskeyAnswer } from "./factor-forms";
import { secondFactorsOf } from "./factors.server";
import { asOutcome } from "./own-password.server";
import { checkPasskey, type Site } from "./passkeys.server";
import { passwordMatches } from "./passwords.server";
import { spendRecoveryCode } from "./recovery-codes.server";
import { spendTotp } from "./totp.server";

/** Of app/http/steps: handed in, since a feature knows no requests. */
interface Step {
  tokenHash: string;
  accountId: string | null;
  challenge: string | null;
}
type SpendStep = (run: Run, step: Step) => Promise<boolean>;

/** Who is asked to prove something, for what, in which request. */
interface Asked {
  accountId: string;
  /** What follows where it holds: a sign-in, or the confirmation of one. */
  proves: "sign-in" | "confirm";
  now: Date;
  requestId: string;
}

const about = { noun: "sign-in" } as const;

/** A code of the authenticator app or a recovery code: right, unused, and used with this. Audited where it is not. */
export async function checkCode(
  { accountId, proves, now, requestId }: Asked,
  code: string,
): Promise<boolean> {
  const isTotp = /^\d{6}$/.test(code);
  return db.transaction(async (tx) => {
    const holds = isTotp
      ? await spendTotp(tx, accountId, code, now)
      : await spendRecoveryCode(tx, accountId, code, now);
    if (!holds) {
      await noteRefused(tx, { accountId, proves, requestId }, "code");
    } else if (!isTotp) {
      await audit(tx, { ...about, actorId: accountId, action: "factor.use-recovery-code", requestId });
    }
    return holds;
  });
}

/** The account's own password, where it has no second factor. */
async function checkOwnPassword(asked: Asked, password: string): Promise<Outcome<boolean>> {
  const [account] = await db
    .select({ passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.id, asked.accountId));
  const matches = await asOutcome(() => passwordMatches(account?.passwordHash ?? null, password));
  if (matches.ok && !matches.value) await noteRefused(db, asked, "password");
  return matches;
}

type By = "password" | "code" | "passkey";
const refusedActions = { "sign-in": "sign-in.refused", confirm: "sign-in.confirm-refused" } as const;

function noteRefused(
  run: Run,
  { accountId, proves, requestId }: Pick<Asked, "proves" | "requestId"> & { accountId: string | null },
  by: By,
) {
  const action = refusedActions[proves];
  return audit(run, { ...about, actorId: accountId, action, after: { by }, requestId });
}

/** Somebody is signed in, by what. */
export const noteSignedIn = (accountId: string, by: By | "link", requestId: string) =>
  audit(db, { ...about, actorId: accountId, action: "sign-in.open", after: { by }, requestId });

const noteConfirmed = (accountId: string, by: By, requestId: string) =>
  audit(db, { ...about, actorId: accountId, action: "sign-in.confirm", after: { by }, requestId });

/** What was begun with a passkey's challenge, and how it is ended: once. */
interface BegunWithPasskey {
  site: Site;
  step: Step;
  requestId: string;
}

/** Whose passkey answers a sign-in's challenge; null where it answers none, or its account is deactivated. Audited. */
export async function signInByPasskey(
  { site, step, requestId }: BegunWithPasskey,
  answer: PasskeyAnswer,
  spend: SpendStep,
): Promise<string | null> {
  const now = new Date();
  const accountId = await db.transaction(async (tx) => {
    if (!step.challenge || !(await spend(tx, step))) return null;
    const asked = { site, challenge: step.challenge, accountId: step.accountId, now };
    const found = await checkPasskey(tx, asked, answer);
    return found && (await isActive(tx, found)) ? found : null;
  });
  if (accountId) await noteSignedIn(accountId, "passkey", requestId);
  else {
    await noteRefused(db, { accountId: step.accountId, proves: "sign-in", requestId }, "passkey");
  }
  return accountId;
}

/** Whether one of an account's own passkeys answers the challenge that it was given to prove who it is. */
async function proveByPasskey(
  { site, step, requestId }: BegunWithPasskey,
  answer: PasskeyAnswer,
  spend: SpendStep,
): Promise<boolean> {
  const { accountId, challenge } = step;
  if (!accountId || !challenge) return false;
  const asked: Asked = { accountId, proves: "confirm", now: new Date(), requestId };
  const holds = await db.transaction(
    async (tx) =>
      (await spend(tx, step)) && (await checkPasskey(tx, { site, challenge, ...asked }, answer)) !== null,
  );
  if (!holds) await noteRefused(db, asked, "passkey");
  return holds;
}

async function isActive(run: Run, accountId: string): Promise<boolean> {
  const rows = await run.execute(
    sql`select 1 from accounts where id = ${accountId} and deactivated_at is null`,
  );
  return rows.length > 0;
}

/** By what somebody who is signed in proves it anew. */
type Proof =
  | { intent: "password"; password: string }
  | { intent: "code"; code: string }
  | { intent: "passkey"; answer: PasskeyAnswer };

interface AskedToConfirm {
  account: { id: string };
  now: Date;
  requestId: string;
  site: Site | null;
  step: Step | null;
}

/** The second factor where there is one, else the password: the password alone does not stand for both. Audited. */
export async function confirmWho(
  { account, now, requestId, site, step }: AskedToConfirm,
  proof: Proof,
  spend: SpendStep,
): Promise<Outcome<void>> {
  const asked: Asked = { accountId: account.id, proves: "confirm", now, requestId };
  const refusal = await whyNotConfirmed();
  if (refusal) return { ok: false, refusal };
  await noteConfirmed(account.id, proof.intent, requestId);
  return { ok: true, value: undefined };

  async function whyNotConfirmed(): Promise<Refusal | null> {
    if (proof.intent === "code") {
      return (await checkCode(asked, proof.code)) ? null : { code: "wrong-code", field: "code" };
    }
    if (proof.intent === "passkey") {
      const isTheirs = site !== null && step !== null && step.accountId === account.id;
      const holds = isTheirs && (await proveByPasskey({ site, step, requestId }, proof.answer, spend));
      return holds ? null : { code: "passkey-failed" };
    }
    const factors = await secondFactorsOf(account.id);
    if (factors.totp || factors.passkey) return { code: "wrong-password", field: "password" };
    const matches = await checkOwnPassword(asked, proof.password);
    if (!matches.ok) return matches.refusal;
    return matches.value ? null : { code: "wrong-password", field: "password" };
  }
}
