import { redirect } from "@remix-run/node";
import type { Actor } from "~/domain/actor";
import { may, type Action } from "~/domain/permissions";
import { isProved } from "~/domain/second-factor";
import type { Refusal } from "~/domain/refusals";
import { env } from "~/env.server";
import { paths } from "~/paths";
import { signInToken } from "./cookies.server";
import { currentRequest } from "./context.server";
import { findSignIn, touchSignIn, type SignIn } from "./lucia.server";
import { forbidden } from "./replies.server";

/** Marks requests that nobody made by hand (live updates, the expiry's own question); they never keep a sign-in alive. */
const unattendedHeader = "x-tendon-unattended";
const touchEverySeconds = 60;

/** Who is signed in, read once a request, or null. */
export function findActor(request: Request): Promise<(SignIn & { actor: Actor }) | null> {
  const context = currentRequest();
  context.signIn ??= lookUp(request);
  return context.signIn;
}

async function lookUp(request: Request) {
  const token = signInToken(request);
  const signIn = token ? await findSignIn(token) : null;
  if (!signIn) return null;
  const now = new Date();
  const seenSecondsAgo = (now.getTime() - signIn.lastSeenAt.getTime()) / 1000;
  const { id, name, roles, clinicIds, mayOverbook } = signIn.account;
  const found = { ...signIn, actor: { id, name, roles, clinicIds, mayOverbook } };
  return seenSecondsAgo > touchEverySeconds ? seen(request, found, now) : found;
}

/** Keeps a sign-in alive, where somebody asked for this by hand. */
export async function seen<T extends SignIn>(request: Request, signIn: T, now: Date): Promise<T> {
  if (isUnattended(request)) return signIn;
  await touchSignIn(signIn.id);
  return { ...signIn, lastSeenAt: now };
}

/** A browser opens its event stream again by itself, however long nobody has been there. */
export const isUnattended = ({ headers }: Request) =>
  headers.has(unattendedHeader) || headers.get("accept") === "text/event-stream";

/** How long a sign-in still lasts without anything happening, and which of its two ends comes first. */
export function timeLeft({ lastSeenAt, endsAt }: SignIn, now: Date) {
  const idleEnd = lastSeenAt.getTime() + env().SIGN_IN_IDLE_SECONDS * 1000;
  const end = Math.min(idleEnd, endsAt.getTime());
  return {
    seconds: Math.max(0, Math.floor((end - now.getTime()) / 1000)),
    isIdle: idleEnd < endsAt.getTime(),
    /** When to warn: five minutes before, or sooner where a practice lets sign-ins end sooner. */
    warnSeconds: Math.min(5 * 60, Math.floor(env().SIGN_IN_IDLE_SECONDS / 3)),
  };
}

/**
 * The actor, where they may do this somewhere. Throws a redirect to the sign-in page for a stranger,
 * 403 for one who may not. Whether it reaches a given record is the query's or the command's to ask.
 */
export async function requireActor(request: Request, action: Action): Promise<Actor> {
  return (await requireSignIn(request, action)).actor;
}

/** Like `requireActor`, for the few pages that are about the sign-in itself. */
export async function requireSignIn(request: Request, action: Action): Promise<SignIn & { actor: Actor }> {
  const signIn = await findActor(request);
  if (!signIn) {
    const { pathname, search } = new URL(request.url);
    const back = request.method === "GET" ? pathname.replace(/\.data$/, "") + search : "/";
    throw redirect(paths.signIn({ back }));
  }
  if (!may(signIn.actor, action)) throw forbidden();
  // What is one's own stays open: there the second factor is set up.
  if (signIn.account.lacksFactor && !action.startsWith("self.")) throw redirect(paths.secondFactor());
  return signIn;
}

/** For pages and files that are dangerous: leads to where one proves who one is, where that was too long ago. */
export async function requireProved(request: Request, action: Action): Promise<SignIn & { actor: Actor }> {
  const signIn = await requireSignIn(request, action);
  if (isProved(signIn.provedAt, "open", new Date()) || currentRequest().isUnproved) return signIn;
  const { pathname, search } = new URL(request.url);
  throw redirect(paths.confirm({ back: pathname.replace(/\.data$/, "") + search }));
}

/** For their buttons: what to answer where it was too long ago, with all that was typed; else null. */
export function unproved(signIn: SignIn): Refusal | null {
  if (isProved(signIn.provedAt, "press", new Date())) return null;
  currentRequest().isUnproved = true;
  return { code: "prove-first", field: paths.confirm() };
}
