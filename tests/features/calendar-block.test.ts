import fc from "fast-check";
import { expect, test } from "vitest";
import { guidances, regions, sessionStatuses, sides } from "~/domain/vocabulary";
import { pack, unpack } from "~/features/calendar/block";

const count = fc.nat(1440);
const row = fc.record({
  id: fc.uuid(),
  version: count,
  name: fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom("%", "|", "~", ";", "1", "2", "5") }),
  ),
  place: count,
  planned: count,
  region: fc.constantFrom(...regions),
  side: fc.constantFrom(...sides),
  guidance: fc.constantFrom(...guidances),
  status: fc.constantFrom(...sessionStatuses),
  room: fc.constantFrom("room-1", "room-2"),
  physician: fc.uuid(),
  device: fc.constantFrom("cart", "arm"),
  displaced: fc.boolean(),
  overbooked: fc.boolean(),
  day: fc.constantFrom("2026-11-23", "2026-11-24"),
  start: count,
  treatFrom: count,
  treatTo: count,
  length: count,
});

test("whatever is packed comes out the same, marks in names and no rows at all included", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      expect(unpack(pack(rows))).toEqual(rows);
    }),
  );
});
