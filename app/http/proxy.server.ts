import type { IncomingMessage } from "node:http";
import { env } from "~/env.server";

const plain = (address: string) => address.replace(/^::ffff:/, "");

/** The caller's address. X-Forwarded-For counts only from a configured proxy, and only its last hop not ours. */
export function callerAddress(incoming: IncomingMessage): string {
  const proxies = env().TRUSTED_PROXIES;
  const socket = plain(incoming.socket.remoteAddress ?? "");
  if (!proxies.includes(socket)) return socket;
  const hops = String(incoming.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((hop) => plain(hop.trim()))
    .filter(Boolean);
  return hops.reverse().find((hop) => !proxies.includes(hop)) ?? socket;
}

/** Remix's own cross-site check compares Origin with these; behind a proxy they would be wrong, and the gate has checked. */
export function sentThrough(request: Request): Request {
  const origin = env().ORIGIN;
  if (!origin) return request;
  const headers = new Headers(request.headers);
  headers.set("host", new URL(origin).host);
  headers.delete("x-forwarded-host");
  const { pathname, search } = new URL(request.url);
  const url = new URL(pathname + search, origin);
  return request.body
    ? new Request(url, {
        method: request.method,
        headers,
        body: request.body,
        duplex: "half",
        signal: request.signal,
      })
    : new Request(url, { method: request.method, headers, signal: request.signal });
}
