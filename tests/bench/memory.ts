import { readdirSync, readFileSync } from "node:fs";
import { load, type Ask } from "./http";
import type { BenchPractice } from "./practice";

/** The most that app and database held while under load: proportional set size of every process below this one. */
export async function pssMiB(practice: BenchPractice, ask: Ask): Promise<number> {
  let most = 0;
  const watching = setInterval(() => (most = Math.max(most, sumPss())), 500);
  await load(practice.address, () => ask, { seconds: 5 });
  clearInterval(watching);
  return Math.max(most, sumPss());
}

function sumPss(): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const parent = /^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1];
    if (parent) parents.set(pid, Number(parent));
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === process.pid || isBelow(parent));
  };
  // esbuild's service belongs to the tool that runs this bench, not to the app.
  const below = [...parents.keys()].filter(
    (pid) => isBelow(pid) && !read(`/proc/${pid}/comm`).startsWith("esbuild"),
  );
  return below.reduce((sum, pid) => sum + pss(pid), 0) / 1024;
}

const pss = (pid: number) => Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
