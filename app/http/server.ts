import type { ServerBuild } from "@remix-run/node";
import { serve as listen, type HttpBindings } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import closeWithGrace from "close-with-grace";
import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { AddressInfo, Socket } from "node:net";
import type { Server } from "node:http";
import { closeDatabase } from "db/client";
import { isAway } from "db/constraints";
import { withPatience } from "db/pool/patience";
import { notReady } from "db/ready";
import { followReplicas } from "db/replicas/replicas";
import { env } from "~/env.server";
import { readsKept } from "./audited-read.server";
import { noteTurnedAway } from "./audited-refusal.server";
import { compressPages } from "./compress.server";
import { currentRequest, requestContext } from "./context.server";
import { callerAddress, sentThrough } from "./proxy.server";
import { handlerOf } from "./handle.server";
import { gate } from "./gate.server";
import { securityHeaders } from "./headers.server";
import { closeLive, openStreams } from "./live.server";
import { logFault, logNote, logRequest } from "./log.server";
import { countRequest, serveMetrics } from "./metrics.server";
import { patternsOf } from "./route-pattern.server";

const bodyBytes = 6 * 1024 * 1024;
/** Below what a launcher or an orchestrator waits before it kills, which is 30 seconds. */
const drainMs = 25_000;
type Bindings = { Bindings: HttpBindings };

const openContext: MiddlewareHandler<Bindings> = (context, next) =>
  requestContext.run(
    {
      requestId: randomUUID(),
      nonce: randomBytes(16).toString("base64url"),
      address: callerAddress(context.env.incoming),
      isData: context.req.path.endsWith(".data"),
      isWrite: context.req.method === "POST",
    },
    () => withPatience(next),
  );

/** A fault that is only the moment's says so: whoever asked, a balancer too, may try again. */
const sayWhenAway: MiddlewareHandler = async (context, next) => {
  await next();
  const { res } = context;
  if (res.status < 500 || !currentRequest().isDatabaseAway) return;
  if (res.status === 500) context.res = new Response(res.body, { status: 503, headers: res.headers });
  context.res.headers.set("Retry-After", "5");
};

const loggedBy =
  (patternOf: (path: string) => string): MiddlewareHandler =>
  async (context, next) => {
    const from = performance.now();
    await next();
    const { requestId } = currentRequest();
    context.res.headers.set("X-Request-Id", requestId);
    if (isDraining) context.res.headers.set("Connection", "close");
    const ms = Math.round(performance.now() - from);
    const { path, method } = context.req;
    const line = { method, route: patternOf(path), status: context.res.status, ms };
    countRequest(line);
    logRequest({ requestId, ...line });
  };

let isDraining = false;

/** Whether to send requests here: not while it stops, and not where they could not be answered. */
const readiness: MiddlewareHandler = async (context) => {
  const why = isDraining ? "stopping" : await notReady();
  return context.text(why ?? "ready", why ? 503 : 200, { "Cache-Control": "no-store" });
};

/** The whole server around a Remix build: context, headers, gate, files, pages. */
export function makeApp(build: ServerBuild): Hono<Bindings> {
  const app = new Hono<Bindings>();
  const handle = handlerOf(build);
  app.use(openContext, loggedBy(patternsOf(build)), securityHeaders, sayWhenAway, gate);
  // The process alone: a balancer that restarted it because the database is away would help nobody.
  app.get("/healthz", (context) => context.text("ok"));
  app.get("/readyz", readiness);
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
  const { PORT, HOST, METRICS_PORT, METRICS_HOST, DRAIN_NOTICE_SECONDS } = env();
  const app = makeApp(build);
  const server = await new Promise<Server>((resolve, reject) => {
    const started = listen({ fetch: app.fetch, port: PORT, hostname: HOST }, () =>
      resolve(started as Server),
    );
    started.on("error", reject);
  });
  // Some are opened ahead of need by browsers, and never used: Node does not count them as idle, and would wait for them.
  const connected = new Set<Socket>();
  server.on("connection", (socket) => {
    connected.add(socket);
    socket.once("close", () => connected.delete(socket));
  });
  server.requestTimeout = 30_000;
  server.headersTimeout = 15_000;
  server.keepAliveTimeout = 65_000;
  const metrics =
    METRICS_PORT === undefined ? null : await serveMetrics(METRICS_PORT, METRICS_HOST, openStreams);
  const replicas = followReplicas((state, replica) => logNote(`replica: ${state}`, { replica }));
  const worker = startWorker();
  const close = async () => {
    isDraining = true;
    await pause(DRAIN_NOTICE_SECONDS * 1000);
    closeLive();
    const left = worker.stop();
    const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
    // One that was answering when the server closed is kept open by its browser.
    const letGo = setInterval(() => {
      server.closeIdleConnections();
      for (const socket of connected) if (socket.bytesRead === 0) socket.destroy();
    }, 100);
    await Promise.all([stopped, left]);
    clearInterval(letGo);
    metrics?.close();
    await replicas.stop();
    await closeDatabase();
  };
  closeWithGrace({ delay: drainMs, logger: false }, async ({ err }) => {
    if (err) logFault("none", err);
    await close();
  });
  const { port } = server.address() as AddressInfo;
  logNote("listening", { port, ...(metrics && { metrics: metrics.port }) });
  return { port, close };
}
