import { expect, test } from "vitest";
import { exportedCount, mayJudge, mayNameShare } from "~/domain/statistics/small-numbers";

test("a share beside a name from 10 on, a judgement from 30 on", () => {
  expect([mayNameShare(0), mayNameShare(9), mayNameShare(10)]).toEqual([false, false, true]);
  expect([mayJudge(29), mayJudge(30)]).toEqual([false, true]);
});

test("counts from 1 to 7 leave the practice as a star", () => {
  expect([0, 1, 7, 8, 120].map(exportedCount)).toEqual([0, "*", "*", 8, 120]);
  expect(() => exportedCount(-1)).toThrow(RangeError);
  expect(() => exportedCount(2.5)).toThrow(RangeError);
});
