import type { Refusal } from "~/domain/refusals";
import { dayWithYear, whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { refusalWords, reportStatusWords } from "~/words/en";
import { askedWhen, dueWords, placeWords } from "~/words/outcomes";
import { ReportForm, type ReportFaults } from "./report-form";
import { ReportList } from "./report-list";
import type { DeskReport, PlanReports } from "./report";
import "./report.css";

type Answered = { faults: ReportFaults } | { refusal: Told; values: ReportFaults["values"] } | undefined;

type Told = Pick<Refusal, "code"> & { changed?: Refusal["changed"] | undefined };

interface ReportPageProps {
  desk: PlanReports;
  /** The report whose questions are asked; null for the list. */
  chosenId: string | null;
  savedId: string | null;
  /** The patient is on the phone. */
  isCall: boolean;
  /** What came of the last post. */
  answered: Answered;
}

export function ReportPage({ desk, chosenId, savedId, isCall, answered }: ReportPageProps) {
  const chosen = desk.reports.find(({ id }) => id === chosenId);
  const saved = desk.reports.find(({ id }) => id === savedId);
  const refusal = answered && "refusal" in answered ? answered.refusal : null;
  const faults = answered && "faults" in answered ? answered.faults : null;
  const values = faults?.values ?? (answered && "values" in answered ? answered.values : {});
  const isAsked = chosen?.closed === null && !desk.isTreating;
  return (
    <Page
      title="Take a report"
      crumbs={<a href={paths.plan(desk.planId)}>{placeWords(desk.region, desk.side)}, plan</a>}
      meta={`${desk.patient.name}, ${desk.patient.recordNumber} · ${desk.clinic.name}`}
    >
      <div className="report-page">
        {refusal && <Refused refusal={refusal} report={chosen} zone={desk.clinic.zone} />}
        {faults && <ErrorSummary errors={faults.errors} />}
        {chosen?.closed && !answered && !desk.isTreating && (
          <Notice title="This report cannot be taken today.">{dueWords(chosen, desk.today)}</Notice>
        )}
        {saved && !refusal && <Saved report={saved} planId={desk.planId} />}
        {desk.isTreating && (
          <Notice tone="warn" title="You treat this patient.">
            {refusalWords["treating-physician"]}
          </Notice>
        )}
        {desk.patient.deceasedOn && (
          <Notice tone="warn" title={`This patient died on ${dayWithYear(desk.patient.deceasedOn)}.`}>
            Contact nobody. Only enter what came before.
          </Notice>
        )}
        {chosen && isAsked ? (
          <ReportForm
            key={`${chosen.id} ${chosen.version}`}
            desk={desk}
            report={chosen}
            isCall={isCall}
            errors={faults?.errors ?? {}}
            values={values}
          />
        ) : (
          <ReportList desk={desk} />
        )}
      </div>
    </Page>
  );
}

function Saved({ report, planId }: { report: DeskReport; planId: string }) {
  const words =
    report.status === "due" ? "is open again." : `is now ${reportStatusWords[report.status].toLowerCase()}.`;
  return (
    <Notice
      tone="good"
      title="Saved."
      announce
      action={<LinkButton href={paths.plan(planId)}>Back to the plan</LinkButton>}
    >
      {askedWhen(report)}: the report {words}
    </Notice>
  );
}

function Refused({ refusal, report, zone }: { refusal: Told; report: DeskReport | undefined; zone: string }) {
  const { code, changed } = refusal;
  if (code !== "stale" || !changed || !report) {
    return (
      <Notice tone="error" title="Nothing was saved." announce>
        {refusalWords[code]}
      </Notice>
    );
  }
  const { status } = report;
  return (
    <Notice tone="error" title="Nothing was saved." announce>
      {changed.by} changed this report on {whenWords(changed.at, zone)}; it is now{" "}
      {reportStatusWords[status].toLowerCase()}.{" "}
      {report.closed === null
        ? "What you entered stands below: check it, then save again."
        : "There is nothing left to save here."}
    </Notice>
  );
}
