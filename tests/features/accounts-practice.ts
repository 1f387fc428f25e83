import type { ActionFunctionArgs } from "@remix-run/node";
import { createHash } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import { db } from "db/client";
import type { Asking } from "db/command";
import { accounts, auditEvents, signIns } from "db/schema";
import type { Actor } from "~/domain/actor";
import type { Role } from "~/domain/vocabulary";
import { hashPassword } from "~/features/accounts/passwords.server";
import { requestContext } from "~/http/context.server";
import { openSignIn } from "~/http/lucia.server";
import { anAccount } from "tests/support/practice";

/** Accounts with passwords and sign-ins, and routes asked as the server asks them. */

export const PASSWORD = "seven quiet herons wade";
let hashed: Promise<string> | undefined;

export async function withPassword(name: string, roles: Role[], clinicIds: string[]): Promise<Actor> {
  const actor = await anAccount(name, roles, clinicIds);
  hashed ??= hashPassword(PASSWORD);
  await db
    .update(accounts)
    .set({ passwordHash: await hashed, passwordSetAt: new Date() })
    .where(eq(accounts.id, actor.id));
  return actor;
}

export const now = (actor: Actor): Asking => ({ actor, now: new Date(), requestId: "test" });

export const emailOf = async ({ id }: Actor) => (await accountRow(id)).email;

export async function accountRow(id: string) {
  const [row] = await db.select().from(accounts).where(eq(accounts.id, id));
  if (!row) throw new Error("no such account");
  return row;
}

export const signInsOf = (accountId: string) =>
  db.select().from(signIns).where(eq(signIns.accountId, accountId));

export const auditOf = (noun: string, recordId: string) =>
  db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.noun, noun), eq(auditEvents.recordId, recordId)))
    .orderBy(asc(auditEvents.id));

export const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

export const isSignedIn = async (accountId: string) => ({
  token: await openSignIn(
    accountId,
    new Request("http://tendon.example", { headers: { "user-agent": "test" } }),
  ),
});

/** Lets time pass for a sign-in. */
export const backdate = (
  token: string,
  column: "last_seen_at" | "expires_at" | "proved_at",
  minutes: number,
) =>
  db.execute(
    sql`update sign_ins set ${sql.identifier(column)} = now() - make_interval(mins => ${minutes}) where id = ${hashOf(token)}`,
  );

export interface Reply {
  status: number;
  body: unknown;
  location: string | null;
  cookies: string[];
}

type RouteFunction = (args: ActionFunctionArgs) => unknown;

/** Asks a route's loader or action, as the server does; what it throws is an answer too. */
export async function ask(
  route: RouteFunction,
  path: string,
  {
    form,
    cookie,
    headers = {},
    address = "192.0.2.1",
  }: {
    form?: Record<string, string>;
    cookie?: string;
    headers?: Record<string, string>;
    address?: string;
  } = {},
): Promise<Reply> {
  const request = new Request(`http://127.0.0.1:3000${path}`, {
    headers: { ...headers, ...(cookie && { cookie }) },
    ...(form && { method: "POST", body: new URLSearchParams(form) }),
  });
  const answer = await requestContext.run({ requestId: "test", address, nonce: "n" }, async () => {
    try {
      return await route({ request, params: {}, context: {} });
    } catch (thrown) {
      return thrown;
    }
  });
  if (answer instanceof Error) throw answer;
  if (answer instanceof Response) {
    return {
      status: answer.status,
      body: await answer.text(),
      location: answer.headers.get("location"),
      cookies: answer.headers.getSetCookie(),
    };
  }
  const { data: body, init } = isWithStatus(answer) ? answer : { data: answer, init: null };
  return { status: init?.status ?? 200, body, location: null, cookies: [] };
}

const isWithStatus = (answer: unknown): answer is { data: unknown; init: ResponseInit | null } =>
  typeof answer === "object" && answer !== null && "data" in answer && "init" in answer;

export const cookieFor = (token: string) => `__Host-tendon=${token}`;

/** The token in a Set-Cookie, as the browser would send it back. */
export function tokenIn({ cookies }: Reply): string {
  const token = /^__Host-tendon=([^;]+)/.exec(cookies[0] ?? "")?.[1];
  if (!token) throw new Error(`no sign-in cookie in ${cookies.join("; ")}`);
  return token;
}
