import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { outcomeReports } from "db/schema";
import { addDays, addMonths, dayOf, instantAt, type Day } from "~/domain/time";
import type { Actor } from "~/domain/actor";
import { freshDatabase } from "tests/support/database";

import { serveApp, signedIn, type Served } from "tests/support/served";
import { addOutcomes, type Batch } from "../features/outcomes-practice";
import { aClinic, addSessions, anActor, aPlanRow, type Place } from "../features/plans-practice";

/** The vectors of statistics.md, each as a practice that has those counts, read from the page and its file as served. */
let database: Awaited<ReturnType<typeof freshDatabase>>;
let served: Served;
let token: string;
let place: Place;
let reader: Actor;
const zone = "America/Denver";

beforeAll(async () => {
  database = await freshDatabase();
  place = await aClinic("Riverside", zone);
  reader = await anActor("Lena Okafor", ["physician"], [place]);
  token = await signedIn(reader.id);
  served = await serveApp();
});
afterAll(async () => {
  await served.stop();
  await closeDatabase();
  await database.drop();
});

/** So many good and the others poor, due at three months in a month. */
async function results(month: string, good: number, n: number, known: Partial<Batch> = {}) {
  const batch = { place, physician: reader, lastSessionOn: addMonths(`${month}-10`, -3), ...known };
  await addOutcomes({ ...batch, count: good, said: { "3-months": "good" } });
  await addOutcomes({ ...batch, count: n - good, said: { "3-months": "poor" } });
}

type Row = Record<string, string>;

async function file(figure: string, from: string, to = from): Promise<Row[]> {
  const { status, text } = await served.ask(`/outcomes.csv?figure=${figure}&from=${from}&to=${to}`, {
    as: token,
  });
  expect(status).toBe(200);
  return parse(text, { columns: true, bom: true });
}

/** The page as it reads without JavaScript: every figure's table is in it. */
async function page(from: string, to = from): Promise<string> {
  const { status, text } = await served.ask(`/outcomes?from=${from}&to=${to}`, { as: token });
  expect(status).toBe(200);
  return text
    .replace(/<script.*?<\/script>/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&[a-z]+;|\s+/g, " ");
}

const columns = (row: Row | undefined, ...names: string[]) => names.map((name) => Number(row?.[name]));

describe("the share", () => {
  test("#4 and #18: 81 good of 100 answered, 140 due", async () => {
    await results("2016-03", 81, 100);
    await addOutcomes({ place, physician: reader, count: 40, lastSessionOn: "2015-12-10" });
    const [row] = await file("share", "2016-03");
    expect(columns(row, "Share %", "95 % from", "95 % to")).toEqual([81, 72.2212, 87.4852]);
    expect(columns(row, "Share % if all silent were poor", "Share % if all silent were good")).toEqual([
      57.8571, 86.4286,
    ]);
    const text = await page("2016-03");
    expect(text).toContain("81 % 72 to 87 %");
    expect(text).toContain("if all 40 silent were poor, or good 58 to 86 %");
    expect(text).toContain("Counted: 140 started plans at Riverside");
  });

  test("#4: 24 of 30 and 10 of 10, by region", async () => {
    await results("2016-05", 24, 30, { region: "knee" });
    await results("2016-05", 10, 10, { region: "hip" });
    const rows = await file("region", "2016-05");
    expect(rows.map((row) => columns(row, "Share of", "95 % from", "95 % to"))).toEqual([
      [30, 62.6943, 90.4949],
      [10, 72.2467, 100],
    ]);
    expect(await page("2016-05")).toContain("Knee 80 % 63–90 %");
  });
});

describe("the funnel", () => {
  const physicians = async (sizes: readonly (readonly [number, number])[], month: string) => {
    for (const [index, [good, n]] of sizes.entries()) {
      const physician = await anActor(`Phil ${month} ${String(index)}`, ["physician"], [place]);
      await results(month, good, n, { physician });
    }
  };
  const exact = ["Limit 95 % from", "Limit 95 % to", "Limit 99.8 % from", "Limit 99.8 % to"];

  test("#7 and #8: exact limits around .8 at 10, 30 and 100", async () => {
    await physicians(
      [
        [8, 10],
        [24, 30],
        [80, 100],
      ],
      "2016-07",
    );
    const rows = await file("physician", "2016-07");
    expect(rows.map((row) => columns(row, "Share of", ...exact))).toEqual([
      [100, 71.3524, 87.0258, 66.3234, 90.9022],
      [30, 63.2059, 91.8995, 53.4814, 97.3074],
      [10, 47.0506, 97.6717, 30.2464, 99.9069],
    ]);
    const text = await page("2016-07");
    expect(text).toContain("30 80 % 63–92 % 53–97 %");
    // The limits at 10 are drawn; a judgement begins at 30.
    expect(text).toContain("10 80 % 47–98 % 30–100 % 8 8.0 too few to judge");
    expect(text).not.toContain("Phil 2016");
  });

  test("#9: where units differ beyond chance, φ, τ² and the widened limits", async () => {
    const good = [18, 41, 22, 60, 33, 25, 70, 12, 45, 55];
    const plans = [30, 50, 25, 80, 40, 35, 80, 20, 50, 70];
    await physicians(
      good.map((x, index) => [x, plans[index] ?? 0] as const),
      "2016-09",
    );
    const rows = await file("physician", "2016-09");
    const thirty = rows.find((row) => row["Share of"] === "30");
    expect(columns(thirty, "Target %", "φ")).toEqual([79.375, 1.921128]);
    expect(Number(thirty?.["τ²"])).toBeCloseTo(0.00603771, 8);
    expect(columns(thirty, "Widened 95 % from", "Widened 95 % to")).toEqual([57.8695, 94.5123]);
    const text = await page("2016-09");
    expect(text).toContain("φ = 1.92, τ² = 0.0060");
    expect(text).toContain("30 60 % 58–95 %");
    expect(rows.map((row) => row["Group"]).every((name) => name?.startsWith("Colleague"))).toBe(true);
  });
});

test("#17: five patients of their own kinds, against what such patients report in the practice", async () => {
  const colleague = await anActor("Mix 2009", ["physician"], [place]);
  const kinds = [
    { region: "knee", practice: 90, own: [1, 1] },
    { region: "shoulder", practice: 80, own: [1, 2] },
    { region: "hip", practice: 70, own: [0, 1] },
    { region: "neck", practice: 60, own: [0, 1] },
  ] as const;
  for (const { region, practice, own } of kinds) {
    const [good, n] = own;
    await results("2009-05", good, n, { region });
    await results("2009-05", practice - good, 100 - n, { region, physician: colleague });
  }
  const you = (await file("physician", "2009-05")).find(({ Group }) => Group === "You");
  const told = ["Good", "Expected of these patients", "z", "Chance of a result so far off"];
  const [good, expected = NaN, z = NaN, chance = NaN] = columns(you, ...told);
  expect(good).toBe(2);
  expect(expected).toBeCloseTo(3.8, 5);
  expect(z).toBeCloseTo(-1.94099, 5);
  expect(chance).toBeCloseTo(0.08568, 5);
  // Too few to be held to anything, whatever the chance.
  expect(you?.["Standing"]).toBe("too few to judge");
});

describe("over time", () => {
  const months = async (first: string, counts: readonly (readonly [number, number])[]) => {
    for (const [index, [good, n]] of counts.entries())
      await results(addMonths(`${first}-01`, index).slice(0, 7), good, n);
  };

  test("#14: Montgomery's p-chart, 347 of 1500 in thirty months of 50", async () => {
    await months(
      "2010-01",
      Array.from({ length: 30 }, (_, index) => [index < 17 ? 12 : 11, 50] as const),
    );
    const rows = await file("month", "2010-01", "2012-06");
    expect(rows).toHaveLength(30);
    expect(columns(rows[0], "Mean %", "Limit from", "Limit to")).toEqual([23.1333, 5.2428, 41.0239]);
    expect(await page("2010-01", "2012-06")).toContain("5–41 %");
  });

  test("#15: twelve months' shares as single values", async () => {
    const shares = [82, 79, 85, 80, 77, 84, 81, 78, 83, 79, 60, 81];
    await months(
      "2013-01",
      shares.map((share) => [share, 100] as const),
    );
    const rows = await file("month", "2013-01", "2013-12");
    expect(columns(rows[0], "XmR mean", "XmR from", "XmR to")).toEqual([79.083333, 59.979697, 98.18697]);
    expect(await page("2013-01", "2013-12")).toContain("60–98 %");
  });

  test("#16: how far months spread beyond chance", async () => {
    const good = [25, 33, 26, 43, 19, 38, 30, 34];
    const plans = [30, 42, 35, 50, 28, 45, 38, 40];
    await months(
      "2014-01",
      good.map((x, index) => [x, plans[index] ?? 0] as const),
    );
    const rows = await file("month", "2014-01", "2014-08");
    expect(columns(rows[0], "Mean %", "σ_z")).toEqual([80.5195, 1.282487]);
    expect(await page("2014-01", "2014-08")).toContain("1.28 times as far");
  });
});

test("#13: time to a good result, with stopping as an end of its own", async () => {
  const times = [28, 42, 42, 56, 56, 70, 70, 84, 84, 98, 98, 112, 112, 126, 140];
  const ends = [2, 1, 0, 1, 2, 1, 1, 2, 0, 1, 1, 0, 2, 1, 0];
  const today = dayOf(new Date(), zone);
  for (const [index, days] of times.entries()) await aCourse(ends[index] ?? 0, days, today, index);
  const from = addDays(today, -150).slice(0, 7);
  const until = today.slice(0, 7);
  await results(from, 8, 10, { lastSessionOn: addMonths(`${from}-02`, -3) });
  const rows = await file("time-to-good", from, until);
  const last = rows.find((row) => row["Day"] === "126");
  expect(columns(last, "Good result %", "Stopped %")).toEqual([57.8241, 29.537]);
  expect(await page(from, until)).toContain("126 58 % 30 % 13 %");
});

async function aCourse(end: number, days: number, today: Day, index: number) {
  // Who is followed without either has begun so many days ago.
  const startedOn = addDays(today, end === 0 ? -days : -150);
  const at = (day: number) => instantAt(addDays(startedOn, day), 600, zone);
  const plan = await aPlanRow(place, reader, {
    startedAt: at(0),
    ...(end === 2 && { status: "stopped", stopReason: "no-response", endedAt: at(days) }),
  });
  // Nobody can be in one room at once.
  const startsAt = new Date(at(0).getTime() + (index + 1) * 1_800_000);
  await addSessions(plan, [{ place, startsAt, status: "performed" }]);
  if (end !== 1) return;
  const day = addDays(startedOn, days);
  await db.insert(outcomeReports).values({
    planId: plan.id,
    timePoint: "3-months",
    dueOn: day,
    windowFrom: day,
    windowTo: day,
    status: "answered",
    answeredAt: at(days),
    channel: "link",
    rating: "good",
    pain: 2,
  });
}

test("#19: responders by points, by percent, and undefined from 0", async () => {
  const due = {
    place,
    physician: reader,
    lastSessionOn: "2016-08-10",
    said: { "3-months": "good" },
  } as const;
  await addOutcomes({ ...due, count: 12, pain: { before: 8, after: 6 } });
  await addOutcomes({ ...due, count: 7, pain: { before: 3, after: 2 } });
  await addOutcomes({ ...due, count: 5, pain: { before: 0, after: 0 } });
  const rows = await file("pain", "2016-11");
  expect(rows.slice(0, 2).map((row) => columns(row, "Responders", "Compared"))).toEqual([
    [12, 24],
    [7, 19],
  ]);
  const text = await page("2016-11");
  expect(text).toContain(
    "Pain fell by 2 points or more in 50 % of 24 plans, and by 30 % or more in 37 % of 19",
  );
});

test("a physician's colleague has no name in any payload, and an administrator no physicians at all", async () => {
  const administrator = await anActor("Ruth Callahan", ["administrator"], [place]);
  const asked = { as: await signedIn(administrator.id) };
  const { text } = await served.ask("/outcomes?from=2016-09&to=2016-09", asked);
  expect(text).toContain("By region");
  expect(text).not.toMatch(/By physician|Colleague|The patients behind/);
  const { text: csv } = await served.ask("/outcomes.csv?from=2016-09&to=2016-09", asked);
  expect(csv).not.toMatch(/physician|time-to-good|pain/);
  for (const path of ["/outcomes?from=2016-09&to=2016-09", "/outcomes.data?from=2016-09&to=2016-09"]) {
    expect((await served.ask(path, { as: token })).text).not.toContain("Phil 2016");
  }
});

test("the patients behind a figure are those it counts", async () => {
  const { text } = await served.ask("/plans?show=all&counted=3-months.2016-05.2016-05&region=hip", {
    as: token,
  });
  expect(text).toMatch(/10 plans at Riverside with a report at 3 months due in May 2016/);
});
