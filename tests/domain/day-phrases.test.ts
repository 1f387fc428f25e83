import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, dayFromNumber, weekdayOf } from "~/domain/day";
import { dayOfPhrase, withDay } from "~/domain/day-phrases";

const tuesday = "2026-11-24";

test.each([
  ["today", "2026-11-24"],
  ["tomorrow", "2026-11-25"],
  ["tue", "2026-12-01"],
  ["wed", "2026-11-25"],
  ["Monday", "2026-11-30"],
  ["next tue", "2026-12-01"],
  ["next mon", "2026-11-30"],
  ["next wed", "2026-12-02"],
  ["last tue", "2026-11-17"],
  ["in 3 weeks", "2026-12-15"],
  ["10 days ago", "2026-11-14"],
  ["24 nov", "2026-11-24"],
  ["23 Nov", "2027-11-23"],
  ["nov 30", "2026-11-30"],
  ["1st december 2027", "2027-12-01"],
  ["24.12.", "2026-12-24"],
  ["2027-02-28", "2027-02-28"],
])("%s, said on a Tuesday, is %s", (phrase, day) => {
  expect(dayOfPhrase(phrase, tuesday)).toBe(day);
});

test.each(["", "ma", "30 feb", "31.4.", "next", "tuesday evening", "ruth", "2026-13-01", "29 feb 2027"])(
  "%s means no day",
  (phrase) => {
    expect(dayOfPhrase(phrase, tuesday)).toBeNull();
  },
);

test("a weekday's name is always one of the next seven days, and on that weekday", () => {
  const names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  fc.assert(
    fc.property(fc.integer({ min: 15_000, max: 30_000 }), fc.nat(6), (number, index) => {
      const today = dayFromNumber(number);
      const day = dayOfPhrase(names[index] ?? "", today);
      expect(day).not.toBeNull();
      expect(weekdayOf(day ?? "")).toBe(index + 1);
      expect(day && day > today && day <= addDays(today, 7)).toBe(true);
    }),
  );
});

test.each([
  ["okafor next tue", "okafor", "2026-12-01"],
  ["who is free tomorrow", "who is free", "2026-11-25"],
  ["in 3 weeks", "", "2026-12-15"],
  ["dr lind", "dr lind", null],
  ["", "", null],
])("%j is %j on %j", (text, words, day) => {
  expect(withDay(text, tuesday)).toEqual({ words, day });
});
