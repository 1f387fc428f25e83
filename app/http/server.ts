import type { ServerBuild } from "@remix-run/node";
import { serve as listen, type HttpBindings } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import closeWithGrace from "close-with-grace";
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import type { Server } from "node:http";
import { closeDatabase } from "db/client";
import { isAway } from "db/constraints";
import { env } from "~/env.server";
import { readsKept } from "./audited-read.server";
import { noteTurnedAway } from "./audited-refusal.server";
import { compressPages } from "./compress.server";
import { currentRequest, requestContext } from "./context.server";
import { callerAddress, sentThrough } from "./proxy.server";
import { handlerOf } from "./handle.server";
import { gate } from "./gate.server";
import { securityHeaders } from "./headers.server";
import { closeLive } from "./live.server";
import { logFault, logNote, logRequest } from "./log.server";

const bodyBytes = 6 * 1024 * 1024;
const drainMs = 10_000;
type Bindings = { Bindings: HttpBindings };

const openContext: MiddlewareHandler<Bindings> = (context, next) =>
  requestContext.run(
    {
      requestId: randomUUID(),
      nonce: randomUUID(),
      address: callerAddress(context.env.incoming),
    },
    next,
  );

/** A fault that is only the moment's says so: whoever asked, a balancer too, may try again. */
const sayWhenAway: MiddlewareHandler = async (context, next) => {
  await next();
  const { res } = context;
  if (res.status !== 500 || !currentRequest().isDatabaseAway) return;
  context.res = new Response(res.body, { status: 503, headers: res.headers });
  context.res.headers.set("Retry-After", "5");
};

const logged: MiddlewareHandler = async (context, next) => {
  const from = performance.now();
  await next();
  const { requestId } = currentRequest();
  context.res.headers.set("X-Request-Id", requestId);
  const ms = Math.round(performance.now() - from);
  logRequest({
    requestId,
    method: context.req.method,
    path: context.req.path,
    status: context.res.status,
    ms,
  });
};

/** The whole server around a Remix build: context, headers, gate, files, pages. */
export function makeApp(build: ServerBuild): Hono<Bindings> {
  const app = new Hono<Bindings>();
  const handle = handlerOf(build);
  app.use(openContext, logged, securityHeaders, sayWhenAway, gate);
  app.get("/healthz", (context) => context.text("ok"));
  // Single fetch would wait for the end of a stream before it answers.
  app.get("/live.data", (context) => context.notFound());
  const root = "./build/client";
  app.use(
    "/assets/*",
    serveStatic({ root, precompressed: true, onFound: cacheFor("public, max-age=31536000, immutable") }),
  );
  app.use("*", serveStatic({ root, precompressed: true, onFound: cacheFor("public, max-age=3600") }));
  app.use(
    "*",
    bodyLimit({ maxSize: bodyBytes, onError: (context) => context.text("This is too large.", 413) }),
  );
  app.use("*", compressPages);
  app.all("*", async (context) => {
    const answer = await handle(sentThrough(context.req.raw));
    await Promise.all([readsKept(), noteTurnedAway(context.req, answer.status)]);
    return answer;
  });
  app.onError((error, context) => {
    if (isAway(error)) currentRequest().isDatabaseAway = true;
    logFault(currentRequest().requestId, error);
    return context.text(`Something went wrong on our side. Request ${currentRequest().requestId}`, 500);
  });
  return app;
}

const cacheFor = (value: string) => (_: string, context: { header(name: string, value: string): void }) =>
  context.header("Cache-Control", value);

/** Listens, and drains on SIGTERM or SIGINT: requests under way are answered, live streams and the worker are ended. */
export async function serve(
  build: ServerBuild,
  startWorker: () => { stop(): Promise<void> },
): Promise<{ port: number; close(): Promise<void> }> {
  const { PORT, HOST } = env();
  const app = makeApp(build);
  const server = await new Promise<Server>((resolve, reject) => {
    const started = listen({ fetch: app.fetch, port: PORT, hostname: HOST }, () =>
      resolve(started as Server),
    );
    started.on("error", reject);
  });
  server.requestTimeout = 30_000;
  server.headersTimeout = 15_000;
  server.keepAliveTimeout = 65_000;
  const worker = startWorker();
  const close = async () => {
    closeLive();
    const left = worker.stop();
    const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    await Promise.all([stopped, left]);
    await closeDatabase();
  };
  closeWithGrace({ delay: drainMs, logger: false }, async ({ err }) => {
    if (err) logFault("none", err);
    await close();
  });
  const { port } = server.address() as AddressInfo;
  logNote("listening", { port });
  return { port, close };
}
