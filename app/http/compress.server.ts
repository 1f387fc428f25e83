import type { MiddlewareHandler } from "hono";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const squeeze = promisify(gzip);
const worthBytes = 1024;

/** Pages and their data at level 1: beyond it the time costs more than the bytes. Files were compressed at build time. */
export const compressPages: MiddlewareHandler = async (context, next) => {
  await next();
  const { res } = context;
  const type = res.headers.get("content-type") ?? "";
  if (!/^text\/(html|x-script|csv)/.test(type) || res.headers.has("content-encoding") || !res.body) return;
  if (!/\bgzip\b/.test(context.req.header("accept-encoding") ?? "")) return;
  const body = Buffer.from(await res.arrayBuffer());
  if (body.byteLength < worthBytes) {
    context.res = new Response(body, res);
    return;
  }
  const headers = new Headers(res.headers);
  headers.set("Content-Encoding", "gzip");
  headers.append("Vary", "Accept-Encoding");
  headers.delete("Content-Length");
  context.res = new Response(await squeeze(body, { level: 1 }), { status: res.status, headers });
};
