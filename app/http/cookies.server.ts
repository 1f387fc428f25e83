import { parse, serialize } from "hono/utils/cookie";

const signInCookie = "__Host-tendon";

/** A cookie as sent, or null where it is missing or malformed. */
export function readCookie(request: Request, name: string): string | null {
  const header = request.headers.get("cookie");
  if (!header) return null;
  try {
    return parse(header)[name] ?? null;
  } catch {
    return null;
  }
}

export const signInToken = (request: Request) => {
  const token = readCookie(request, signInCookie);
  return token && /^[A-Za-z0-9_-]{43}$/.test(token) ? token : null;
};

const locked = { path: "/", secure: true, httpOnly: true, sameSite: "lax" } as const;

/** Kept until the browser closes: how long it is good for is the database's to say. */
export const signInCookieFor = (token: string) => serialize(signInCookie, token, locked);
export const clearedSignInCookie = () => serialize(signInCookie, "", { ...locked, maxAge: 0 });

const yearSeconds = 365 * 24 * 60 * 60;
/** A preference of this browser. */
type Preference = "theme" | "clinic";
export const preferenceCookie = (name: Preference, value: string) =>
  serialize(`__Host-${name}`, value, { ...locked, maxAge: yearSeconds });
export const readPreference = (request: Request, name: Preference) => readCookie(request, `__Host-${name}`);
