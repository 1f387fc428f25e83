import type { Day } from "~/domain/day";
import { dayAndMonth } from "~/domain/words-of-time";
import { ratingWords, timePointWords } from "~/words/en";
import { reportStateWords } from "~/words/plans";
import { px, type PainPoint, type ReportMark } from "./course-parts";
import type { PlanReport, PlanView } from "./plan";

/** What patients say, on a course's strip: reports as marks, pain as a line. */

/** The reports that have been answered, or that nobody answered in time. */
export function reportDays({ reports, today }: PlanView): (Omit<ReportMark, "x"> & { day: Day })[] {
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
export function withRoom(marks: ReportMark[]): ReportMark[] {
  return marks.map((mark, index) => {
    const next = marks[index + 1];
    const room = next ? px(next.x - mark.x) : px(100 - mark.x);
    return room < 22 + mark.words.length * 6.4 ? { ...mark, words: "" } : mark;
  });
}

export function painDays({
  reports,
  clinical,
  startedOn,
}: PlanView): (Omit<PainPoint, "x"> & { day: Day })[] {
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
