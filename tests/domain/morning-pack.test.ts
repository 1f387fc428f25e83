import { expect, test } from "vitest";
import { packDueAt, packState, packToMake } from "~/domain/morning-pack";

const denver = { zone: "America/Denver", packMinute: 330 };
const berlin = { zone: "Europe/Berlin", packMinute: 330 };
const never = () => null;

test("each clinic's pack is made at its own hour, and once", () => {
  const now = new Date("2026-11-24T04:30:00Z");
  expect(packToMake(berlin, never, now)).toBe("2026-11-24");
  expect(packToMake(berlin, never, new Date(now.getTime() - 1))).toBeNull();
  // In Denver it is still the evening before: the day before's hour has come, this one's has not.
  expect(packToMake(denver, () => new Date("2026-11-23T12:30:00Z"), now)).toBeNull();
  expect(packToMake(berlin, () => now, new Date("2026-11-24T22:00:00Z"))).toBeNull();
});

test("one made by hand before the hour is made again at it", () => {
  const early = new Date("2026-11-24T03:00:00Z");
  expect(packToMake(berlin, () => early, new Date("2026-11-24T04:30:00Z"))).toBe("2026-11-24");
});

test("half past five is half past five on both sides of a change of the clocks", () => {
  expect(packDueAt("2026-03-28", berlin).toISOString()).toBe("2026-03-28T04:30:00.000Z");
  expect(packDueAt("2026-03-29", berlin).toISOString()).toBe("2026-03-29T03:30:00.000Z");
  expect(packDueAt("2026-10-25", berlin).toISOString()).toBe("2026-10-25T04:30:00.000Z");
});

test("an hour that the clocks skip, or that comes twice, is still one hour", () => {
  const atTwo = { zone: "Europe/Berlin", packMinute: 150 };
  expect(packDueAt("2026-03-29", atTwo).toISOString()).toBe("2026-03-29T01:30:00.000Z");
  const first = packDueAt("2026-10-25", atTwo);
  expect(first.toISOString()).toBe("2026-10-25T00:30:00.000Z");
  expect(packToMake(atTwo, () => first, new Date("2026-10-25T01:30:00Z"))).toBeNull();
});

test("it is missing only when its hour is well over", () => {
  expect(packState(berlin, null, new Date("2026-11-24T04:00:00Z")).kind).toBe("waits");
  expect(packState(berlin, null, new Date("2026-11-24T04:45:00Z")).kind).toBe("waits");
  expect(packState(berlin, null, new Date("2026-11-24T04:45:01Z")).kind).toBe("missing");
  const madeAt = new Date("2026-11-24T04:30:00Z");
  expect(packState(berlin, madeAt, new Date("2026-11-24T12:00:00Z"))).toEqual({ kind: "made", madeAt });
});
