import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "db/client";
import { randomOf } from "~/domain/random";
import { reportWindow } from "~/domain/report";
import { addDays, addMonths, type Day } from "~/domain/time";
import type { Actor } from "~/domain/actor";
import { readOutcomes } from "~/features/outcomes/figures.server";
import { freshDatabase } from "tests/support/database";
import { addOutcomes, type Batch } from "./outcomes-practice";
import { aClinic, anActor, NOW, type Place } from "./plans-practice";

/** Practices whose truth is known: what becomes of everybody, told or not, and what a page can learn of it. */

let database: Awaited<ReturnType<typeof freshDatabase>>;
let place: Place;
let physician: Actor;

beforeAll(async () => {
  database = await freshDatabase();
  place = await aClinic("Riverside", "America/Denver");
  physician = await anActor("Lena Okafor", ["physician"], [place]);
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

type Fate = "good" | "poor" | "stopped" | "never replied" | "replied too late";

/** Each patient's result in truth, and what the clinic came to know: bad results stop more often, and reply less and later. */
function simulate(seed: number, patients: number, lastSessionOn: Day) {
  const random = randomOf(seed);
  const { dueOn, windowTo } = reportWindow("3-months", lastSessionOn);
  return Array.from({ length: patients }, () => {
    const isGood = random() < 0.65;
    // Who stops has not been helped, whatever might have come later.
    if (random() < (isGood ? 0.1 : 0.45)) return { isGood: false, fate: "stopped" };
    if (random() > (isGood ? 0.9 : 0.7)) return { isGood, fate: "never replied" };
    const repliedOn = addDays(dueOn, Math.floor(-14 - Math.log(1 - random()) * (isGood ? 12 : 24)));
    if (repliedOn > windowTo) return { isGood, fate: "replied too late" };
    return { isGood, fate: isGood ? "good" : "poor" };
  });
}

const asBatch: Record<Fate, Pick<Batch, "said" | "stopReason">> = {
  good: { said: { "3-months": "good" } },
  poor: { said: { "3-months": "poor" } },
  stopped: { stopReason: "no-response" },
  "never replied": { said: { "3-months": "expired" } },
  "replied too late": { said: { "3-months": "expired" } },
};

test("the bounds hold the truth in each of twelve practices, and the page's share is not that of those who replied", async () => {
  for (let number = 0; number < 12; number += 1) {
    const lastSessionOn = addMonths("2024-01-10", number);
    const patients = simulate(number + 1, 200, lastSessionOn);
    const of = (fate: Fate) => patients.filter((patient) => patient.fate === fate).length;
    for (const fate of Object.keys(asBatch) as Fate[]) {
      await addOutcomes({ place, physician, lastSessionOn, count: of(fate), ...asBatch[fate] });
    }
    const month = reportWindow("3-months", lastSessionOn).dueOn.slice(0, 7);
    const filter = {
      from: month,
      to: month,
      point: "3-months",
      region: null,
      guidance: null,
      status: null,
    } as const;
    const { total } = await readOutcomes(physician, { filter, clinicId: "all", now: NOW });

    expect(total).toMatchObject({
      good: of("good"),
      answered: of("good") + of("poor"),
      stopped: of("stopped"),
      missing: of("never replied") + of("replied too late"),
      due: patients.length,
    });
    const truth = patients.filter(({ isGood }) => isGood).length / patients.length;
    expect(total.bounds?.lower).toBeLessThanOrEqual(truth);
    expect(total.bounds?.upper).toBeGreaterThanOrEqual(truth);
    const completersWhoReplied = of("good") / (of("good") + of("poor"));
    expect(completersWhoReplied).toBeGreaterThan(truth + 0.1);
    expect(Math.abs((total.share ?? 0) - truth)).toBeLessThan(completersWhoReplied - truth);
  }
});
