import { addDays, addMonths, daysBetween, laterDay, startOfMonth, type Day } from "~/domain/day";
import { dayAndMonth, dayWords, monthWords } from "~/domain/words-of-time";
import { ratingWords, timePointWords } from "~/words/en";
import { reportStateWords } from "~/words/plans";
import type { CourseBead, PlanReport, PlanView } from "./plan";

/** Where everything of a course's strip stands in time: positions in percent of its width, so that it fits any. */
export interface CourseLayout {
  /** The strip's least width, below which beads would touch. */
  minWidthPx: number;
  months: { x: number; label: string }[];
  beads: PlacedBead[];
  threads: { from: number; to: number; kind: "performed" | "booked" | "open" }[];
  pills: { x: number; words: string; state: "in-range" | "early" | "late" }[];
  window: { from: number; to: number; words: [string, string]; outside: "right" | "left" } | null;
  today: { x: number; label: string } | null;
  marks: ReportMark[];
  pain: PainPoint[];
}

export interface PlacedBead {
  x: number;
  day: Day;
  kind: CourseBead["kind"];
  ordinal: number;
  label: string;
  /** 1 where the label would run into its neighbour's. */
  labelRow: 0 | 1;
}

export interface ReportMark {
  x: number;
  /** Empty where its neighbour leaves no room. */
  words: string;
  title: string;
  tone: "excellent" | "good" | "fair" | "poor" | "hollow" | "silent";
}

export interface PainPoint {
  x: number;
  value: number;
  /** A dot is solid before a session, hollow at the 72-hour contact. */
  hollow: boolean;
  isLabelled: boolean;
}

/** What a page is usually wide; only decides which words have room. */
const USUAL_WIDTH_PX = 1140;
const PX_PER_DAY = 3.4;
const EDGE_PERCENT = 3;
const PAD_DAYS = 4;

export function layOutCourse(plan: PlanView): CourseLayout {
  const dated = placeBeads(plan);
  const marks = reportDays(plan);
  const pain = painDays(plan);
  const window = windowOf(plan);
  const isOpen = plan.status === "active" || plan.status === "on-hold" || plan.status === "draft";
  const days = [
    ...dated.map(({ day }) => day),
    ...marks.map(({ day }) => day),
    ...pain.map(({ day }) => day),
    ...(window ? [window.from, window.to] : []),
    ...(isOpen || dated.length === 0 ? [plan.today] : []),
  ].sort();
  const first = addDays(days[0] ?? plan.today, -PAD_DAYS);
  const last = addDays(days.at(-1) ?? plan.today, PAD_DAYS);
  const length = Math.max(28, daysBetween(first, last));
  const x = (day: Day) => round(EDGE_PERCENT + (daysBetween(first, day) / length) * (100 - 2 * EDGE_PERCENT));
  const beads = withLabelRows(dated.map((bead) => ({ ...bead, x: x(bead.day) })));
  return {
    minWidthPx: Math.round(length * PX_PER_DAY),
    months: monthsBetween(first, addDays(first, length)).map((day, index) => ({
      x: x(day),
      label:
        index === 0 || day.slice(5, 7) === "01" ? monthWords(day) : (monthWords(day).split(" ")[0] ?? ""),
    })),
    beads,
    threads: threadsOf(beads),
    pills: pillsOf(beads, plan),
    window: window && {
      from: x(window.from),
      to: x(window.to),
      words: windowWords(plan, window),
      outside: x(window.to) > 66 ? "left" : "right",
    },
    today: days.includes(plan.today) || isWithin(plan.today, first, last) ? todayAt(plan.today, x) : null,
    marks: withRoom(marks.map(({ day, ...mark }) => ({ ...mark, x: x(day) }))),
    pain: pain.map(({ day, ...point }) => ({ ...point, x: x(day) })),
  };
}

const todayAt = (today: Day, x: (day: Day) => number) => ({ x: x(today), label: dayWords(today) });
const isWithin = (day: Day, first: Day, last: Day) => first <= day && day <= last;
const round = (percent: number) => Math.round(percent * 100) / 100;
const px = (percent: number) => (percent / 100) * USUAL_WIDTH_PX;

/** Booked sessions stand on their day; what is not booked where it would keep the target gap. */
function placeBeads({ course, range, today }: PlanView) {
  let last: Day | null = null;
  return course.beads.map((bead) => {
    const soonest: Day = last === null ? today : laterDay(today, addDays(last, range.target));
    const day = bead.day ?? soonest;
    if (bead.kind !== "no-show" && bead.kind !== "displaced") last = day;
    return { ...bead, day, label: labelOf(bead, day, today) };
  });
}

function labelOf({ kind }: CourseBead, day: Day, today: Day): string {
  switch (kind) {
    case "due":
      return day > today ? `target ${dayAndMonth(day)}` : "due now";
    case "overdue":
      return "overdue";
    case "not-booked":
      return "not booked";
    case "no-show":
      return "no-show";
    case "displaced":
      return "to rebook";
    case "performed":
    case "booked":
    case "now":
      return dayWords(day);
  }
}

function withLabelRows(beads: Omit<PlacedBead, "labelRow">[]): PlacedBead[] {
  let row: 0 | 1 = 0;
  return beads.map((bead, index) => {
    const before = beads[index - 1];
    row = before && px(bead.x - before.x) < 88 && row === 0 ? 1 : 0;
    return { ...bead, labelRow: row };
  });
}

const standing = (bead: PlacedBead) => bead.kind !== "no-show" && bead.kind !== "displaced";

function threadsOf(beads: readonly PlacedBead[]): CourseLayout["threads"] {
  const chain = beads.filter(standing);
  return chain.slice(1).map((bead, index) => ({
    from: chain[index]?.x ?? bead.x,
    to: bead.x,
    kind:
      bead.kind === "performed"
        ? "performed"
        : bead.kind === "booked" || bead.kind === "now"
          ? "booked"
          : "open",
  }));
}

/** The gap in days on the thread, between sessions that stand on a day. */
function pillsOf(beads: readonly PlacedBead[], { range }: PlanView): CourseLayout["pills"] {
  const chain = beads.filter(standing);
  return chain.slice(1).flatMap((bead, index) => {
    const before = chain[index];
    if (!before || !["performed", "booked", "now"].includes(bead.kind) || px(bead.x - before.x) < 70)
      return [];
    const days = daysBetween(before.day, bead.day);
    const state = days < range.min ? "early" : days > range.max ? "late" : "in-range";
    return [{ x: round((before.x + bead.x) / 2), words: `${days} d`, state }];
  });
}

function windowOf({ status, course }: PlanView) {
  return status === "active" ? course.gap.window : null;
}

function windowWords({ range, course }: PlanView, window: { from: Day; to: Day }): [string, string] {
  const ordinal = course.nextOrdinal ?? course.counts.performed + 1;
  return [
    `Session ${ordinal} is in range from ${dayAndMonth(window.from)} to ${dayAndMonth(window.to)}`,
    `${range.min} to ${range.max} days after session ${course.counts.performed}. Outside it, a reason is asked.`,
  ];
}

/** The reports that have been answered, or that nobody answered in time. */
function reportDays({ reports, today }: PlanView): (Omit<ReportMark, "x"> & { day: Day })[] {
  return reports
    .filter((report) => report.status === "answered" || report.dueOn < today)
    .map((report) => {
      const day = report.answeredOn ?? report.dueOn;
      const words = markWords(report, today);
      const title = `${timePointWords[report.timePoint]}, ${dayAndMonth(day)}: ${words}`;
      return { day, words, title, tone: toneOf(report) };
    })
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

function markWords(report: PlanReport, today: Day): string {
  if (report.timePoint === "baseline") return "Baseline";
  const rating = report.answers?.rating;
  return rating ? ratingWords[rating] : reportStateWords(report, today).words;
}

function toneOf({ timePoint, status, answers }: PlanReport): ReportMark["tone"] {
  if (status !== "answered") return "silent";
  return timePoint === "baseline" ? "hollow" : (answers?.rating ?? "hollow");
}

/** Words only where the next mark leaves room for them; each mark has its title. */
function withRoom(marks: ReportMark[]): ReportMark[] {
  return marks.map((mark, index) => {
    const next = marks[index + 1];
    const room = next ? px(next.x - mark.x) : px(100 - mark.x);
    return room < 22 + mark.words.length * 7 ? { ...mark, words: "" } : mark;
  });
}

function painDays({ reports, clinical, startedOn }: PlanView): (Omit<PainPoint, "x"> & { day: Day })[] {
  const answered = reports.flatMap(({ timePoint, answers, answeredOn }) =>
    answers?.pain == null || answeredOn === null
      ? []
      : [
          {
            day: answeredOn,
            value: answers.pain,
            hollow: timePoint === "72-hours",
            isLabelled: timePoint !== "72-hours",
          },
        ],
  );
  const hasBaseline = reports.some(({ timePoint, answers }) => timePoint === "baseline" && answers);
  const fromPlan =
    !hasBaseline && clinical?.baselinePain != null && startedOn
      ? [{ day: startedOn, value: clinical.baselinePain, hollow: false, isLabelled: true }]
      : [];
  return [...fromPlan, ...answered].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

function monthsBetween(first: Day, last: Day): Day[] {
  const months: Day[] = [];
  for (let day = addMonths(startOfMonth(first), 1); day <= last; day = addMonths(day, 1)) months.push(day);
  return months;
}
