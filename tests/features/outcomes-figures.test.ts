import { parse } from "csv-parse/sync";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents } from "db/schema";
import type { Actor } from "~/domain/actor";
import { exportOutcomes } from "~/features/outcomes/export.server";
import { readOutcomes } from "~/features/outcomes/figures.server";
import type { OutcomeFilter } from "~/features/outcomes/filter";
import { readOutcomeFilter } from "~/features/outcomes/forms";
import { freshDatabase } from "tests/support/database";
import { addOutcomes, type Batch } from "./outcomes-practice";
import { aClinic, anActor, asks, NOW, type Place } from "./plans-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let riverside: Place;
let harbour: Place;
let physician: Actor;
let visiting: Actor;
let administrator: Actor;

beforeAll(async () => {
  database = await freshDatabase();
  riverside = await aClinic("Riverside", "America/Denver");
  harbour = await aClinic("Harbour", "Pacific/Auckland");
  physician = await anActor("Lena Okafor", ["physician"], [riverside]);
  visiting = await anActor("Tomas Varga", ["physician"], [riverside, harbour]);
  administrator = await anActor("Ruth Callahan", ["administrator"], [riverside]);
  const at = (batch: Omit<Batch, "place" | "physician">) =>
    addOutcomes({ place: riverside, physician, ...batch });

  // Due in March 2026: statistics.md's vector 18, 81 good of 100 answered, 140 due.
  const march = { lastSessionOn: "2025-12-10" };
  await at({ ...march, count: 50, said: { "3-months": "excellent" } });
  await at({ ...march, count: 31, said: { "3-months": "good" } });
  await at({ ...march, count: 12, said: { "3-months": "fair" } });
  await at({ ...march, count: 7, said: { "3-months": "poor" } });
  await at({ ...march, count: 20, said: { "3-months": "sent" } });
  await at({ ...march, count: 8, said: { "3-months": "declined" } });
  await at({ ...march, count: 7, said: { "3-months": "unreachable" } });
  await at({ ...march, count: 5, said: { "3-months": "expired" } });

  // Due in May 2026, by region and by how they ended.
  const may = { lastSessionOn: "2026-02-10" };
  await at({ ...may, count: 9, region: "neck", said: { "3-months": "good" } });
  await at({ ...may, count: 3, region: "neck", stopReason: "no-response" });
  await at({ ...may, count: 2, region: "neck", stopReason: "responded-early" });
  await at({ ...may, count: 1, region: "neck", stopReason: "adverse-event", said: { "3-months": "fair" } });
  await at({ ...may, count: 4, region: "hip", said: { "3-months": "excellent" } });

  // Due on 10 November: until 1 December they may still answer.
  await at({ count: 6, lastSessionOn: "2026-08-10", said: { "3-months": "excellent" } });
  await at({ count: 4, lastSessionOn: "2026-08-10" });

  // Due at 12 months in June 2026; how they had been at 3.
  const june = { lastSessionOn: "2025-06-15" };
  await at({ ...june, count: 20, said: { "3-months": "good", "12-months": "excellent" } });
  await at({ ...june, count: 5, said: { "3-months": "excellent", "12-months": "poor" } });
  await at({ ...june, count: 3, said: { "3-months": "good", "12-months": "expired" } });
  await at({ ...june, count: 6, said: { "3-months": "poor", "12-months": "good" } });
  await at({ ...june, count: 2, said: { "3-months": "expired", "12-months": "fair" } });

  await addOutcomes({
    place: harbour,
    physician: visiting,
    count: 11,
    lastSessionOn: "2025-12-10",
    said: { "3-months": "poor" },
  });
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const inMonth = (from: string, to = from, known: Partial<OutcomeFilter> = {}): OutcomeFilter => ({
  point: "3-months",
  from,
  to,
  region: null,
  guidance: null,
  status: null,
  ...known,
});
const figures = (actor: Actor, filter: OutcomeFilter, clinicId: string | "all" = "all", now = NOW) =>
  readOutcomes(actor, { filter, clinicId, now });

describe("the share", () => {
  test("81 good of 100 answered, 140 due: Wilson and the silent patients' bounds, through the query", async () => {
    const { total } = await figures(physician, inMonth("2026-03"));
    expect(total).toMatchObject({
      good: 81,
      answered: 100,
      stopped: 0,
      missing: 40,
      n: 100,
      due: 140,
      share: 0.81,
      verdict: "not-contradicted",
      ratings: { excellent: 50, good: 31, fair: 12, poor: 7 },
    });
    expect(total.interval?.lower).toBeCloseTo(0.722212, 6);
    expect(total.interval?.upper).toBeCloseTo(0.874852, 6);
    expect(total.bounds?.lower).toBeCloseTo(0.578571, 6);
    expect(total.bounds?.upper).toBeCloseTo(0.864286, 6);
    expect(total.response).toBeCloseTo(100 / 140, 6);
  });

  test("who stopped early without a report is not good; who stopped because the pain was gone is missing", async () => {
    const { total } = await figures(physician, inMonth("2026-05", "2026-05", { region: "neck" }));
    expect(total).toMatchObject({ good: 9, answered: 10, stopped: 3, missing: 2, n: 13, due: 15 });
  });

  test("what may still be answered counts nowhere, not even where it was", async () => {
    const before = await figures(physician, inMonth("2026-11"));
    expect(before.total.due).toBe(0);
    expect(before.total.share).toBeNull();
    expect(before.open).toEqual({ plans: 10, answered: 6 });
    const lastDay = new Date("2026-12-02T06:59:00Z");
    expect((await figures(physician, inMonth("2026-11"), "all", lastDay)).total.due).toBe(0);
    // Midnight in Denver: 1 December is over.
    const over = await figures(physician, inMonth("2026-11"), "all", new Date("2026-12-02T07:00:00Z"));
    expect(over.total).toMatchObject({ good: 6, answered: 6, missing: 4, due: 10 });
    expect(over.open).toEqual({ plans: 0, answered: 0 });
  });

  test("a month is that of the due day, its first and last day included", async () => {
    for (const lastSessionOn of ["2025-04-01", "2025-04-30"]) {
      await addOutcomes({
        place: riverside,
        physician,
        count: 1,
        lastSessionOn,
        said: { "3-months": "fair" },
      });
    }
    expect((await figures(physician, inMonth("2025-07"))).total.due).toBe(2);
    expect((await figures(physician, inMonth("2025-06"))).total.due).toBe(0);
    expect((await figures(physician, inMonth("2025-08"))).total.due).toBe(0);
  });
});

describe("the survivors", () => {
  test("a true 57 % is not the 83 % of those who completed and replied", async () => {
    // 200 started: 130 good in truth but 14 of those stopped; replies thin out where the result is bad.
    const started = { place: riverside, physician, region: "shoulder" as const, lastSessionOn: "2024-05-10" };
    await addOutcomes({ ...started, count: 100, said: { "3-months": "good" } });
    await addOutcomes({ ...started, count: 20, said: { "3-months": "poor" } });
    await addOutcomes({ ...started, count: 14, said: { "3-months": "expired" } });
    await addOutcomes({ ...started, count: 16, said: { "3-months": "declined" } });
    await addOutcomes({ ...started, count: 50, stopReason: "lost-to-follow-up" });
    const { total } = await figures(physician, inMonth("2024-08"));
    expect(total.good / total.answered).toBeCloseTo(0.833, 3);
    expect(total.share).toBeCloseTo(100 / 170, 6);
    expect(total.bounds).toEqual({ lower: 0.5, upper: 0.65 });
    expect(total.verdict).toBe("contradicted");
  });
});

describe("by region, time point and month", () => {
  test("regions stand by their number of plans; below 10 there is a count and no judgement", async () => {
    const { byRegion } = await figures(physician, inMonth("2026-03", "2026-05"));
    expect(byRegion.map(({ name, tally }) => [name, tally.n, tally.verdict])).toEqual([
      ["Knee", 100, "not-contradicted"],
      ["Neck", 13, "too-few"],
      ["Hip", 4, "too-few"],
    ]);
  });

  test("each time point counts those due there in the same months", async () => {
    const { forPhysicians } = await figures(physician, inMonth("2026-06"));
    expect(forPhysicians?.points.map(({ point, tally }) => [point, tally.good, tally.n, tally.due])).toEqual([
      ["3-months", 0, 0, 0],
      ["6-months", 0, 0, 140],
      ["12-months", 26, 33, 36],
    ]);
  });

  test("of those good at 3 months, how many still are at 12, the silent apart", async () => {
    const { forPhysicians } = await figures(physician, inMonth("2026-06"));
    expect(forPhysicians?.stillGood).toMatchObject({ good: 20, n: 25, missing: 3, due: 28 });
  });

  test("months add up to the share, and one with fewer than 10 plans has no point", async () => {
    const { total, forPhysicians } = await figures(physician, inMonth("2026-03", "2026-05"));
    const months = forPhysicians?.months.months ?? [];
    expect(months.map(({ month, tally }) => [month, tally.n])).toEqual([
      ["2026-03", 100],
      ["2026-04", 0],
      ["2026-05", 17],
    ]);
    expect(months.map(({ point }) => point !== null)).toEqual([true, false, true]);
    expect(months.reduce((sum, { tally }) => sum + tally.good, 0)).toBe(total.good);
    const hip = await figures(physician, inMonth("2026-03", "2026-05", { region: "hip" }));
    expect(hip.forPhysicians?.months.months.every(({ point }) => point === null)).toBe(true);
  });
});

describe("who sees what", () => {
  test("a physician's figures hold their own clinics' plans alone", async () => {
    expect((await figures(physician, inMonth("2026-03"))).total.due).toBe(140);
    expect((await figures(physician, inMonth("2026-03"), harbour.id)).total.due).toBe(0);
    expect((await figures(visiting, inMonth("2026-03"))).total.due).toBe(151);
    expect((await figures(visiting, inMonth("2026-03"), harbour.id)).total.due).toBe(11);
    expect((await figures(physician, inMonth("2026-03"))).clinics).toBeNull();
    expect((await figures(visiting, inMonth("2026-03"))).clinics?.units.map(({ name }) => name)).toEqual([
      "Riverside",
      "Harbour",
    ]);
  });

  test("an administrator has the whole practice by clinic and region, and nothing by time", async () => {
    const seen = await figures(administrator, inMonth("2026-03"));
    expect(seen.total.due).toBe(151);
    expect(seen.clinics?.units.length).toBe(2);
    expect(seen.forPhysicians).toBeNull();
  });

  test("a scheduler has none, whatever is asked", async () => {
    const desk = await anActor("Ana Ruiz", ["scheduler"], [riverside]);
    const seen = await figures(desk, inMonth("2026-03"));
    expect(seen.total.due).toBe(0);
    expect(seen.open.plans).toBe(0);
  });
});

describe("the file", () => {
  const exported = async (filter: OutcomeFilter, beyond = false, actor = physician) => {
    const asked = { filter, clinicId: "all" as const, clinicName: "All", now: NOW };
    const { name, csv } = await exportOutcomes(asks(actor), asked, { figure: null, beyond });
    const rows: Record<string, string>[] = parse(csv, { columns: true, bom: true });
    return { name, rows };
  };

  test("it says what the page says", async () => {
    const filter = inMonth("2026-03", "2026-06");
    const { name, rows } = await exported(filter);
    const { total, byRegion, forPhysicians } = await figures(physician, filter);
    expect(name).toBe("outcomes-3-months-2026-03-2026-06.csv");
    const [share] = rows;
    expect(share).toMatchObject({
      Figure: "share",
      Due: String(total.due),
      "Good or excellent": String(total.good),
      "Stopped early": String(total.stopped),
      "No reply": String(total.missing),
      "Share %": String(Math.round(1e6 * (total.share ?? 0)) / 1e4),
      "95 % from": String(Math.round(1e6 * (total.interval?.lower ?? 0)) / 1e4),
    });
    const of = (figure: string) => rows.filter((row) => row["Figure"] === figure);
    expect(of("region").map((row) => [row["Group"], row["Share of"]])).toEqual(
      byRegion.map(({ name, tally }) => [name, String(tally.n)]),
    );
    expect(of("month").length).toBe(forPhysicians?.months.months.length);
    expect(of("time-point").length).toBe(4);
  });

  test("no share below 10 plans, and no 0 where there is none", async () => {
    const { rows } = await exported(inMonth("2026-04", "2026-05"));
    const hip = rows.find((row) => row["Group"] === "Hip");
    expect(hip).toMatchObject({ "Share of": "4", "Share %": "", "95 % from": "" });
    const april = rows.find((row) => row["Group"] === "2026-04");
    expect(april).toMatchObject({ Due: "0", "Share %": "", "Replied %": "" });
  });

  test("beyond the practice 1 to 7 are stars, and nothing tells what they hide", async () => {
    const { rows } = await exported(inMonth("2026-05"), true);
    const row = (group: string) => rows.find((each) => each["Group"] === group) ?? {};
    expect(row("Hip")).toMatchObject({ Due: "*", "Good or excellent": "*", "Share of": "*", "Share %": "*" });
    expect(Object.values(row("Neck")).slice(9)).not.toContain("9");
    expect(Object.keys(row("Neck"))).not.toContain("Excellent");
    for (const cells of rows) {
      for (const count of ["Due", "Good or excellent", "Fair or poor", "Stopped early", "No reply"]) {
        expect(cells[count]).toMatch(/^(\*|0|[89]|\d{2,})$/);
      }
    }
  });

  test("a download is audited", async () => {
    await exported(inMonth("2026-03"), true, visiting);
    expect(await db.select().from(auditEvents).where(eq(auditEvents.actorId, visiting.id))).toMatchObject([
      { action: "outcomes.export", noun: "outcomes", after: { from: "2026-03", beyond: true } },
    ]);
  });
});

describe("the URL", () => {
  const read = (query: string) => readOutcomeFilter(new URLSearchParams(query), "2026-11-23");

  test("without words it is the last twelve full months at three months", () => {
    expect(read("")).toEqual({
      point: "3-months",
      from: "2025-11",
      to: "2026-10",
      region: null,
      guidance: null,
      status: null,
    });
    expect(readOutcomeFilter(new URLSearchParams(), "2026-01-31")).toMatchObject({
      from: "2025-01",
      to: "2025-12",
    });
  });

  test("what it cannot read it leaves out", () => {
    expect(
      read("point=9-months&region=wing&guidance=stars&status=draft&from=2026-13&to=%00&clinic=x"),
    ).toEqual(read(""));
    expect(
      read("point=12-months&region=hip&from=2026-02&to=2026-03&guidance=fluoroscope&status=stopped"),
    ).toEqual({
      point: "12-months",
      region: "hip",
      guidance: "fluoroscope",
      status: "stopped",
      from: "2026-02",
      to: "2026-03",
    });
  });

  test("months the wrong way round are turned, and a century is cut", () => {
    expect(read("from=2026-03&to=2026-01")).toMatchObject({ from: "2026-01", to: "2026-03" });
    expect(read("from=1900-01&to=2026-01")).toMatchObject({ from: "2021-02", to: "2026-01" });
    expect(read("from=2026-10")).toMatchObject({ from: "2026-10", to: "2026-10" });
  });
});
