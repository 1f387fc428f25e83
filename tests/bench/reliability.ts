import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { measure, type Tell } from "./measure";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The tests that try to break what is promised; each counts what it tried and what came of it. */
const files = {
  matrix: ["tests/routes/matrix.test.ts", "tests/routes/canaries.test.ts", "tests/routes/scope.test.ts"],
  hostile: ["tests/routes/hostile.test.ts"],
  bookings: ["tests/db/races.test.ts", "tests/db/kills.test.ts"],
  stale: ["tests/routes/stale.test.ts"],
  frozen: ["tests/db/network.test.ts"],
  dst: ["tests/domain/every-zone.test.ts"],
  tamper: ["tests/db/audit-seals.test.ts"],
  failover: ["tests/db/failover.test.ts"],
};

const reported = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

/** Runs them, and answers with what they counted: the largest of what is measured in seconds, the sum of all else. */
function runTests() {
  const folder = mkdtempSync(join(tmpdir(), "tendon-tally-"));
  const [tallies, results] = [join(folder, "tally"), join(folder, "results.json")];
  spawnSync(
    process.execPath,
    [
      join(root, "node_modules", "vitest", "vitest.mjs"),
      ...["run", "--reporter=json", `--outputFile=${results}`, "--no-file-parallelism"],
      ...Object.values(files).flat(),
    ],
    { cwd: root, env: { ...process.env, TALLY_FILE: tallies }, stdio: ["ignore", "ignore", "inherit"] },
  );
  const tally = new Map<string, number>();
  for (const line of readFileSync(tallies, "utf8").trim().split("\n")) {
    const [name = "", value = ""] = line.split(" ");
    const before = tally.get(name) ?? 0;
    tally.set(name, name.endsWith(".s") ? Math.max(before, Number(value)) : before + Number(value));
  }
  const { testResults } = reported.parse(JSON.parse(readFileSync(results, "utf8")));
  rmSync(folder, { recursive: true, force: true });
  const failed = (which: readonly string[]) =>
    testResults
      .filter(({ name }) => which.some((file) => name.endsWith(file)))
      .flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status === "failed"));
  return { tally, failed };
}

const units: Record<string, string> = {
  "matrix.cells": "requests",
  "matrix.leaks": "leaks and refused writes kept",
  "hostile.tried": "requests",
  "hostile.5xx": "answers",
  "races.bookings": "bookings",
  overlaps: "overlaps",
  kills: "kills",
  "kills.acknowledged": "bookings",
  "kills.lost": "bookings",
  "stale.pairs": "pairs",
  "stale.lost": "updates",
  "frozen.s": "s",
  "dst.zones": "zones",
  "dst.transitions": "transitions",
  "dst.sessions": "sessions",
  "dst.shifted": "sessions",
  "tamper.tried": "tamperings",
  "tamper.missed": "tamperings",
  "failover.acknowledged": "bookings",
  "failover.s": "s",
  "failover.lost": "bookings",
};

/** What the tests tried and found. A figure of a group of which a test failed is not to be believed, and it says so. */
export function benchAttacks({ tell }: { tell: Tell }) {
  const { tally, failed } = runTests();
  const broken = Object.entries(files).flatMap(([group, which]) =>
    failed(which).map(({ fullName }) => `${group}: ${fullName}`),
  );
  for (const one of broken) console.error(`Failed: ${one}`);
  // Whatever the matrix' tests did not expect is a leak until somebody has looked.
  const leaks = (tally.get("matrix.leaks") ?? 0) + failed(files.matrix).length;
  tally.set("matrix.leaks", leaks);
  for (const [name, unit] of Object.entries(units)) {
    // What nobody counted did not happen: of 5xx and leaks that is the figure, of all else a fault.
    const value = tally.get(name) ?? (name === "hostile.5xx" ? 0 : Number.NaN);
    tell(measure(name, value, unit));
  }
  tell(measure("attacks.failed", broken.length, "tests"));
}
