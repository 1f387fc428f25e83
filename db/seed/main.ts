import { parseArgs } from "node:util";
import type postgres from "postgres";
import { addDays, dayOf, startOfWeek } from "~/domain/time";
import { ownerUrl } from "../owner-url";
import { openOnce } from "../pool/once";
import { addDenseWeek } from "./dense";
import { clinicOf } from "./places";
import { CannotScale, scalePractice } from "./scale";
import { clinicId } from "./team";
import { practiceKind, RealPractice } from "./write";

const usage = `Usage: npm run seed -- [--scale N] [--dense]

  --scale N   N practices like the demo's, clinics included (500: about two million sessions)
  --dense     one more clinic, whose coming week holds 500 sessions

The database must hold the demo practice. It is the one DATABASE_OWNER_URL names,
or else the embedded one of a Tendon that is running.`;

/** What stops us and needs words, not a stack. */
class Plain extends Error {}

async function main() {
  const { scale, dense } = readArguments();
  const sql = await openOnce(givenUrl());
  try {
    const demo = await demoPractice(sql);
    const zone = clinicOf("riverside").zone;
    if (scale > 1) {
      const check = await scalePractice(sql, scale, say);
      if (check.sessionsThatDiffer > 0)
        throw new Error(`${check.sessionsThatDiffer} sessions differ from their claims`);
      console.log(
        `${check.sessions} sessions agree with their claims; ${check.claims} claims, none overlapping.`,
      );
    }
    const monday = addDays(startOfWeek(dayOf(new Date(), zone)), 7);
    const week = dense ? await addDenseWeek(sql, monday) : null;
    if (week) await sql`analyze`;
    const clinic = { clinicId: clinicId("riverside"), day: dayOf(demo.loadedAt, zone) };
    console.log(JSON.stringify({ practices: scale, clinic, dense: week }));
  } finally {
    await sql.end();
  }
}

function readArguments(): { scale: number; dense: boolean } {
  try {
    const { values } = parseArgs({ options: { scale: { type: "string" }, dense: { type: "boolean" } } });
    const scale = Number(values.scale ?? 1);
    if (!Number.isInteger(scale) || scale < 1 || scale > 5000)
      throw new Error("--scale is a number from 1 to 5000.");
    if (scale === 1 && !values.dense) throw new Error("Nothing to do.");
    return { scale, dense: values.dense ?? false };
  } catch (error) {
    throw new Plain(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function givenUrl(): string {
  const url = ownerUrl();
  if (url === null) throw new Plain("No database: start Tendon (npm start), or set DATABASE_OWNER_URL.");
  return url;
}

const startedAt = performance.now();
const say = (line: string) =>
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}`);

async function demoPractice(sql: postgres.Sql): Promise<{ loadedAt: Date }> {
  const kind = await practiceKind(sql);
  if (kind === "real") throw new RealPractice();
  const [row] = await sql<{ loadedAt: Date }[]>`select demo_loaded_at as "loadedAt" from practice`;
  if (!row)
    throw new Plain("The database is empty: start Tendon (npm start) to load the demo practice first.");
  return row;
}

/** In words, for whoever typed the command; null for a bug. */
function plainly(error: unknown): string | null {
  if (error instanceof Plain || error instanceof CannotScale || error instanceof RealPractice)
    return error.message;
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ECONNREFUSED") return "The database does not answer. Is Tendon running (npm start)?";
  if (code === "42P01") return "The database has no tables yet: start Tendon (npm start) first.";
  return null;
}

try {
  await main();
} catch (error) {
  console.error(plainly(error) ?? error);
  process.exitCode = 1;
}
