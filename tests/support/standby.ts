import { execFileSync } from "node:child_process";
import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { takeLock } from "db/embedded/lock.mjs";
import { openCluster, type Cluster } from "db/embedded/postgres.mjs";
import { serverProcesses, signalAll, type Running } from "db/embedded/processes.mjs";
import { root, testDataDir } from "./test-server";

const standbyName = "standby";
const patienceMs = 30_000;

export interface PairOptions {
  /** A commit is acknowledged only once the standby has it on its disk as well. */
  isSynchronous?: boolean;
  /** Both servers' settings, besides our own. */
  settings?: Record<string, string>;
}

/**
 * A primary and a streaming standby of it, each a whole server of this machine. The embedded package ships no pg_basebackup:
 * the standby begins as a copy of the primary's files, made while that is stopped.
 */
export async function openPair({ isSynchronous = false, settings = {} }: PairOptions = {}) {
  const [primaryDir, standbyDir] = [await testDataDir(), await testDataDir()];
  for (const dataDir of [primaryDir, standbyDir]) takeLock(dataDir, "a test with a standby");
  const streaming = { wal_level: "replica", max_wal_senders: "4", wal_keep_size: "256MB", ...settings };

  const whole = await openCluster({
    root,
    dataDir: primaryDir,
    settings: { ...streaming, ...(isSynchronous && { synchronous_standby_names: standbyName }) },
  });
  const primary = await openNode(primaryDir, whole);
  await primary.stop();
  const primaryFiles = join(primaryDir, "postgres");
  const standbyFiles = join(standbyDir, "postgres");
  appendFileSync(join(primaryFiles, "pg_hba.conf"), "host replication postgres 127.0.0.1/32 scram-sha-256\n");
  // With its owners: where root calls, the files are another account's.
  execFileSync("cp", ["-Rp", primaryFiles, standbyFiles]);
  execFileSync("cp", ["-p", join(primaryDir, "passwords.json"), standbyDir]);
  writeFileSync(join(standbyFiles, "standby.signal"), "");
  await primary.start();

  const { hostname, port, username, password } = new URL(primary.url("superuser"));
  const follow = `host=${hostname} port=${port} user=${username} password=${password}`;
  const copy = await openCluster({
    root,
    dataDir: standbyDir,
    settings: {
      ...streaming,
      primary_conninfo: `${follow} application_name=${standbyName}`,
      // It asks again as soon as it finds nobody.
      wal_retrieve_retry_interval: "200ms",
    },
  });
  const standby = await openNode(standbyDir, copy);

  const tellStandby = (statement: string) => asSuperuser(standby, (sql) => sql.unsafe(statement));
  const untilOn = async (node: Node, question: string) => {
    const isSo = await asSuperuser(node, async (sql) => {
      const endsAt = Date.now() + patienceMs;
      while (Date.now() < endsAt) {
        const [row] = await sql.unsafe<{ yes: boolean | null }[]>(`select (${question}) as yes`);
        if (row?.yes) return true;
        await pause(20);
      }
      return false;
    });
    if (!isSo) throw new Error(`never came true: ${question}`);
  };
  const untilStreaming = () =>
    untilOn(
      primary,
      `select bool_or(state = 'streaming' and (sync_state = 'sync') = ${String(isSynchronous)}) from pg_stat_replication`,
    );
  await untilStreaming();

  return {
    primary,
    standby,
    untilStreaming,
    /** The standby becomes a primary; it takes writes once this has come back. */
    async promote() {
      await tellStandby("select pg_promote(wait => true)");
      await untilOn(standby, "not pg_is_in_recovery()");
    },
    /** What the primary commits still reaches the standby, and is not seen there until replay goes on. */
    async pauseReplay() {
      await tellStandby("select pg_wal_replay_pause()");
      await untilOn(standby, "pg_get_wal_replay_pause_state() = 'paused'");
    },
    resumeReplay: () => tellStandby("select pg_wal_replay_resume()"),
    /** The standby shows whatever the primary has committed so far. */
    async untilCaughtUp() {
      const [now] = await asSuperuser(
        primary,
        (sql) => sql<{ at: string }[]>`select pg_current_wal_flush_lsn()::text as at`,
      );
      await untilOn(standby, `pg_last_wal_replay_lsn() >= '${now?.at ?? ""}'`);
    },
    async close() {
      await Promise.all([standby.kill(), primary.kill()]);
      for (const folder of [primaryDir, standbyDir]) rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type Pair = Awaited<ReturnType<typeof openPair>>;
type Node = Awaited<ReturnType<typeof openNode>>;

async function openNode(dataDir: string, cluster: Cluster) {
  let server: Running = await cluster.start();
  return {
    url: cluster.url,
    /** In good order: what is not at the standby yet is sent before. */
    stop: () => server.stop(10_000),
    /** Every process of it at once, as a machine that loses its power. */
    async kill() {
      signalAll(serverProcesses(join(dataDir, "postgres"), server.pid), "SIGKILL");
      await server.stop(0);
    },
    async start() {
      server = await cluster.start();
    },
  };
}

async function asSuperuser<T>(node: Node, work: (sql: postgres.Sql) => PromiseLike<T>): Promise<T> {
  const sql = postgres(node.url("superuser"), { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
