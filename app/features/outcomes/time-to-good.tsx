import type { ReactNode } from "react";
import type { IncidenceStep } from "~/domain/statistics/competing-risks";
import { mayNameShare } from "~/domain/statistics/small-numbers";
import { ChartFrame, TwinTable } from "~/ui/chart-frame";
import { percent } from "~/words/outcomes";
import { TimeToGoodDefinition } from "./definitions-of-figures";
import { timeToGoodFinding } from "./findings-of-patients";
import { stepAt, toldAfterDays, type TimeToGood as TimeToGoodFigure } from "./time-to-good-figure";

const loadChart = () => import("./curve-chart");

interface TimeToGoodProps {
  figure: TimeToGoodFigure;
  csvHref: string;
  patients: ReactNode;
}

/** How long until a patient first reports a good result, where stopping is an end of its own. */
export function TimeToGood({ figure, csvHref, patients }: TimeToGoodProps) {
  const { steps, courses } = figure;
  const shown = mayNameShare(courses) ? steps : [];
  const last = shown.at(-1)?.time ?? 0;
  return (
    <ChartFrame
      title="Time to a good result"
      finding={timeToGoodFinding(figure)}
      csvHref={csvHref}
      chart={loadChart}
      chartProps={{
        points: [
          { x: 0, first: 0, second: 0 },
          ...shown.map(({ time, goodResult, stopped }) => ({
            x: time,
            first: 100 * goodResult,
            second: 100 * stopped,
          })),
        ],
        shape: "stepAfter" as const,
        xUnit: " d",
        xMost: Math.max(toldAfterDays, last),
        yMost: 100,
        firstName: "good result",
        secondName: "stopped",
        marks: [],
      }}
      height={shown.length === 0 ? 0 : 280}
      table={
        <TwinTable
          caption="Time to a good result"
          head={["By day", "Good result", "Stopped", "Neither", "At risk before"]}
          rows={daysToTell(shown).flatMap((day) => {
            const step = stepAt(shown, day);
            return step
              ? [
                  [
                    String(day),
                    `${percent(step.goodResult)} %`,
                    `${percent(step.stopped)} %`,
                    `${percent(step.neither)} %`,
                    step.atRisk,
                  ],
                ]
              : [];
          })}
        />
      }
      legend={
        <>
          <TimeToGoodDefinition />
          {patients}
        </>
      }
    />
  );
}

const mostRows = 30;
const usualDays = [30, 60, 90, 120, 150, 180, 240, 300, 365, 455, 545, 730];

/** Every day on which something ended, or of many the usual ones; the file has all. */
function daysToTell(steps: readonly IncidenceStep[]): readonly number[] {
  if (steps.length <= mostRows) return steps.map(({ time }) => time);
  const last = steps.at(-1)?.time ?? 0;
  return usualDays.filter((day) => day <= Math.max(last, toldAfterDays));
}
