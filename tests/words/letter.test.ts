import { expect, test } from "vitest";
import { datesText, letterText } from "~/words/letter";

const letter = {
  sessions: [
    { day: "2026-12-01", clock: "09:00", physician: "Dr Okafor", clinic: "Riverside" },
    { day: "2026-12-22", clock: "09:30", physician: "Dr Okafor", clinic: "Riverside" },
  ],
  clinics: [
    { name: "Riverside", address: "1 Mill Street", phone: "303 555 0100", zoneLabel: "Mountain Time" },
  ],
};

test("a text has the dates alone", () => {
  expect(datesText(letter)).toBe("Tue 1 Dec 2026, 09:00, Riverside\nTue 22 Dec 2026, 09:30, Riverside");
});

test("a mail says where to call and what to expect, and fits into a link", () => {
  const text = letterText(letter);
  expect(text).toContain("Riverside, 1 Mill Street; telephone 303 555 0100; times are Mountain Time");
  expect(text).toContain("Call us at once if you have a fever");
  const longest = Array.from({ length: 8 }, () => letter.sessions)
    .flat()
    .slice(0, 8);
  expect(encodeURIComponent(letterText({ ...letter, sessions: longest })).length).toBeLessThan(2000);
});
