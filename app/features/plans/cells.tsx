import { dayAndMonth } from "~/domain/words-of-time";
import { Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icons/names";
import { ratingWords, timePointWords } from "~/words/en";
import { nextWords, reportStateWords } from "~/words/plans";
import type { LastReport, PlanRow } from "./row";
import "./cells.css";

/** In the clinic's zone; what is missing says so. */
export function NextCell({ row }: { row: PlanRow }) {
  if (row.next) {
    const here = row.next.status === "arrived" || row.next.status === "in-treatment";
    return (
      <>
        {nextWords(row.next, row.today)}
        {here && (
          <span className="cell-quiet"> {row.next.status === "arrived" ? "arrived" : "in treatment"}</span>
        )}
      </>
    );
  }
  return <span className="cell-quiet">{row.gap.state === "nothing-booked" ? "Nothing booked" : "–"}</span>;
}

/** The rating for those who may read it, for others how far the report has come. */
export function ReportCell({ report, today }: { report: LastReport | null; today: string }) {
  if (!report) return <span className="cell-quiet">None yet</span>;
  if (report.status === "answered" && report.rating) {
    return (
      <ReportWords icon={report.rating} tone={report.rating} words={ratingWords[report.rating]}>
        {dayAndMonth(report.answeredOn ?? report.dueOn)}
      </ReportWords>
    );
  }
  if (report.status === "answered" && report.rating === null) {
    return (
      <ReportWords icon="record" words={timePointWords[report.timePoint]}>
        {dayAndMonth(report.answeredOn ?? report.dueOn)}
      </ReportWords>
    );
  }
  const { words, day } = reportStateWords(report, today);
  const icon = words === "No reply" ? "no-reply" : reportIcons[report.status];
  return (
    <ReportWords icon={icon} words={words}>
      {day}
    </ReportWords>
  );
}

const reportIcons: Record<LastReport["status"], IconName> = {
  due: "mail",
  sent: "send",
  answered: "tick",
  declined: "no-reply",
  unreachable: "no-reply",
  expired: "no-reply",
};

interface ReportWordsProps {
  icon: IconName;
  tone?: string;
  words: string;
  children: string;
}

function ReportWords({ icon, tone, words, children }: ReportWordsProps) {
  return (
    <span className="report-cell">
      <Icon name={icon} className={tone ? `report-${tone}` : "report-state"} />
      {words} <span className="cell-quiet">{children}</span>
    </span>
  );
}

/** "7 to 4", with an arrow that a falling pain turns down: less is better. */
export function PainCell({ pain }: { pain: PlanRow["pain"] }) {
  if (!pain || (pain.from === null && pain.to === null)) return <span className="cell-quiet">–</span>;
  const { from, to } = pain;
  const change = from === null || to === null ? null : to < from ? "down" : to > from ? "up" : "equal";
  return (
    <span className="pain-cell numeric">
      {from ?? "–"} <span className="cell-quiet">to</span>{" "}
      {to === null ? <span className="cell-quiet">–</span> : <strong>{to}</strong>}
      {change && (
        <>
          <Icon name={change} className={`pain-${change}`} />
          <span className="visually-hidden">{painChangeWords[change]}</span>
        </>
      )}
    </span>
  );
}

const painChangeWords = { down: "less pain", up: "more pain", equal: "no change" };
