import type { ReactNode } from "react";
import type { Interval } from "~/domain/statistics/intervals";
import { quotedShare } from "~/domain/statistics/share";
import { mayJudge, mayNameShare } from "~/domain/statistics/small-numbers";
import { ChartFrame, TwinTable } from "~/ui/chart-frame";
import { percent } from "~/words/outcomes";
import type { IntervalRow } from "./interval-rows-chart";
import type { Named } from "./tally";
import "./interval-rows.css";

const loadChart = () => import("./interval-rows-chart");

const rowHeight = 28;
const axisHeight = 24;

interface IntervalRowsProps {
  title: string;
  finding: string;
  rows: readonly Named[];
  rowHead: string;
  csvHref: string;
  definition: ReactNode;
  patients: ReactNode;
}

/** Shares side by side with their intervals: dots, not bars, so that the interval is what one sees. */
export function IntervalRows({
  title,
  finding,
  rows,
  rowHead,
  csvHref,
  definition,
  patients,
}: IntervalRowsProps) {
  const drawn = rows.map(intervalRow);
  return (
    <ChartFrame
      title={title}
      finding={finding}
      csvHref={csvHref}
      chart={loadChart}
      chartProps={{ rows: drawn, rowHeight, axisHeight, quoted: percent(quotedShare) }}
      height={(rows.length + 1) * rowHeight + axisHeight}
      table={<Twin title={title} rows={rows} rowHead={rowHead} />}
      legend={
        <>
          <span className="dot-key dot-key-solid">30 plans or more</span>
          <span className="dot-key dot-key-hollow">10 to 29, too few to judge</span>
          {definition}
          {patients}
        </>
      }
    />
  );
}

function intervalRow({ name, tally: { n, share, interval } }: Named): IntervalRow {
  if (share === null || interval === null || !mayNameShare(n)) return { name, n, point: null };
  const point = { share: 100 * share, lower: 100 * interval.lower, upper: 100 * interval.upper };
  return { name, n, point: { ...point, isFirm: mayJudge(n) } };
}

function Twin({ title, rows, rowHead }: Pick<IntervalRowsProps, "title" | "rows" | "rowHead">) {
  return (
    <TwinTable
      caption={title}
      head={[
        rowHead,
        "Share",
        "95 % interval",
        "Good or excellent",
        "Plans",
        "Replied",
        "If silent poor, or good",
      ]}
      rows={rows.map(({ name, tally: { n, good, share, interval, answered, due, bounds } }) => {
        const isShown = mayNameShare(n) && share !== null && interval !== null && bounds !== null;
        return [
          name,
          isShown ? `${percent(share)} %` : "fewer than 10",
          isShown ? between(interval) : "–",
          good,
          n,
          `${answered} of ${due}`,
          isShown ? between(bounds) : "–",
        ];
      })}
    />
  );
}

const between = ({ lower, upper }: Interval) => `${percent(lower)}–${percent(upper)} %`;
