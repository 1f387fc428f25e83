import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import { poolUse } from "db/client";
import { replicaUse } from "db/replicas/replicas";

const registry = new Registry();

/** Of a route's pattern and never of a path: what labels hold is kept, and may be read by whoever watches. */
const durations = new Histogram({
  name: "tendon_request_seconds",
  help: "How long requests took, by route, method and status",
  labelNames: ["route", "method", "status"],
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [registry],
});
const signInFailures = new Counter({
  name: "tendon_sign_in_failures_total",
  help: "Tries to sign in that did not",
  registers: [registry],
});
const jobRuns = new Counter({
  name: "tendon_job_runs_total",
  help: "Background jobs, by queue and how they ended",
  labelNames: ["queue", "outcome"],
  registers: [registry],
});
new Gauge({
  name: "tendon_database_connections",
  help: "The pool: connections in use, open and at most, and statements and transactions waiting for one",
  labelNames: ["state"],
  registers: [registry],
  collect() {
    for (const [state, count] of Object.entries(poolUse())) this.set({ state }, count);
  },
});
new Gauge({
  name: "tendon_replica_lag_seconds",
  help: "How old what a replica shows may be; none where it is not known",
  labelNames: ["replica"],
  registers: [registry],
  collect() {
    this.reset();
    for (const { name, behindMs } of replicaUse().replicas) {
      if (behindMs !== null) this.set({ replica: name }, behindMs / 1000);
    }
  },
});
new Gauge({
  name: "tendon_replica_used",
  help: "Whether reads go to a replica",
  labelNames: ["replica"],
  registers: [registry],
  collect() {
    this.reset();
    for (const { name, isUsable } of replicaUse().replicas) this.set({ replica: name }, Number(isUsable));
  },
});
new Counter({
  name: "tendon_lagging_reads_total",
  help: "Reads that may lag: answered by a replica, or by the primary and why",
  labelNames: ["answered"],
  registers: [registry],
  collect() {
    this.reset();
    for (const [answered, count] of replicaUse().reads) this.inc({ answered }, count);
  },
});
let countStreams = () => 0;
new Gauge({
  name: "tendon_live_streams",
  help: "Open streams of live updates",
  registers: [registry],
  collect() {
    this.set(countStreams());
  },
});

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

export function countRequest(line: { route: string; method: string; status: number; ms: number }) {
  const { route, status, ms } = line;
  const method = methods.has(line.method) ? line.method : "other";
  durations.observe({ route, method, status: String(status) }, ms / 1000);
  if (route === "/sign-in" && method === "POST" && status >= 400) signInFailures.inc();
}

export const countJob = (queue: string, outcome: "done" | "failed") => jobRuns.inc({ queue, outcome });

/** Serves the figures on a port of their own, for who watches and not for who visits. */
export async function serveMetrics(port: number, host: string, streams: () => number) {
  countStreams = streams;
  collectDefaultMetrics({ register: registry });
  const server = createServer((request, reply) => {
    if (request.method !== "GET" || request.url !== "/metrics") return void reply.writeHead(404).end();
    registry.metrics().then(
      (text) => reply.writeHead(200, { "Content-Type": registry.contentType }).end(text),
      () => reply.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  server.unref();
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
