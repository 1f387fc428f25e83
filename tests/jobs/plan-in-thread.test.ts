import { expect, test } from "vitest";
import { planInThread } from "~/jobs/plan-in-thread";
import { aBatch } from "tests/bench/instances-of-many";

const few = { plans: 6, load: 0.3, physicians: 2, rooms: 3, carts: 2, weeks: 16 };
const never = new AbortController().signal;

test("a thread plans what it is given, dates and all", async () => {
  const problem = aBatch(1, few);
  const { plans, unplanned } = await planInThread(problem, { seconds: 0.5, signal: never, onProgress() {} });
  expect(plans.map(({ planId }) => planId)).toEqual(problem.plans.map(({ id }) => id));
  expect(unplanned).toEqual([]);
  for (const { proposal } of plans) {
    for (const { choice } of proposal?.sessions ?? []) expect(choice?.startsAt).toBeInstanceOf(Date);
  }
});

test("one that is told to end gives nothing", async () => {
  const ending = new AbortController();
  const planning = planInThread(aBatch(2, few), { seconds: 60, signal: ending.signal, onProgress() {} });
  ending.abort();
  await expect(planning).rejects.toThrow("told to end");
});
