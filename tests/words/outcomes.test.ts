import { expect, test } from "vitest";
import { askedWhen, askedWhenInside } from "~/words/outcomes";

test("after a comma a report's name begins small, and its day keeps its capitals", () => {
  const report = { timePoint: "before-session", sessionOn: "2026-11-23" } as const;
  expect(askedWhen(report)).toBe("Before the session of Mon 23 Nov 2026");
  expect(askedWhenInside(report)).toBe("before the session of Mon 23 Nov 2026");
});
