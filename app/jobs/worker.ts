import { setTimeout as pause } from "node:timers/promises";
import type PgBoss from "pg-boss";
import { bossOf } from "db/boss";
import { sqlClient } from "db/client";
import { isAway, postgresFault } from "db/constraints";
import { queues, type QueueName } from "db/queues";
import { logFault, logNote } from "~/http/log.server";
import { countJob } from "~/http/metrics.server";
import type { Job } from "./job";

const minuteMs = 60_000;
const leaveMs = 5_000;

/**
 * Does the jobs of the queues, one of each at a time, until it is stopped. Our own loop and not pg-boss's: that one marks
 * jobs done without waiting, so that a database away for a moment would end the whole server by an unhandled rejection.
 */
export function startWorker(jobs: readonly Job[], { everyMs = 1000 } = {}): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const underWay = new Map<QueueName, Promise<void>>();
  let boss: PgBoss | undefined;
  let isDatabaseAway = false;
  let lastSent = -Infinity;
  let hurry = new AbortController();

  function complain(error: unknown) {
    if (stopping.signal.aborted) return;
    if (!isAway(error)) logFault("jobs", error);
    else if (!isDatabaseAway) {
      isDatabaseAway = true;
      logNote("jobs wait for the database");
    }
  }

  /** A pg-boss that failed to start stays so: another is made the next time. */
  async function started(): Promise<PgBoss> {
    if (boss) return boss;
    const fresh = bossOf(sqlClient);
    fresh.on("error", complain);
    await fresh.start();
    return (boss = fresh);
  }

  async function look() {
    const from = await started();
    if (Date.now() - lastSent >= minuteMs) {
      for (const { queue, everyMinutes } of jobs) {
        if (everyMinutes) await from.send(queue, {}, { singletonSeconds: everyMinutes * 60 });
      }
      lastSent = Date.now();
    }
    const due = await dueQueues();
    if (isDatabaseAway) logNote("jobs go on");
    isDatabaseAway = false;
    for (const job of jobs) {
      if (!due.has(job.queue) || underWay.has(job.queue) || stopping.signal.aborted) continue;
      const [taken] = await from.fetch<unknown>(job.queue);
      if (!taken) continue;
      const doing = carryOut(from, job, taken).catch(complain);
      underWay.set(
        job.queue,
        doing.finally(() => {
          underWay.delete(job.queue);
          hurry.abort();
        }),
      );
    }
  }

  async function carryOut(from: PgBoss, job: Job, taken: PgBoss.Job<unknown>) {
    const milliseconds = queues[job.queue].expireInSeconds * 1000;
    const endsAt = Date.now() + milliseconds;
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(milliseconds)]);
    const fault = await job.run(taken.data, { now: new Date(), signal }).then(
      () => null,
      (error: unknown) => {
        complain(error);
        return { kind: error instanceof Error ? error.name : typeof error, code: postgresFault(error).code };
      },
    );
    countJob(job.queue, fault ? "failed" : "done");
    const tell = () =>
      fault ? from.fail(job.queue, taken.id, fault) : from.complete(job.queue, taken.id, {});
    for (;;) {
      try {
        await tell();
        return;
      } catch (error) {
        complain(error);
        if (stopping.signal.aborted || Date.now() > endsAt) return;
        await pause(everyMs);
      }
    }
  }

  async function work() {
    while (!stopping.signal.aborted) {
      hurry = new AbortController();
      await look().catch(complain);
      const signal = AbortSignal.any([stopping.signal, hurry.signal]);
      await pause(everyMs, undefined, { signal }).catch(() => {});
    }
  }

  const working = work();
  return {
    /** Those under way are told to end, and are done again by whoever comes next. */
    async stop() {
      stopping.abort();
      await Promise.race([
        Promise.all([working, ...underWay.values()]),
        pause(leaveMs, undefined, { ref: false }),
      ]);
      await boss?.stop({ graceful: false });
    },
  };
}

/** One small statement a second says whether there is anything to fetch. */
async function dueQueues(): Promise<Set<string>> {
  const rows = await sqlClient().unsafe<{ name: string }[]>(
    "select distinct name from pgboss.job where state < 'active' and start_after <= now()",
  );
  return new Set(rows.map(({ name }) => name));
}
