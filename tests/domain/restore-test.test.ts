import { describe, expect, test } from "vitest";
import { isRestoreTestDue, restoreState, type RestoreTest } from "~/domain/restore-test";
import { restoreWords } from "~/features/backups/words";

const now = new Date("2026-11-27T09:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

describe("a test restore is due", () => {
  const due = (days: number, hour: number, isUrgent = false) =>
    isRestoreTestDue({ now, hour, since: daysAgo(days), isUrgent });

  test.each([
    [6, 3, false, false],
    [7, 3, false, true],
    [7, 14, false, false],
    [8, 14, false, true],
    [0.2, 3, true, false],
    [1, 3, true, true],
    [1, 14, true, false],
  ])("after %s days, at %s o'clock, urgent: %s", (days, hour, isUrgent, wanted) => {
    expect(due(days, hour, isUrgent)).toBe(wanted);
  });
});

describe("an administrator is told", () => {
  const right: RestoreTest & { at: Date } = {
    ...{ at: daysAgo(3), source: "kept", takenAt: daysAgo(3.2), tables: 60, rows: 55_980, bytes: 4e6 },
    ...{ seconds: 12, trail: "intact", outcome: "right", fault: null },
  };
  const told = (known: Partial<typeof right> | null, isSetUp = true) => {
    const state = restoreState(known && { ...right, ...known }, { now, isSetUp });
    const { health, hand } = restoreWords(state, "America/Denver");
    return [state.kind, health, hand?.title ?? null];
  };

  test.each([
    [{}, "right", null],
    [{ source: "made" as const, takenAt: daysAgo(3) }, "right", "No backup is kept"],
    [{ takenAt: daysAgo(15) }, "old-backup", "The newest backup is old"],
    [{ at: daysAgo(15), takenAt: daysAgo(15) }, "late", "No backup was tried for two weeks"],
    [{ trail: "changed" as const }, "trail-changed", "The audit trail in the backup is not as it was sealed"],
    [
      { outcome: "failed" as const, fault: "sessions has other rows" },
      "failed",
      "A backup could not be restored",
    ],
    [
      { outcome: "no-room" as const, fault: "The disk has too little room" },
      "failed",
      "A backup could not be restored",
    ],
  ])("of %o", (known, kind, title) => {
    const [state, , hand] = told(known);
    expect([state, hand]).toEqual([kind, title]);
  });

  test("that none was tried yet, and that none ever will be", () => {
    expect(told(null)).toEqual(["to-come", "to be tried in the coming night", null]);
    expect(told(null, false)).toEqual(["not-set-up", "never tried", "No backup is ever tried"]);
  });

  test("when, of which backup, and what came back", () => {
    expect(told({})[1]).toBe(
      "tried Tue 24 Nov 2026, 02:00: the one of Mon 23 Nov 2026, 21:12; 55,980 rows came back, audit trail intact",
    );
  });
});
