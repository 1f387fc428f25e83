import { describe, expect, test } from "vitest";
import { breaksWithout, fluoroscopyLost } from "~/domain/repair/impact";
import type { Hold } from "~/domain/repair/path";

const range = { min: 14, target: 21, max: 28 };
const place = { physicianId: "okafor", clinicId: "riverside" };
const at = (day: string, hold: Hold = "free") => ({ id: day, day, hold, ...place });
const before = { day: "2026-12-01", ...place };

describe("a course without what is displaced", () => {
  test("breaks where the gap over it is longer than may be", () => {
    const sessions = [at("2026-12-22", "displaced"), at("2027-01-12")];
    expect(breaksWithout({ range, before, sessions })).toBe(true);
  });
  test("holds where its neighbours are near enough", () => {
    const sessions = [at("2026-12-15", "displaced"), at("2026-12-29")];
    expect(breaksWithout({ range, before, sessions })).toBe(false);
  });
  test("breaks where nothing follows", () => {
    expect(breaksWithout({ range, before, sessions: [at("2026-12-22", "displaced")] })).toBe(true);
  });
  test("is not to blame for a gap that was booked too long", () => {
    const sessions = [at("2027-02-01"), at("2027-02-15", "displaced"), at("2027-03-01")];
    expect(breaksWithout({ range, before, sessions })).toBe(false);
  });
  test("may lose its first where it had not begun", () => {
    const sessions = [at("2026-12-22", "displaced"), at("2027-01-12")];
    expect(breaksWithout({ range, before: null, sessions })).toBe(false);
  });
});

describe("fluoroscopy that is lost", () => {
  const fixed = { id: "c-arm", kind: "fluoroscope" as const, roomId: "x-ray" };
  const portable = { id: "mini", kind: "fluoroscope" as const, roomId: null };
  const cart = { id: "cart", kind: "ultrasound" as const, roomId: null };
  const halves = [0, 10, 20, 30].map((start) => ({ start, end: start + 5 }));
  const off = (...ids: string[]) => ({ resourceIds: new Set(ids), during: { start: 3, end: 21 } });

  test.each([
    ["its own", [fixed], ["x-ray"], off("c-arm"), 3],
    ["its room's", [fixed], ["x-ray"], off("x-ray"), 3],
    ["another room's", [fixed], ["x-ray"], off("room 1"), 0],
    ["one of two rooms that it can be used in", [portable], ["x-ray", "second"], off("x-ray"), 0],
    ["every room that it can be used in", [portable], ["x-ray", "second"], off("x-ray", "second"), 3],
    ["a cart's", [cart], ["x-ray"], off("cart"), 0],
    ["two at once", [fixed, portable], ["x-ray"], off("x-ray"), 6],
  ])("%s", (_, devices, rooms, taken, lost) => {
    expect(fluoroscopyLost(devices, rooms, halves, taken)).toBe(lost);
  });
});
