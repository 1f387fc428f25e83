import { addDays, addMonths, daysBetween, startOfMonth, type Day } from "~/domain/day";
import { dayAndMonth, dayWords, monthWords } from "~/domain/words-of-time";
import { painDays, reportDays, withRoom } from "./course-answers";
import { apart, minWidth, pillsOf, placeBeads, threadsOf, withLabelRows } from "./course-beads";
import { round, USUAL_WIDTH_PX, type CourseLayout } from "./course-parts";
import type { PlanView } from "./plan";

const EDGE_PERCENT = 3;
const PAD_DAYS = 4;

/** Of one course; with `span`, on a scale that others share. */
export function layOutCourse(plan: PlanView, span: Span = spanOf(plan)): CourseLayout {
  const dated = placeBeads(plan);
  const marks = reportDays(plan);
  const pain = painDays(plan);
  const window = windowOf(plan);
  const first = addDays(span.first, -PAD_DAYS);
  const last = addDays(span.last, PAD_DAYS);
  const length = Math.max(28, daysBetween(first, last));
  const x = (day: Day) => round(EDGE_PERCENT + (daysBetween(first, day) / length) * (100 - 2 * EDGE_PERCENT));
  const beads = withLabelRows(apart(dated.map((bead) => ({ ...bead, x: x(bead.day) }))));
  return {
    minWidthPx: minWidth(dated, length),
    months: labelledMonths(monthsBetween(first, addDays(first, length)), length).map((month) => ({
      ...month,
      x: x(month.day),
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
    today: isWithin(plan.today, first, last) ? todayAt(plan.today, x) : null,
    marks: withRoom(marks.map(({ day, ...mark }) => ({ ...mark, x: x(day) }))),
    pain: pain.map(({ day, ...point }) => ({ ...point, x: x(day) })),
  };
}

export interface Span {
  first: Day;
  last: Day;
}

/** From the first day of a course that is drawn to the last; while it is open, today too. */
export function spanOf(plan: PlanView): Span {
  const window = windowOf(plan);
  const isOpen = plan.status === "active" || plan.status === "on-hold" || plan.status === "draft";
  const drawn = [...placeBeads(plan), ...reportDays(plan), ...painDays(plan)].map(({ day }) => day);
  const days = [
    ...drawn,
    ...(window ? [window.from, window.to] : []),
    ...(isOpen || plan.course.beads.length === 0 ? [plan.today] : []),
  ].sort();
  return { first: days[0] ?? plan.today, last: days.at(-1) ?? plan.today };
}

const todayAt = (today: Day, x: (day: Day) => number) => ({ x: x(today), label: dayWords(today) });
const isWithin = (day: Day, first: Day, last: Day) => first <= day && day <= last;

function windowOf({ status, course }: PlanView) {
  return status === "active" ? course.gap.window : null;
}

function windowWords(
  { range, course, sessions }: PlanView,
  window: { from: Day; to: Day },
): [string, string] {
  const ordinal = sessions.find(({ id }) => id === course.nextId)?.ordinal ?? course.counts.performed + 1;
  return [
    `Session ${ordinal} is in range from ${dayAndMonth(window.from)} to ${dayAndMonth(window.to)}`,
    `${range.min} to ${range.max} days after session ${course.previousOrdinal ?? 0}. Outside it, a reason is asked.`,
  ];
}

function monthsBetween(first: Day, last: Day): Day[] {
  const months: Day[] = [];
  for (let day = addMonths(startOfMonth(first), 1); day <= last; day = addMonths(day, 1)) months.push(day);
  return months;
}

/** Each month's rule; its name where there is room, the year with the first and with every January. */
function labelledMonths(days: readonly Day[], lengthDays: number): { day: Day; label: string }[] {
  const monthPx = (30 / lengthDays) * USUAL_WIDTH_PX;
  const every = Math.ceil(84 / monthPx);
  return days.map((day, index) => {
    const [month = "", year = ""] = monthWords(day).split(" ");
    if (index % every !== 0) return { day, label: "" };
    return { day, label: index === 0 || month === "January" ? `${month} ${year}` : month };
  });
}
