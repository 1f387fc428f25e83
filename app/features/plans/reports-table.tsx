import { dayAndMonth } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { Icon } from "~/ui/icon";
import { Section } from "~/ui/page";
import {
  activityWords,
  channelWords,
  ratingWords,
  redFlagWords,
  selfCareWords,
  timePointWords,
} from "~/words/en";
import { dayFrom, reportStateWords } from "~/words/plans";
import type { PlanReport, PlanView } from "./plan";
import "./cells.css";

export function reportName({ timePoint, ordinal }: PlanReport): string {
  if (ordinal === null) return timePointWords[timePoint];
  return timePoint === "before-session"
    ? `Before session ${ordinal}`
    : `${timePointWords[timePoint]} after session ${ordinal}`;
}

function columnsFor(plan: PlanView): Column<PlanReport>[] {
  return [
    { id: "report", header: "Report", cell: (report) => reportName(report) },
    { id: "due", header: "Due", cell: ({ dueOn }) => dayFrom(dueOn, plan.today) },
    {
      id: "window",
      header: "Can be answered",
      cell: ({ windowFrom, windowTo }) => `${dayAndMonth(windowFrom)} to ${dayAndMonth(windowTo)}`,
    },
    {
      id: "status",
      header: "Status",
      cell: (report) => <ReportStatusWords report={report} today={plan.today} />,
    },
    ...(plan.clinical ? answerColumns : []),
    {
      id: "do",
      header: "Actions",
      quietHeader: true,
      numeric: true,
      cell: (report) => <TakeReport report={report} planId={plan.id} />,
    },
  ];
}

const answerColumns: Column<PlanReport>[] = [
  { id: "rating", header: "Rating", cell: ({ answers }) => <RatingWords answers={answers} /> },
  { id: "pain", header: "Pain", numeric: true, cell: ({ answers }) => answers?.pain ?? <Nothing /> },
  { id: "answers", header: "What else was said", cell: ({ answers }) => <OtherAnswers answers={answers} /> },
];

/** When the patient is asked how it went, and for those who may read it, what they said. */
export function ReportsTable({ plan }: { plan: PlanView }) {
  return (
    <Section title="Reports" meta="What the patient says of the result; never entered by who treats">
      <div className="plan-table">
        <DataTable
          caption="Reports of this plan"
          columns={columnsFor(plan)}
          rows={plan.reports}
          rowId={(report) => report.id}
          card={(report) => (
            <div className="plan-card">
              <div className="plan-card-facts">
                <p>
                  <strong>{reportName(report)}</strong>
                </p>
                <p className="plan-card-quiet">
                  due {dayFrom(report.dueOn, plan.today)},{" "}
                  <ReportStatusWords report={report} today={plan.today} />
                </p>
                {report.answers && (
                  <p>
                    {report.answers.rating && <RatingWords answers={report.answers} />}
                    {report.answers.pain !== null && ` pain ${report.answers.pain}`}
                  </p>
                )}
                <OtherAnswers answers={report.answers} />
              </div>
              <TakeReport report={report} planId={plan.id} />
            </div>
          )}
          empty={
            <EmptyState title="No report is due yet.">
              The first ones come due when the plan starts.
            </EmptyState>
          }
        />
      </div>
    </Section>
  );
}

function ReportStatusWords({ report, today }: { report: PlanReport; today: string }) {
  const { words, day } = reportStateWords(report, today);
  return report.status === "answered" ? `${words} ${day}` : words;
}

function TakeReport({ report, planId }: { report: PlanReport; planId: string }) {
  if (!report.mayTake) return null;
  return (
    <LinkButton size="small" href={paths.planReport(planId, { report: report.id })}>
      Take report
    </LinkButton>
  );
}

export function RatingWords({ answers }: Pick<PlanReport, "answers">) {
  if (!answers?.rating) return <Nothing />;
  return (
    <span className="report-cell">
      <Icon name={answers.rating} className={`report-${answers.rating}`} />
      {ratingWords[answers.rating]}
    </span>
  );
}

export function OtherAnswers({ answers }: Pick<PlanReport, "answers">) {
  if (!answers) return null;
  const said = [
    answers.redFlags.map((flag) => redFlagWords[flag]).join(", "),
    answers.activities.map((activity) => activityWords[activity]).join(", "),
    answers.selfCare && `Self-care: ${selfCareWords[answers.selfCare].toLowerCase()}`,
    answers.adverseEffects && `Adverse effects: ${answers.adverseEffects}`,
    answers.remarks,
    answers.channel && channelWords[answers.channel],
  ].filter(Boolean);
  return <span className="plan-table-note">{said.join(". ")}</span>;
}

const Nothing = () => <span className="cell-quiet">–</span>;
