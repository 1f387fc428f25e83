import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { db } from "db/client";
import { accounts, practice } from "db/schema";
import { audit } from "db/writes/audit";
import { enqueue } from "db/writes/enqueue";
import { env, publicAddress } from "~/env.server";
import { openMailer, type MailOutcome } from "~/mail/mailer.server";
import { paths } from "~/paths";
import { accountMail } from "~/words/mail/account-mail";
import { forgottenGoodForHours, linkGoodForHours, makeForgottenLink } from "./links.server";

export const isMailSetUp = () => env().SMTP_URL !== undefined;

/** Mails an administrator's link to its person. Null where no mail is set up. */
export async function mailLink(
  why: "invited" | "new-link",
  to: string,
  link: string,
): Promise<MailOutcome | null> {
  return send({ why, to, link, hours: linkGoodForHours });
}

/** How long whoever made many accounts at once waits for their mails; the rest is handed over. */
const patienceMs = 20_000;

/** The same for many, one after the other; what the server did not take in time counts as put off. */
export async function mailLinks<T extends { email: string; link: string }>(
  made: readonly T[],
  clock = () => performance.now(),
): Promise<(T & { mailed: MailOutcome | null })[]> {
  const endsAt = clock() + patienceMs;
  const told = [];
  let isDown = false;
  for (const one of made) {
    const isLate: boolean = isDown || clock() > endsAt;
    const mailed: MailOutcome | null = isLate ? "put-off" : await mailLink("invited", one.email, one.link);
    // A server that does not answer would take its timeout for each.
    isDown ||= mailed === "put-off" || mailed === "unclear";
    told.push({ ...one, mailed });
  }
  return told;
}

interface LinkMail {
  why: "invited" | "new-link" | "forgotten";
  to: string;
  link: string;
  hours: number;
}

async function send({ to, ...mail }: LinkMail): Promise<MailOutcome | null> {
  const mailer = openMailer();
  if (!mailer) return null;
  try {
    const [row] = await db.select({ name: practice.name }).from(practice);
    const words = accountMail({ ...mail, practice: row?.name ?? "your practice" });
    return await mailer.send({ id: randomUUID(), to, ...words });
  } finally {
    mailer.close();
  }
}

/**
 * Somebody says that they forgot their password. The same is done whether there is such an account or not, so that
 * neither the answer nor its time tells; a job does the rest. `isTooMany`: nobody is mailed.
 */
export async function sayForgotten(
  email: string,
  { isTooMany, requestId }: { isTooMany: boolean; requestId: string },
) {
  const [account] = await db
    .select({ id: accounts.id })
    .from(accounts)
    .where(sql`${accounts.email} = ${email}`);
  await db.transaction(async (tx) => {
    await audit(tx, {
      actorId: account?.id ?? null,
      action: "password.forgotten",
      noun: "sign-in",
      requestId,
    });
    await enqueue(tx, "mail-forgotten", { account: account && !isTooMany ? account.id : randomUUID() });
  });
}

/** The job's part: makes the link and mails it; nothing for an id that is nobody's, or of a deactivated account. */
export async function mailForgotten(accountId: string, now: Date): Promise<void> {
  const [account] = await db
    .select({ email: accounts.email, deactivatedAt: accounts.deactivatedAt })
    .from(accounts)
    .where(eq(accounts.id, accountId));
  if (!account || account.deactivatedAt || !isMailSetUp()) return;
  const token = await db.transaction((tx) => makeForgottenLink(tx, accountId, now));
  const link = publicAddress(paths.welcome(token));
  await send({ why: "forgotten", to: account.email, link, hours: forgottenGoodForHours });
}
