import { appendFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchBooking } from "./booking";
import { benchCalendar } from "./calendar";
import { benchCourseRequest } from "./course-request";
import { benchCourses } from "./courses";
import { benchHonesty, benchOutcomes } from "./outcomes";
import { benchPages } from "./pages";
import { openPractice } from "./practice";
import { benchAttacks } from "./reliability";
import { benchRestore } from "./restore";
import { benchSignIn } from "./sign-in";
import type { Measure } from "./measure";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "string" },
    seconds: { type: "string", default: "6" },
    /** How often the demo practice is multiplied: about 4,000 sessions each. */
    scale: { type: "string", default: "5" },
    growth: { type: "string", default: "500" },
  },
});
const suites = ["pages", "booking", "calendar", "courses", "outcomes", "reliability"];
const asked = positionals.length > 0 ? positionals : suites;
const unknown = asked.filter((suite) => !suites.includes(suite));
if (unknown.length > 0) {
  console.error(`There is no suite ${unknown.join(", ")}. There are: ${suites.join(", ")}.`);
  process.exit(2);
}
if (values.json) writeFileSync(values.json, "");

const measures: Measure[] = [];
const seconds = Number(values.seconds);
const tell = (measure: Measure) => {
  measures.push(measure);
  if (values.json) appendFileSync(values.json, `${JSON.stringify(measure)}\n`);
};

if (asked.includes("courses")) {
  benchCourses({ tell });
  const practice = await openPractice(1);
  try {
    await benchCourseRequest(practice, { tell });
  } finally {
    await practice.close();
  }
}
if (asked.includes("pages") || asked.includes("booking") || asked.includes("calendar")) {
  const practice = await openPractice(Number(values.scale));
  try {
    if (asked.includes("pages")) await benchPages(practice, { seconds, growth: Number(values.growth), tell });
    if (asked.includes("booking")) await benchBooking(practice, { seconds, tell });
    if (asked.includes("calendar")) await benchCalendar(practice, { tell });
  } finally {
    await practice.close();
  }
}
if (asked.includes("outcomes")) {
  const practice = await openPractice(1);
  try {
    // After it, since the vectors are read from pages as they are built.
    benchHonesty({ tell });
    await benchOutcomes(practice, { tell });
  } finally {
    await practice.close();
  }
}
if (asked.includes("reliability")) {
  const practice = await openPractice(1);
  try {
    await benchSignIn(practice, { tell });
    await benchRestore(practice, { tell });
  } finally {
    await practice.close();
  }
  benchAttacks({ tell });
}
console.table(
  measures.map(({ name, value, unit, reference, ratio }) => ({
    name,
    value: round(value),
    unit,
    reference: reference === null ? "" : round(reference),
    ratio: ratio === null ? "" : round(ratio),
  })),
);
process.exit(0);

function round(value: number) {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
