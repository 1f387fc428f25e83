import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { Tag } from "~/ui/tag";
import { timePointWords } from "~/words/en";
import { BigQuestion } from "./big-question";
import { UnitsDefinition } from "./definitions";
import type { Outcomes } from "./figures";
import { FiguresForPhysicians } from "./figures-for-physicians";
import { filterQuery, type Month, type OutcomeFigure, type OutcomeFilter } from "./filter";
import { openWords, unitsFinding } from "./findings";
import { Funnel } from "./funnel";
import { mostUnits } from "./funnel-figure";
import { IntervalRows } from "./interval-rows";
import { OutcomeFilters } from "./outcome-filters";
import { OutcomesSheet } from "./outcomes-sheet";
import { behindCounted, PatientsBehind } from "./patients-behind";
import { scopeWords, survivorshipWords, whoIsCounted } from "./who-is-counted";
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

export function OutcomesPage(props: OutcomesPageProps) {
  const { outcomes, filter, clinic, clinicName, thisMonth } = props;
  const { forPhysicians, clinics, byRegion, total } = outcomes;
  const csvHref = (figure: OutcomeFigure | null, beyond?: "1") =>
    paths.outcomesCsv({ ...filterQuery(filter), clinic, figure, beyond });
  const behind = forPhysicians && <PatientsBehind href={behindCounted(filter, clinic)} />;
  const warning = survivorshipWords(filter);
  return (
    <Page
      title="Outcomes"
      beside={<OutcomeFilters filter={filter} clinic={clinic} thisMonth={thisMonth} />}
      tools={<Tag icon="info">Patient-reported, uncontrolled</Tag>}
    >
      {total.due === 0 ? (
        <NothingDue {...props} />
      ) : (
        <>
          <p className="outcomes-counted">{whoIsCounted(filter, clinicName, total.due)}</p>
          {warning && <Notice tone="warn" title={warning} />}
          <div className="outcomes">
            <BigQuestion outcomes={outcomes} csvHref={csvHref("share")} patients={behind} />
            {filter.region === null && (
              <IntervalRows
                title="By region"
                finding={unitsFinding(byRegion, "region")}
                rows={byRegion}
                rowHead="Region"
                csvHref={csvHref("region")}
                definition={<UnitsDefinition noun="region" />}
                patients={behind}
              />
            )}
            {clinics && (
              <Funnel
                title="By clinic"
                noun="clinic"
                funnel={clinics}
                csvHref={csvHref("clinic")}
                patients={behind}
                more={
                  clinics.count > mostUnits ? `The largest ${mostUnits} are shown; the CSV has all.` : null
                }
              />
            )}
            {forPhysicians && (
              <FiguresForPhysicians
                figures={forPhysicians}
                filter={filter}
                clinic={clinic}
                csvHref={csvHref}
              />
            )}
            <footer className="outcomes-export">
              <p>
                All of these figures as one file: for the practice itself, or with counts of 1 to 7 starred
                for anybody outside it.
              </p>
              <div className="outcomes-export-links">
                <LinkButton icon="download" href={csvHref(null)} data-reload="">
                  CSV
                </LinkButton>
                <LinkButton icon="download" href={csvHref(null, "1")} data-reload="">
                  CSV for outside
                </LinkButton>
              </div>
            </footer>
          </div>
          <OutcomesSheet outcomes={outcomes} filter={filter} clinicName={clinicName} />
        </>
      )}
    </Page>
  );
}

function NothingDue({ filter, clinic, clinicName, outcomes, isUsual }: OutcomesPageProps) {
  const wider = { ...filter, region: null, guidance: null, status: null };
  const isNarrow = filter.region !== null || filter.guidance !== null || filter.status !== null;
  return (
    <EmptyState
      title="No outcome is due here yet."
      action={
        isNarrow ? (
          <LinkButton href={paths.outcomes({ ...filterQuery(wider), clinic })}>
            Show all regions, guidances and plans
          </LinkButton>
        ) : (
          !isUsual && <LinkButton href={paths.outcomes({ clinic })}>Show the last 12 months</LinkButton>
        )
      }
    >
      {scopeWords(filter, clinicName)}: no plan has a report whose time to answer is over.{" "}
      {openWords(outcomes.open)} A report becomes due {timePointWords[filter.point]} after a plan’s last
      session; choose other months, or see Plans for the courses under way.
    </EmptyState>
  );
}
