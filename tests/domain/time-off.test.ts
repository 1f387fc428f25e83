import { expect, test } from "vitest";
import { stretchesToTake } from "~/domain/time-off";
import { at } from "tests/support/builders";

const day = { start: at("08:00"), end: at("17:00") };

test("takes the whole period of every resource", () => {
  expect(stretchesToTake(["room 1", "room 2"], day, [], at("07:00"))).toEqual([
    { resourceId: "room 1", from: at("08:00"), until: at("17:00") },
    { resourceId: "room 2", from: at("08:00"), until: at("17:00") },
  ]);
});

test("what is over stays as it was", () => {
  expect(stretchesToTake(["room"], day, [], at("10:20"))).toEqual([
    { resourceId: "room", from: at("10:20"), until: at("17:00") },
  ]);
  expect(stretchesToTake(["room"], day, [], at("18:00"))).toEqual([]);
});

test("leaves a treatment under way in its room, and other rooms alone", () => {
  const kept = [{ resourceId: "room 1", start: at("10:00"), end: at("10:30") }];
  expect(stretchesToTake(["room 1", "room 2"], day, kept, at("10:10"))).toEqual([
    { resourceId: "room 1", from: at("10:30"), until: at("17:00") },
    { resourceId: "room 2", from: at("10:10"), until: at("17:00") },
  ]);
});

test("goes around what is kept in the middle", () => {
  const kept = [{ resourceId: "room", start: at("12:00"), end: at("12:30") }];
  expect(stretchesToTake(["room"], day, kept, at("07:00"))).toEqual([
    { resourceId: "room", from: at("08:00"), until: at("12:00") },
    { resourceId: "room", from: at("12:30"), until: at("17:00") },
  ]);
});
