import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Page } from "~/ui/page";
import { Tag } from "~/ui/tag";
import { regionWords, timePointWords } from "~/words/en";
import { periodWords } from "~/words/outcomes";
import { BigQuestion } from "./big-question";
import { PointsDefinition, UnitsDefinition } from "./definitions";
import type { Outcomes } from "./figures";
import { filterQuery, type Month, type OutcomeFigure, type OutcomeFilter } from "./filter";
import { openWords, pointsFinding, unitsFinding } from "./findings";
import { IntervalRows } from "./interval-rows";
import { OutcomeFilters } from "./outcome-filters";
import { OverTime } from "./over-time";
import "./outcomes.css";

interface OutcomesPageProps {
  outcomes: Outcomes;
  filter: OutcomeFilter;
  /** The URL's clinic, or null where there is no choice. */
  clinic: string | null;
  clinicName: string;
  thisMonth: Month;
  /** Nothing was chosen: the last twelve full months at three months. */
  isUsual: boolean;
}

const mostClinics = 30;

export function OutcomesPage(props: OutcomesPageProps) {
  const { outcomes, filter, clinic, thisMonth } = props;
  const csvHref = (figure: OutcomeFigure | null, beyond?: "1") =>
    paths.outcomesCsv({ ...filterQuery(filter), clinic, figure, beyond });
  const { byTime, byClinic, byRegion, total } = outcomes;
  return (
    <Page
      title="Outcomes"
      beside={<OutcomeFilters filter={filter} clinic={clinic} thisMonth={thisMonth} />}
      tools={<Tag icon="info">Patient-reported, uncontrolled</Tag>}
    >
      <p className="outcomes-printed">{scopeWords(props)}. Patient-reported, uncontrolled.</p>
      {total.due === 0 ? (
        <NothingDue {...props} />
      ) : (
        <div className="outcomes">
          <BigQuestion outcomes={outcomes} csvHref={csvHref("share")} />
          {filter.region === null && (
            <IntervalRows
              title="By region"
              finding={unitsFinding(byRegion, "region")}
              rows={byRegion}
              rowHead="Region"
              csvHref={csvHref("region")}
              definition={<UnitsDefinition noun="region" />}
            />
          )}
          {byTime && (
            <>
              <IntervalRows
                title="By time point"
                finding={pointsFinding(byTime)}
                rows={pointRows(byTime)}
                rowHead="Time point"
                csvHref={csvHref("time-point")}
                definition={<PointsDefinition />}
              />
              <OverTime byMonth={byTime.months} csvHref={csvHref("month")} />
            </>
          )}
          {byClinic && (
            <IntervalRows
              title="By clinic"
              finding={
                unitsFinding(byClinic, "clinic") +
                (byClinic.length > mostClinics
                  ? ` The largest ${mostClinics} are shown; the CSV has all.`
                  : "")
              }
              rows={byClinic.slice(0, mostClinics)}
              rowHead="Clinic"
              csvHref={csvHref("clinic")}
              definition={<UnitsDefinition noun="clinic" />}
            />
          )}
          <footer className="outcomes-export">
            <p>
              All of these figures as one file: for the practice itself, or with counts of 1 to 7 starred for
              anybody outside it.
            </p>
            <div className="outcomes-export-links">
              <LinkButton icon="download" href={csvHref(null)} download>
                CSV
              </LinkButton>
              <LinkButton icon="download" href={csvHref(null, "1")} download>
                CSV for outside
              </LinkButton>
            </div>
          </footer>
        </div>
      )}
    </Page>
  );
}

const pointRows = ({ points, stillGood }: NonNullable<Outcomes["byTime"]>) => [
  ...points.map(({ point, tally }) => ({ name: timePointWords[point], tally })),
  { name: "Good at 3, still at 12", tally: stillGood },
];

const scopeWords = ({ filter, clinicName }: OutcomesPageProps) =>
  [
    `${timePointWords[filter.point]} after the last session`,
    `due ${periodWords(filter.from, filter.to)}`,
    filter.region ? regionWords[filter.region] : "all regions",
    clinicName,
  ].join(", ");

function NothingDue(props: OutcomesPageProps) {
  const { filter, clinic, outcomes, isUsual } = props;
  return (
    <EmptyState
      title="No outcome is due here yet."
      action={
        filter.region !== null ? (
          <LinkButton href={paths.outcomes({ ...filterQuery({ ...filter, region: null }), clinic })}>
            Show all regions
          </LinkButton>
        ) : (
          !isUsual && <LinkButton href={paths.outcomes({ clinic })}>Show the last 12 months</LinkButton>
        )
      }
    >
      {scopeWords(props)}: no plan has a report whose time to answer is over. {openWords(outcomes.open)} A
      report becomes due {timePointWords[filter.point]} after a plan’s last session; choose other months, or
      see Plans for the courses under way.
    </EmptyState>
  );
}
