import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { closeDatabase } from "db/client";
import type { Actor } from "~/domain/actor";
import { dayOf } from "~/domain/time";
import { readOutcomes } from "~/features/outcomes/figures.server";
import { outcomePoints } from "~/features/outcomes/filter";
import { readOutcomeFilter } from "~/features/outcomes/forms";
import { mostUnits, standsOut } from "~/features/outcomes/funnel-figure";
import { addOutcomes } from "tests/features/outcomes-practice";
import { aClinic, anActor } from "tests/features/plans-practice";
import { addManyOutcomes } from "tests/support/many-outcomes";
import { funnelOfPractice, nullPractice } from "tests/support/null-practice";
import { measure, percentile, type Tell } from "./measure";
import type { BenchPractice } from "./practice";

const NULL_PRACTICES = 1000;
const ROUNDS = 20;
const REPORTS = 1_000_000;

/** How fast the page's figures come over a million reports. */
export async function benchOutcomes(practice: BenchPractice, { tell }: { tell: Tell }) {
  process.env.DATABASE_URL = practice.appUrl;
  process.env.SECRET_KEY ??= "of the bench, which keeps no secrets at all";
  tell(measure("survivorship.shown", 100 * ((await survivorship()) ?? Number.NaN), "%", 57));
  console.log(`Adding ${REPORTS.toLocaleString("en")} reports …`);
  const { clinicIds } = await addManyOutcomes(practice.sql, {
    reports: REPORTS,
    clinics: 12,
    physicians: 60,
    years: 5,
  });
  // As the server does by itself minutes after a load; it would do so now, on both cores, while the page is measured.
  await practice.sql`vacuum analyze`;
  const [someone] = await practice.sql<{ id: string }[]>`select id from accounts where name = 'Many 0'`;
  const physician: Actor = { id: someone?.id ?? "", name: "Many 0", roles: ["physician"], clinicIds };
  const administrator: Actor = { ...physician, roles: ["administrator"], clinicIds: [] };
  const now = new Date();
  const today = dayOf(now, "America/Denver");
  const times: number[] = [];
  for (let round = -3; round < ROUNDS; round += 1) {
    for (const actor of [physician, administrator]) {
      for (const point of outcomePoints) {
        const filter = { ...readOutcomeFilter(new URLSearchParams(), today), point };
        const from = performance.now();
        await readOutcomes(actor, { filter, clinicId: "all", now }, { most: mostUnits });
        if (round >= 0) times.push(performance.now() - from);
      }
    }
  }
  tell(measure("outcomes.1m.ms", percentile(times, 0.95), "ms", 200));
  tell(measure("outcomes.1m.p50.ms", percentile(times, 0.5), "ms"));
  await closeDatabase();
}

/**
 * What the page shows of 1,000 courses that began: 570 good results, 120 that were not, 310 stopped. Of those who completed
 * and replied 83 % report a good result.
 */
async function survivorship(): Promise<number | null> {
  const place = await aClinic("Bench", "America/Denver");
  const physician = await anActor("Bench", ["physician"], [place]);
  const began = { place, physician, lastSessionOn: "2025-06-10" };
  await addOutcomes({ ...began, count: 570, said: { "3-months": "good" } });
  await addOutcomes({ ...began, count: 120, said: { "3-months": "poor" } });
  await addOutcomes({ ...began, count: 310, stopReason: "no-response" });
  const months = new URLSearchParams({ from: "2025-09", to: "2025-09" });
  const now = new Date();
  const filter = readOutcomeFilter(months, dayOf(now, place.zone));
  const { total } = await readOutcomes(physician, { filter, clinicId: "all", now });
  return total.share;
}

/** Whether they are right: the vectors, and physicians who do not differ. */
export function benchHonesty({ tell }: { tell: Tell }) {
  tell(measure("vectors.failed", failedVectors(), "tests"));
  let flagged = 0;
  for (let seed = 1; seed <= NULL_PRACTICES; seed += 1) {
    flagged += Number(funnelOfPractice(nullPractice(seed)).units.some((unit) => standsOut(unit, 0.998)));
  }
  tell(measure("null.flagged", flagged / NULL_PRACTICES, "share", 0.05));
}

/** Those of the domain, and those read from the page and its file. */
function failedVectors(): number {
  const folder = mkdtempSync(join(tmpdir(), "tendon-vectors-"));
  const output = join(folder, "vectors.json");
  const files = ["tests/domain/statistics", "tests/routes/outcomes-vectors.test.ts"];
  try {
    execFileSync("npx", ["vitest", "run", ...files, "--reporter=json", `--outputFile=${output}`], {
      cwd: fileURLToPath(new URL("../..", import.meta.url)),
      stdio: "ignore",
    });
  } catch {
    // Failing tests end it with an error; which, the file says.
  }
  const { numFailedTests, numTotalTests }: { numFailedTests: number; numTotalTests: number } = JSON.parse(
    readFileSync(output, "utf8"),
  );
  rmSync(folder, { recursive: true });
  if (numTotalTests === 0) throw new Error("no vector was tried");
  return numFailedTests;
}
