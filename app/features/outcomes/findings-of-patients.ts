import { mayNameShare } from "~/domain/statistics/small-numbers";
import { monthYear, percent } from "~/words/outcomes";
import { signalWords } from "./findings";
import { landmarkWeeks } from "./given-figure";
import type { PainFigure } from "./pain-figure";
import type { Named } from "./tally";
import { stepAt, toldAfterDays, type TimeToGood } from "./time-to-good-figure";

export function painFinding({ byPoints, byPercent, n, dropOuts }: PainFigure): string {
  if (!mayNameShare(n) || byPoints.share === null) {
    return `It takes 10 plans with pain known before and after; there ${n === 1 ? "is 1" : `are ${n}`}.`;
  }
  const inPercent =
    byPercent.share === null || !mayNameShare(byPercent.n)
      ? ""
      : `, and by 30 % or more in ${percent(byPercent.share)} % of ${byPercent.n} who had any`;
  const stopped =
    dropOuts === 0
      ? ""
      : ` ${dropOuts} who stopped early without a report ${dropOuts === 1 ? "counts" : "count"} as no fall.`;
  return `Pain fell by 2 points or more in ${percent(byPoints.share)} % of ${n} plans${inPercent}.${stopped}`;
}

export function painMonthsFinding({ months: { months, centre, signals } }: PainFigure): string {
  const shown = months.filter(({ fall }) => fall !== null);
  if (shown.length < 2 || centre === null) return "A month needs 10 plans with pain known before and after.";
  const mean = `On average pain fell by ${centre.toFixed(1)} points.`;
  if (signals.length === 0) return `${mean} No month differs from the usual spread.`;
  const named = months.map(({ month }) => monthYear(month));
  return `${mean} ${signals.map((signal) => signalWords(signal, named)).join(" ")}`;
}

export function timeToGoodFinding({ courses, steps }: TimeToGood): string {
  if (!mayNameShare(courses)) {
    return `It takes 10 plans that began in this period; there ${courses === 1 ? "is 1" : `are ${courses}`}.`;
  }
  const after = stepAt(steps, toldAfterDays);
  const last = steps.at(-1);
  if (!after || !last) return `None of ${courses} plans has reported a good result yet, or stopped.`;
  return (
    `Of ${courses} plans that began in this period, ${percent(after.goodResult)} % have reported a good or excellent ` +
    `result within ${toldAfterDays} days, and ${percent(after.stopped)} % have stopped without one.`
  );
}

export function sessionsFinding(rows: readonly Named[]): string {
  const shown = rows.filter(({ tally }) => mayNameShare(tally.n));
  if (shown.length === 0) return "No number of sessions has 10 plans with a known result yet.";
  return `Counted ${landmarkWeeks} weeks after the first session. Who needs more sessions differs from who needs few, so this does not tell what another session does.`;
}

export function gapsFinding(rows: readonly Named[]): string {
  const total = rows.reduce((sum, { tally }) => sum + tally.due, 0);
  const kept = rows[0]?.name.startsWith("Every") ? rows[0].tally.due : 0;
  if (total === 0) return "No plan is due here.";
  return `${kept} of ${total} plans kept every gap in its range. Who keeps them differs in more than that, so this does not tell what keeping them does.`;
}
