import { timePointWords } from "~/words/en";
import { PointsDefinition } from "./definitions";
import { GapsDefinition, SessionsDefinition } from "./definitions-of-figures";
import type { PhysiciansFigures } from "./figures";
import type { OutcomeFigure, OutcomeFilter } from "./filter";
import { pointsFinding } from "./findings";
import { gapsFinding, sessionsFinding } from "./findings-of-patients";
import { Funnel } from "./funnel";
import { IntervalRows } from "./interval-rows";
import { OverTime } from "./over-time";
import { PainOverTime, PainResponders } from "./pain";
import { behindBegun, behindCounted, PatientsBehind } from "./patients-behind";
import { TimeToGood } from "./time-to-good";

interface FiguresForPhysiciansProps {
  figures: PhysiciansFigures;
  filter: OutcomeFilter;
  clinic: string | null;
  csvHref: (figure: OutcomeFigure) => string;
}

/** What a physician sees of their clinics, and an administrator does not. */
export function FiguresForPhysicians({ figures, filter, clinic, csvHref }: FiguresForPhysiciansProps) {
  const { points, stillGood, months, physicians, pain, timeToGood, sessions, gaps } = figures;
  const behind = <PatientsBehind href={behindCounted(filter, clinic)} />;
  return (
    <>
      <IntervalRows
        title="By time point"
        finding={pointsFinding(figures)}
        rows={[
          ...points.map(({ point, tally }) => ({ name: timePointWords[point], tally })),
          { name: "Good at 3, still at 12", tally: stillGood },
        ]}
        rowHead="Time point"
        csvHref={csvHref("time-point")}
        definition={<PointsDefinition />}
        patients={behind}
      />
      <OverTime byMonth={months} csvHref={csvHref("month")} patients={behind} />
      <Funnel
        title="By physician"
        noun="physician"
        funnel={physicians}
        csvHref={csvHref("physician")}
        patients={behind}
        more={null}
      />
      <TimeToGood
        figure={timeToGood}
        csvHref={csvHref("time-to-good")}
        patients={<PatientsBehind href={behindBegun(filter, clinic)} />}
      />
      <PainResponders pain={pain} csvHref={csvHref("pain")} patients={behind} />
      <PainOverTime pain={pain} csvHref={csvHref("pain-month")} patients={behind} />
      <IntervalRows
        title="By sessions given"
        finding={sessionsFinding(sessions)}
        rows={sessions}
        rowHead="Sessions"
        csvHref={csvHref("sessions")}
        definition={<SessionsDefinition />}
        patients={behind}
      />
      <IntervalRows
        title="By gaps kept"
        finding={gapsFinding(gaps)}
        rows={gaps}
        rowHead="Gaps"
        csvHref={csvHref("gaps")}
        definition={<GapsDefinition />}
        patients={behind}
      />
    </>
  );
}
