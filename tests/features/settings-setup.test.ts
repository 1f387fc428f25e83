import { expect, test } from "vitest";
import { setupSteps, type SetupFacts } from "~/features/settings/setup";

const riverside = { id: "r", name: "Riverside", rooms: 1, devices: 1, openDays: 5 };
const ready: SetupFacts = {
  clinics: [riverside],
  physicians: 1,
  physiciansWithoutHours: 0,
  schedulers: 1,
  hasPlans: false,
};
const open = (facts: Partial<SetupFacts>) =>
  setupSteps({ ...ready, ...facts }).flatMap(({ title, done, act }) => (done ? [] : [[title, act?.href]]));

test("an empty practice starts with a clinic, and nothing leads past it", () => {
  expect(open({ clinics: [], physicians: 0, schedulers: 0 })).toEqual([
    ["A clinic.", "/settings/clinics?add=1"],
    ["Rooms.", undefined],
    ["Devices.", undefined],
    ["Opening hours.", undefined],
    ["A physician.", undefined],
    ["Working hours.", undefined],
    ["A scheduler.", undefined],
  ]);
});

test("what a clinic lacks leads to that clinic, even when another has it", () => {
  const hill = { id: "h", name: "Hill", rooms: 0, devices: 0, openDays: 0 };
  expect(open({ clinics: [riverside, hill] })).toEqual([
    ["Rooms.", "/settings/clinics/h?room=new"],
    ["Devices.", "/settings/clinics/h?device=new"],
    ["Opening hours.", "/settings/clinics/h#hours"],
  ]);
});

test("a physician without hours cannot be booked, and without a scheduler nobody books", () => {
  expect(open({ physiciansWithoutHours: 1, schedulers: 0 })).toEqual([
    ["Working hours.", "/settings/hours"],
    ["A scheduler.", "/settings/accounts/new?role=scheduler"],
  ]);
  expect(open({})).toEqual([]);
});
