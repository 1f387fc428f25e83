import { randomUUID } from "node:crypto";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { request, type Ask } from "./http";
import type { BenchPractice } from "./practice";

/** The statements, with their values, that the server sends for one request: read from PostgreSQL's own log. */
export async function statementsOf(practice: BenchPractice, ask: Ask): Promise<string[]> {
  const admin = postgres(practice.superUrl, { max: 1, onnotice: () => {} });
  const reconnect = () =>
    admin`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'tendon_app'`;
  try {
    await admin`alter role tendon_app set log_min_duration_statement = 0`;
    await admin`alter role tendon_app set log_error_verbosity = 'default'`;
    await reconnect();
    await pause(500);
    await request(practice.address, ask);
    const before = await logUntilNow(practice);
    await request(practice.address, ask);
    return statementsIn((await logUntilNow(practice)).slice(before.length));
  } finally {
    await admin`alter role tendon_app reset log_min_duration_statement`;
    await admin`alter role tendon_app reset log_error_verbosity`;
    await reconnect();
    await admin.end();
    await pause(500);
  }
}

/** All that was logged until now, whole: up to a statement of its own that is the last of it. */
async function logUntilNow({ appUrl, dataDir }: BenchPractice): Promise<string> {
  const mark = randomUUID();
  const app = postgres(appUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  await app.unsafe(`select '${mark}'`);
  await app.end();
  for (;;) {
    const text = logText(dataDir);
    if (text.includes(mark)) return text;
    await pause(50);
  }
}

const logText = (dataDir: string) => readFileSync(join(dataDir, "postgres.log"), "utf8");

/** "execute …: SQL" with the "Parameters:" that the same process logs next put in as literals. */
function statementsIn(log: string): string[] {
  const statements: string[] = [];
  const waiting = new Map<string, number>();
  for (const entry of log.split(/^(?=\d{4}-\d\d-\d\d )/m)) {
    const process = /\[(\d+)\]/.exec(entry)?.[1] ?? "";
    const executed = /LOG: {2}duration: [\d.]+ ms {2}execute [^:]*: ([\s\S]*)/.exec(entry)?.[1];
    const parameters = /DETAIL: {2}Parameters: ([\s\S]*)/.exec(entry)?.[1];
    const place = waiting.get(process);
    waiting.delete(process);
    if (executed) {
      waiting.set(process, statements.length);
      statements.push(executed.replaceAll("\n\t", "\n").trim());
    } else if (parameters && place !== undefined) {
      const values = new Map(
        [...parameters.matchAll(/\$(\d+) = (NULL|'(?:[^']|'')*')/g)].map(([, number, value]) => [
          number,
          value,
        ]),
      );
      statements[place] = (statements[place] ?? "").replaceAll(
        /\$(\d+)/g,
        (whole, number: string) => values.get(number) ?? whole,
      );
    }
  }
  return statements.filter((sql) => /^(select|with)/i.test(sql));
}

export const hasPgbench = spawnSync("pgbench", ["--version"]).status === 0;

/** How often a second a script of statements runs: pgbench, or where it is absent 16 postgres.js connections. */
export async function floorOf(url: string, statements: readonly string[], seconds: number): Promise<number> {
  if (!hasPgbench) return withConnections(url, statements, seconds);
  const folder = mkdtempSync(join(tmpdir(), "tendon-pgbench-"));
  try {
    const file = join(folder, "page.sql");
    writeFileSync(file, statements.map((sql) => `${sql.replaceAll(/(--.*)?\n/g, " ")};`).join("\n"));
    return pgbench(url, file, seconds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function pgbench(url: string, file: string, seconds: number, connections = 16): number {
  const args = [
    "-n",
    "-M",
    "prepared",
    "-c",
    String(connections),
    "-j",
    "2",
    "-T",
    String(seconds),
    "-f",
    file,
    url,
  ];
  const said = execFileSync("pgbench", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  return Number(/tps = ([\d.]+)/.exec(said)?.[1]);
}

async function withConnections(url: string, statements: readonly string[], seconds: number): Promise<number> {
  const sql = postgres(url, { max: 16, onnotice: () => {} });
  const from = performance.now();
  let runs = 0;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (performance.now() - from < seconds * 1000) {
        for (const statement of statements) await sql.unsafe(statement, [], { prepare: true });
        runs += 1;
      }
    }),
  );
  await sql.end();
  return runs / ((performance.now() - from) / 1000);
}
