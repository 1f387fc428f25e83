import type { MiddlewareHandler } from "hono";
import { env } from "~/env.server";

const safe = new Set(["GET", "HEAD"]);
const known = new Set(["GET", "HEAD", "POST"]);

/**
 * Stands before Remix, whose own cross-site check is partial. A write needs an exact same-origin Origin,
 * or, where a browser sends none, Sec-Fetch-Site: same-origin.
 */
export const gate: MiddlewareHandler = async (context, next) => {
  const { method } = context.req;
  if (!known.has(method)) return context.text("Method not allowed", 405, { Allow: "GET, HEAD, POST" });
  if (!safe.has(method) && !isSameOrigin(context.req.raw)) {
    return context.text("This came from another site, so nothing was done.", 403);
  }
  await next();
};

function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return request.headers.get("sec-fetch-site") === "same-origin";
  return origin === ownOrigin(request);
}

/** The origin that this server's pages have in the browser. */
export function ownOrigin(request: Request): string {
  return env().ORIGIN ? new URL(env().ORIGIN ?? "").origin : new URL(request.url).origin;
}
