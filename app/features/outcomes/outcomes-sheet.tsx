import type { ReactNode } from "react";
import { mayNameShare } from "~/domain/statistics/small-numbers";
import { ratings } from "~/domain/vocabulary";
import { ratingWords, timePointWords } from "~/words/en";
import { percent } from "~/words/outcomes";
import type { Outcomes } from "./figures";
import type { OutcomeFilter } from "./filter";
import { monthsFinding, pointsFinding, unitsFinding, verdictWords } from "./findings";
import { funnelFinding, mixWords } from "./findings-of-funnels";
import { painFinding, timeToGoodFinding } from "./findings-of-patients";
import { SheetFunnel, SheetIntervals, SheetMonths } from "./sheet-plots";
import type { Named, Tally } from "./tally";
import { survivorshipWords, whoIsCounted } from "./who-is-counted";
import "./outcomes-sheet.css";

interface OutcomesSheetProps {
  outcomes: Outcomes;
  filter: OutcomeFilter;
  clinicName: string;
}

/** More would not fit on the page; the file has all. */
const mostRows = 13;

/** The figures on one page of paper, for the practice's meeting: drawn on the server, and shown in print alone. */
export function OutcomesSheet({ outcomes, filter, clinicName }: OutcomesSheetProps) {
  const { total, byRegion, clinics, forPhysicians } = outcomes;
  const warning = survivorshipWords(filter);
  return (
    <article className="outcomes-sheet" aria-label="Outcomes on one page">
      <header>
        <h2>What share reports a good or excellent result?</h2>
        <p>{whoIsCounted(filter, clinicName, total.due)} Patient-reported, uncontrolled.</p>
        {warning && <p>{warning}</p>}
      </header>
      <Headline total={total} />
      <div className="sheet-columns">
        {filter.region === null && (
          <SheetFigure title="By region" finding={unitsFinding(byRegion, "region")}>
            <SheetIntervals rows={byRegion.slice(0, mostRows)} />
          </SheetFigure>
        )}
        {forPhysicians && (
          <>
            <SheetFigure title="By time point" finding={pointsFinding(forPhysicians)}>
              <SheetIntervals rows={timePointRows(forPhysicians)} />
            </SheetFigure>
            <SheetFigure title="Over time" finding={monthsFinding(forPhysicians.months)}>
              <SheetMonths byMonth={forPhysicians.months} />
            </SheetFigure>
            <SheetFigure
              title="By physician"
              finding={`${funnelFinding(forPhysicians.physicians, "physician")} ${mixWords(forPhysicians.physicians)}`}
            >
              <SheetFunnel funnel={forPhysicians.physicians} />
            </SheetFigure>
            <SheetFigure title="Pain" finding={painFinding(forPhysicians.pain)} />
            <SheetFigure
              title="Time to a good result"
              finding={timeToGoodFinding(forPhysicians.timeToGood)}
            />
          </>
        )}
        {clinics && (
          <SheetFigure title="By clinic" finding={funnelFinding(clinics, "clinic")}>
            {!forPhysicians && <SheetFunnel funnel={clinics} />}
          </SheetFigure>
        )}
      </div>
      <footer>
        Share of those who answered or stopped early (not good). Intervals: Wilson, 95 %. Below 10 plans no
        share is shown, below 30 nothing is judged. Without a comparison group these figures do not tell what
        the treatment did.
      </footer>
    </article>
  );
}

const timePointRows = ({ points, stillGood }: NonNullable<Outcomes["forPhysicians"]>): Named[] => [
  ...points.map(({ point, tally }) => ({ name: timePointWords[point], tally })),
  { name: "Good at 3, still at 12", tally: stillGood },
];

function Headline({ total }: { total: Tally }) {
  const { share, interval, bounds, verdict, response, good, n, answered, due, missing } = total;
  const counts = [
    ...ratings.map((rating) => `${ratingWords[rating]} ${total.ratings[rating]}`),
    `stopped early ${total.stopped}`,
    `no reply ${missing}`,
  ].join(", ");
  if (share === null || !interval || !bounds || response === null || !mayNameShare(n)) {
    return <p className="sheet-headline">No share is shown below 10 plans with a known result. {counts}.</p>;
  }
  const said = verdict && verdictWords(verdict, total);
  return (
    <section className="sheet-headline">
      <p className="sheet-share">
        {percent(share)} % <span>{`${percent(interval.lower)} to ${percent(interval.upper)} %`}</span>
      </p>
      <div>
        {said && (
          <p>
            <strong>{said.title}</strong> {said.words}
          </p>
        )}
        <p>
          {good} of {n} good or excellent; {answered} of {due} replied ({percent(response)} %);{" "}
          {percent(bounds.lower)} to {percent(bounds.upper)} % if all {missing} silent were poor, or good.
        </p>
        <p>{counts}.</p>
      </div>
    </section>
  );
}

interface SheetFigureProps {
  title: string;
  finding: string;
  children?: ReactNode;
}

const SheetFigure = ({ title, finding, children }: SheetFigureProps) => (
  <section className="sheet-figure">
    <h3>{title}</h3>
    <p>{finding}</p>
    {children}
  </section>
);
