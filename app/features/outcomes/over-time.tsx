import { mayNameShare } from "~/domain/statistics/small-numbers";
import { ChartFrame, TwinTable } from "~/ui/chart-frame";
import { monthWord, monthYear, percent } from "~/words/outcomes";
import { MonthsDefinition } from "./definitions";
import type { ByMonth } from "./figures";
import { monthsFinding } from "./findings";

const loadChart = () => import("./over-time-chart");

const height = 300;

/** A p-chart: which months differ from the practice's usual spread, and which are only that spread. */
export function OverTime({ byMonth, csvHref }: { byMonth: ByMonth; csvHref: string }) {
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
        months: months.map(({ month, point }, index) => ({
          month: monthWord(month),
          year: month.slice(0, 4),
          share: point && 100 * point.value,
          lower: point && 100 * point.lower,
          upper: point && 100 * point.upper,
          isMarked: marked.has(index),
        })),
      }}
      height={height}
      table={<Twin byMonth={byMonth} />}
      legend={<MonthsDefinition />}
    />
  );
}

const Twin = ({ byMonth: { months } }: { byMonth: ByMonth }) => (
  <TwinTable
    caption="Share good or excellent by month"
    head={["Due in", "Share", "Limits", "Good or excellent", "Plans", "Replied"]}
    rows={months.map(({ month, tally: { n, good, share, answered, due }, point }) => [
      monthYear(month),
      share !== null && mayNameShare(n) ? `${percent(share)} %` : n === 0 ? "no plans" : "fewer than 10",
      point ? `${percent(point.lower)}–${percent(point.upper)} %` : "–",
      n === 0 ? "–" : good,
      n,
      due === 0 ? "–" : `${answered} of ${due}`,
    ])}
  />
);
