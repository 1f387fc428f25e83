import type { ReactNode } from "react";
import { mayNameShare } from "~/domain/statistics/small-numbers";
import { ChartFrame, TwinTable } from "~/ui/chart-frame";
import { monthWord, monthYear, percent } from "~/words/outcomes";
import { PainDefinition, PainMonthsDefinition } from "./definitions-of-figures";
import { painFinding, painMonthsFinding } from "./findings-of-patients";
import type { PainFigure, Responders } from "./pain-figure";

const loadCurve = () => import("./curve-chart");
const loadMonths = () => import("./over-time-chart");

interface PainProps {
  pain: PainFigure;
  csvHref: string;
  patients: ReactNode;
}

/** By how much pain fell: both usual definitions, and every other one as a curve. */
export function PainResponders({ pain, csvHref, patients }: PainProps) {
  const { byPoints, byPercent, curve, n } = pain;
  const points = mayNameShare(n) && curve ? curve.points : [];
  return (
    <ChartFrame
      title="Pain"
      finding={painFinding(pain)}
      csvHref={csvHref}
      chart={loadCurve}
      chartProps={{
        points: points.map(({ percent, share }) => ({ x: percent, first: 100 * share, second: null })),
        shape: "linear" as const,
        xUnit: " %",
        xMost: 100,
        yMost: 100,
        firstName: "",
        secondName: null,
        marks: [
          { x: 30, words: "30 %" },
          { x: 50, words: "50 %" },
        ],
      }}
      height={points.length === 0 ? 0 : 280}
      table={
        <TwinTable
          caption="Pain: whose fell, and by how much"
          head={["Fell by", "Share", "95 % interval", "Plans", "Of"]}
          rows={[
            respondersRow("2 points or more", byPoints),
            respondersRow("30 % or more", byPercent),
            ...points.map(({ percent: fall, responders, share }) => [
              `${fall} % or more (curve)`,
              `${percent(share)} %`,
              "–",
              responders,
              curve?.n ?? 0,
            ]),
          ]}
        />
      }
      legend={
        <>
          {points.length > 0 && <span>share of plans (up) whose pain fell by at least so much (along)</span>}
          <PainDefinition pain={pain} />
          {patients}
        </>
      }
    />
  );
}

function respondersRow(name: string, { responders, n, share, interval }: Responders) {
  const isShown = mayNameShare(n) && share !== null && interval !== null;
  return [
    name,
    isShown ? `${percent(share)} %` : "fewer than 10",
    isShown ? `${percent(interval.lower)}–${percent(interval.upper)} %` : "–",
    responders,
    n,
  ];
}

/** The mean fall month by month, as single values: there is no n to draw a p-chart's limits from. */
export function PainOverTime({ pain, csvHref, patients }: PainProps) {
  const { months, centre, signals } = pain.months;
  const marked = new Set(signals.flatMap(({ points }) => points));
  const drawn = months.flatMap(({ point }) => (point ? [point.value, point.lower, point.upper] : []));
  return (
    <ChartFrame
      title="Pain over time"
      finding={painMonthsFinding(pain)}
      csvHref={csvHref}
      chart={loadMonths}
      chartProps={{
        centre,
        digits: 1,
        ticks: wholeTicks(drawn),
        months: months.map(({ month, point }, index) => ({
          month: monthWord(month),
          year: month.slice(0, 4),
          value: point && point.value,
          lower: point && point.lower,
          upper: point && point.upper,
          isMarked: marked.has(index),
        })),
      }}
      height={drawn.length === 0 ? 0 : 280}
      table={
        <TwinTable
          caption="Mean fall of pain by month, in points"
          head={["Due in", "Mean fall", "Limits", "Plans"]}
          rows={months.map(({ month, fall, point, n }) => [
            monthYear(month),
            fall === null ? (n === 0 ? "no plans" : "fewer than 10") : fall.toFixed(1),
            point ? `${point.lower.toFixed(1)} to ${point.upper.toFixed(1)}` : "–",
            n,
          ])}
        />
      }
      legend={
        <>
          <span>points of the 0 to 10 scale by which pain fell, on average</span>
          <PainMonthsDefinition />
          {patients}
        </>
      }
    />
  );
}

function wholeTicks(values: readonly number[]): number[] {
  const least = Math.floor(Math.min(0, ...values));
  const most = Math.ceil(Math.max(1, ...values));
  return Array.from({ length: most - least + 1 }, (_, index) => least + index);
}
