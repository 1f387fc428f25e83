import { expect, test } from "vitest";
import { whyWords } from "~/words/courses";

const range = { min: 14, target: 21, max: 28 };
const why = {
  physicians: ["Dr Okafor"],
  clinics: ["Riverside"],
  weekdays: [2],
  early: [],
  late: [],
  pastMaximum: 0,
};

test.each([
  [{}, ["Always Dr Okafor", "Only Tuesdays", "Every gap 21 days, as planned"], []],
  [
    { physicians: ["Dr Okafor", "Dr Varga"], weekdays: [4, 2], early: [2] },
    ["Only Tuesdays and Thursdays"],
    ["With Dr Okafor and Dr Varga", "2 days early once (target 21, allowed 14 to 28)"],
  ],
  [
    { weekdays: [1, 2, 3], early: [1], late: [2, 5], clinics: ["Riverside", "Harbour"] },
    ["Always Dr Okafor"],
    [
      "1 day early once, up to 5 days late, 2 times (target 21, allowed 14 to 28)",
      "At Riverside and Harbour",
    ],
  ],
  [
    { weekdays: [1, 2, 3], late: [33], pastMaximum: 26 },
    ["Always Dr Okafor"],
    ["26 days past the maximum gap, as soon as it can be"],
  ],
])("what is good about a course, and what it costs, is told apart: %o", (known, good, costs) => {
  const points = whyWords({ ...why, ...known }, range);
  expect(points.filter(({ isGood }) => isGood).map(({ words }) => words)).toEqual(good);
  expect(points.filter(({ isGood }) => !isGood).map(({ words }) => words)).toEqual(costs);
});
