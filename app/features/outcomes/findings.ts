import type { GoodShare, Verdict } from "~/domain/statistics/share";
import { quotedShare } from "~/domain/statistics/share";
import type { Signal, SignalRule } from "~/domain/statistics/signals";
import { mayJudge, mayNameShare } from "~/domain/statistics/small-numbers";
import { timePointWords } from "~/words/en";
import { monthYear, percent } from "~/words/outcomes";
import type { Outcomes, TimeFigures } from "./figures";
import type { ByMonth } from "./months-figure";
import type { Named } from "./tally";

/** What each figure shows, in a sentence: the same with and without the plot. */

export function verdictWords(verdict: Verdict, { n, bounds }: GoodShare): { title: string; words: string } {
  switch (verdict) {
    case "supported": {
      const holds = bounds !== null && bounds.lower > quotedShare;
      return {
        title: "“Over 80 %” is supported by those who replied.",
        words: holds
          ? "The whole interval lies above 80 %, and so it would if every silent patient had fared badly."
          : "The whole interval lies above 80 %. What the silent patients would say could still change that.",
      };
    }
    case "contradicted":
      return {
        title: "“Over 80 %” is contradicted.",
        words:
          "The whole interval lies below 80 %: fewer report a good result here than research is quoted for.",
      };
    case "not-contradicted":
      return {
        title: "“Over 80 %” is not contradicted, and not yet supported.",
        words: "The whole interval would have to lie above 80 %.",
      };
    case "too-few":
      return {
        title: "Too few to judge “over 80 %”.",
        words: `That takes 30 plans with a known result; there ${n === 1 ? "is 1" : `are ${n}`}.`,
      };
  }
}

/** How units lie against the quoted share: judged from 30 plans on, told in the order of their size. */
export function unitsFinding(units: readonly Named[], noun: string): string {
  const judged = units.filter(({ tally }) => mayJudge(tally.n));
  const shown = units.filter(({ tally }) => mayNameShare(tally.n));
  const sorted = "Sorted by number of plans, not by result.";
  if (shown.length === 0) return `No ${noun} has 10 plans with a known result yet, so no share is shown.`;
  if (judged.length === 0) return `No ${noun} has the 30 plans that a judgement takes. ${sorted}`;
  const above = judged.filter(({ tally }) => tally.verdict === "supported");
  const below = judged.filter(({ tally }) => tally.verdict === "contradicted");
  const told = [
    ...(above.length > 0 ? [`${names(above)} ${lie(above)} above 80 % with the whole interval`] : []),
    ...(below.length > 0 ? [`${names(below)} ${lie(below)} below 80 % with the whole interval`] : []),
  ];
  if (told.length === 0) {
    const all = judged.length === 1 ? `The one ${noun}` : `Every ${noun}`;
    return `${all} with 30 plans or more has an interval that takes in 80 %. ${sorted}`;
  }
  const chance = judged.length > 1 ? " Among many intervals one in twenty misses by chance." : "";
  return `${told.join(", ")}.${chance} ${sorted}`;
}

const names = (units: readonly Named[]) =>
  units.map(({ name }) => name).join(units.length === 2 ? " and " : ", ");
const lie = (units: readonly Named[]) => (units.length === 1 ? "lies" : "lie");

export function pointsFinding({ points, stillGood }: Pick<TimeFigures, "points" | "stillGood">): string {
  const shares = points.flatMap(({ point, tally }) =>
    tally.share !== null && mayNameShare(tally.n)
      ? [`${percent(tally.share)} % at ${timePointWords[point]}`]
      : [],
  );
  const first =
    shares.length > 0 ? `${shares.join(", ")}${shares.length > 1 ? ": other patients at each" : ""}.` : "";
  const { good, n, missing } = stillGood;
  if (!mayNameShare(n)) {
    return `${first} Fewer than 10 who were good at 3 months have answered at 12, so nobody knows yet whether it lasts.`.trim();
  }
  const silent = missing > 0 ? `; ${missing} more did not answer` : "";
  return `${first} Of ${n} who were good or excellent at 3 months and answered at 12, ${good} still are${silent}.`.trim();
}

export function monthsFinding({ months, signals, xmr }: ByMonth): string {
  const shown = months.filter(({ point }) => point !== null);
  const small = months.length - shown.length;
  const left =
    small === 0
      ? ""
      : ` ${small === 1 ? "1 month has" : `${small} months have`} fewer than 10 plans and no point.`;
  if (shown.length < 2) return `A month needs 10 plans with a known result to be drawn.${left}`;
  const names = months.map(({ month }) => monthYear(month));
  if (signals.length > 0) {
    return `${signals.map((signal) => signalWords(signal, names)).join(" ")}${left}`;
  }
  const alone = xmr?.signals.map((signal) => signalWords(signal, names)).join(" ");
  return (
    `No month stands outside the limits, and there is no run or trend in ${shown.length} months.` +
    `${alone ? ` As single values (XmR): ${alone}` : ""}${left}`
  );
}

const ruleWords: Record<SignalRule, (when: string, up: boolean) => string> = {
  "outside-limits": (when, up) => `${when} stands ${up ? "above the upper" : "below the lower"} limit.`,
  "seven-on-one-side": (when, up) => `From ${when} every month lies ${up ? "above" : "below"} the mean.`,
  "seven-point-trend": (when, up) => `From ${when} the share ${up ? "rises" : "falls"} month by month.`,
  "two-of-three-near-limit": (when, up) =>
    `${when} lie close together near the ${up ? "upper" : "lower"} limit.`,
};

/** `names` are the months' own, in the chart's order. */
export function signalWords({ rule, direction, points }: Signal, names: readonly string[]): string {
  const named = points.flatMap((index) => names[index] ?? []);
  const when =
    rule === "two-of-three-near-limit"
      ? named.join(" and ")
      : rule === "outside-limits"
        ? (named[0] ?? "")
        : `${named[0]} to ${named.at(-1)}`;
  return ruleWords[rule](when, direction === "up");
}

/** What is due but may still be answered: told, so that a report just taken is not missed in the figures. */
export function openWords({ plans, answered }: Outcomes["open"]): string | null {
  if (plans === 0) return null;
  const still = `${plans === 1 ? "1 more plan is" : `${plans.toLocaleString("en")} more plans are`} due in this period and may still be answered`;
  return `${still}${answered > 0 ? `; ${answered} ${answered === 1 ? "has" : "have"} been` : ""}. They count once their time to answer is over, whatever the answer.`;
}
