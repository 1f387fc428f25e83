import type { ReactNode } from "react";
import type { ControlPoint } from "~/domain/statistics/control-charts";
import { mayNameShare } from "~/domain/statistics/small-numbers";
import { ChartFrame, TwinTable } from "~/ui/chart-frame";
import { monthWord, monthYear, percent } from "~/words/outcomes";
import { MonthsDefinition } from "./definitions";
import { monthsFinding } from "./findings";
import type { ByMonth } from "./months-figure";

const loadChart = () => import("./over-time-chart");

const height = 300;

interface OverTimeProps {
  byMonth: ByMonth;
  csvHref: string;
  patients: ReactNode;
}

/** A p-chart: which months differ from the practice's usual spread, and which are only that spread. */
export function OverTime({ byMonth, csvHref, patients }: OverTimeProps) {
  const { months, centre, signals } = byMonth;
  const marked = new Set(signals.flatMap(({ points }) => points));
  return (
    <ChartFrame
      title="Over time"
      finding={monthsFinding(byMonth)}
      csvHref={csvHref}
      chart={loadChart}
      chartProps={{
        centre: centre === null ? null : 100 * centre,
        digits: 0,
        ticks: percentTicks(
          months.flatMap(({ point }) => (point ? [100 * point.value, 100 * point.lower] : [])),
        ),
        months: months.map(({ month, point }, index) => ({
          month: monthWord(month),
          year: month.slice(0, 4),
          value: point && 100 * point.value,
          lower: point && 100 * point.lower,
          upper: point && 100 * point.upper,
          isMarked: marked.has(index),
        })),
      }}
      height={height}
      table={<Twin byMonth={byMonth} />}
      legend={
        <>
          <MonthsDefinition byMonth={byMonth} />
          {patients}
        </>
      }
    />
  );
}

const Twin = ({ byMonth: { months } }: { byMonth: ByMonth }) => (
  <TwinTable
    caption="Share good or excellent by month"
    head={["Due in", "Share", "Limits", "XmR limits", "Good or excellent", "Plans", "Replied"]}
    rows={months.map(({ month, tally: { n, good, share, answered, due }, point, xmr }) => [
      monthYear(month),
      share !== null && mayNameShare(n) ? `${percent(share)} %` : n === 0 ? "no plans" : "fewer than 10",
      between(point),
      between(xmr),
      n === 0 ? "–" : good,
      n,
      due === 0 ? "–" : `${answered} of ${due}`,
    ])}
  />
);

const between = (point: ControlPoint | null) =>
  point ? `${percent(point.lower)}–${percent(point.upper)} %` : "–";

/** Down to the next twenty below all that is drawn. */
function percentTicks(values: readonly number[]): number[] {
  const least = Math.max(0, Math.floor(Math.min(50, ...values) / 20) * 20);
  return [0, 20, 40, 60, 80, 100].filter((tick) => tick >= least);
}
