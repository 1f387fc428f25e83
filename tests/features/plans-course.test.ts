import { expect, test } from "vitest";
import { courseOf } from "~/domain/course";
import { addDays, daysBetween, type Day } from "~/domain/day";
import { layOutCourse } from "~/features/plans/course-layout";
import type { PlanReport, PlanView } from "~/features/plans/plan";
import { aCoursePlan, aCourseSession, TODAY } from "tests/support/builders";

/** A plan's page with sessions so many days from today. */
function aView(days: number[], more: Partial<PlanView> = {}): PlanView {
  const sessions = days.map((away, index) => aCourseSession(away, { ordinal: index + 1 }));
  const course = courseOf(aCoursePlan(), sessions, TODAY);
  return {
    id: "plan",
    version: 1,
    patient: { id: "patient", name: "Ada Quill", recordNumber: "1", active: true },
    region: "knee",
    side: "left",
    guidance: "ultrasound",
    physician: "Dr Okafor",
    physicianId: "physician",
    clinic: { id: "clinic", name: "Riverside", zone: "America/Denver" },
    status: "active",
    since: addDays(TODAY, -60),
    plannedSessions: 4,
    usual: null,
    range: { min: 14, target: 21, max: 28 },
    startedOn: addDays(TODAY, -60),
    today: TODAY,
    course: {
      beads: course.beads,
      counts: course.counts,
      gap: course.gap,
      nextId: course.next?.id ?? null,
      previousOrdinal: course.lastPerformed?.ordinal ?? null,
    },
    sessions: [],
    reports: [],
    moves: [],
    clinical: null,
    ...more,
  };
}

const aReport = (on: Day, more: Partial<PlanReport> = {}): PlanReport => ({
  id: `report ${on}`,
  timePoint: "72-hours",
  ordinal: 1,
  dueOn: on,
  windowFrom: on,
  windowTo: addDays(on, 4),
  status: "answered",
  answeredOn: on,
  mayTake: false,
  answers: null,
  ...more,
});

test("distances on the strip are distances in days", () => {
  const { beads, window, today } = layOutCourse(aView([-30, -9, 12]));
  const [first, second, third] = beads.map(({ x }) => x);
  const perDay = ((second ?? 0) - (first ?? 0)) / 21;
  expect((third ?? 0) - (second ?? 0)).toBeCloseTo(21 * perDay, 1);
  expect((today?.x ?? 0) - (second ?? 0)).toBeCloseTo(9 * perDay, 1);
  expect((window?.from ?? 0) - (second ?? 0)).toBeCloseTo(14 * perDay, 1);
  expect((window?.to ?? 0) - (window?.from ?? 0)).toBeCloseTo(14 * perDay, 1);
});

test.each([[[]], [[-9]], [[-60, -40, -20, -2]], [[-400, -9]], [[3, 20, 40, 60]]])(
  "sessions %j days away all stand on the strip, in order, and do not touch",
  (days) => {
    const { beads, minWidthPx } = layOutCourse(aView(days));
    const places = beads.map(({ x }) => x);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (const x of places) expect(x >= 0 && x <= 100).toBe(true);
    const booked = beads.filter(({ kind }) => kind === "performed" || kind === "booked");
    booked.slice(1).forEach((bead, index) => {
      const apartPx = ((bead.x - (booked[index]?.x ?? 0)) / 100) * minWidthPx;
      expect(apartPx).toBeGreaterThan(28);
    });
  },
);

test("what is due stands on its target day, and today once that is past", () => {
  const soon = layOutCourse(aView([-15])).beads[1];
  expect(soon).toMatchObject({ kind: "due", label: "target 30 Nov", day: addDays(TODAY, 6) });
  expect(layOutCourse(aView([-25])).beads[1]).toMatchObject({ label: "due now", day: TODAY });
  expect(layOutCourse(aView([-40])).beads[1]).toMatchObject({ kind: "overdue", day: TODAY });
});

test("a gap outside the range is told from one inside", () => {
  const { pills } = layOutCourse(aView([-70, -40, -26, -16]));
  expect(pills.map(({ words, state }) => `${words} ${state}`)).toEqual([
    "30 d late",
    "14 d in-range",
    "10 d early",
  ]);
});

test("without answers there is no pain, and a report tells its state alone", () => {
  const reports = [
    aReport(addDays(TODAY, -27)),
    aReport(addDays(TODAY, -6), { status: "sent", answeredOn: null }),
    aReport(addDays(TODAY, 20), { status: "due", answeredOn: null }),
  ];
  const { marks, pain } = layOutCourse(aView([-30, -9], { reports }));
  expect(pain).toEqual([]);
  expect(marks.map(({ words, tone }) => `${words} ${tone}`)).toEqual(["Answered hollow", "No reply silent"]);
});

test("a rating is a mark, pain a point: hollow at the 72-hour contact", () => {
  const answers = {
    rating: "good",
    pain: 4,
    activities: [],
    selfCare: null,
    redFlags: [],
    adverseEffects: "",
    remarks: "",
    channel: null,
  } as const;
  const reports = [
    aReport(addDays(TODAY, -9), {
      timePoint: "before-session",
      answers: { ...answers, activities: [], redFlags: [], pain: 6 },
    }),
    aReport(addDays(TODAY, -6), { answers: { ...answers, activities: [], redFlags: [] } }),
  ];
  const { marks, pain } = layOutCourse(aView([-30, -9], { reports }));
  expect(marks.at(-1)).toMatchObject({ words: "Good", tone: "good" });
  expect(pain).toMatchObject([
    { value: 6, hollow: false },
    { value: 4, hollow: true },
  ]);
});

test("the strip's window lies as far from the last session as the plan says", () => {
  const view = aView([-15]);
  expect(view.course.gap.window && daysBetween(view.course.gap.window.from, view.course.gap.window.to)).toBe(
    14,
  );
  expect(layOutCourse(view).window?.words[0]).toBe("Session 2 is in range from 23 Nov to 7 Dec");
  expect(layOutCourse({ ...view, status: "on-hold" }).window).toBeNull();
});
