import {
  activities,
  ratings,
  redFlags,
  selfCares,
  type Region,
  type Side,
  type TimePoint,
} from "~/domain/vocabulary";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { PrintButton } from "~/ui/print-button";
import type { ReportFormWords } from "~/words/report-form/words";
import { PatientFrame } from "./frame";
import { paperCode } from "./hand-over";
import "./paper.css";

export interface PaperReport {
  planId: string;
  reportId: string;
  clinic: { name: string; phone: string };
  region: Region;
  side: Side;
  timePoint: TimePoint;
}

/** The form on paper. It names nobody, since it is carried about; its code finds the report again. */
export function PaperPage({ words, report }: { words: ReportFormWords; report: PaperReport }) {
  const { clinic, timePoint } = report;
  const isBaseline = timePoint === "baseline";
  return (
    <PatientFrame
      words={words}
      clinic={clinic.name}
      step={`${words.paper.code} ${paperCode(report.reportId)}`}
    >
      <div className="paper">
        <div className="paper-tools no-print" lang="en">
          <PrintButton />
          <LinkButton href={paths.planReportLink(report.planId, { report: report.reportId })}>
            Back
          </LinkButton>
        </div>
        <h1>{words.heading(report.region, report.side, timePoint)}</h1>
        <p>
          {isBaseline ? words.leadBaseline : words.lead} {words.paper.mark}
        </p>
        {!isBaseline && (
          <Boxes legend={words.rating.legend} options={ratings.map((one) => words.rating.words[one])} />
        )}
        <Boxes
          legend={words.pain.legend}
          hint={`${words.pain.least}, ${words.pain.most}.`}
          options={Array.from({ length: 11 }, (_, number) => String(number))}
        />
        {!isBaseline && (
          <>
            <Boxes
              legend={words.activities.legend}
              hint={words.activities.hint}
              options={activities.map((one) => words.activities.words[one])}
            />
            <Boxes
              legend={words.selfCare.legend}
              options={selfCares.map((one) => words.selfCare.words[one])}
            />
            <Boxes
              legend={words.redFlags.legend}
              hint={words.redFlags.hint}
              options={redFlags.map((one) => words.redFlags.words[one])}
            />
            <p className="paper-call">
              <strong>
                {words.call.ask} {clinic.phone ? `${words.call.now} ${clinic.phone}` : words.call.noPhone}
              </strong>{" "}
              {words.call.emergency}
            </p>
            <Lines label={words.adverseEffects.label} />
          </>
        )}
        <Lines label={words.remarks.label} />
        <p className="paper-date">{words.paper.date}: ____________________</p>
        <p>
          {words.paper.giveBack(clinic.name)} {words.fate.read} {words.fate.figures}
        </p>
      </div>
    </PatientFrame>
  );
}

function Boxes({ legend, hint, options }: { legend: string; hint?: string; options: readonly string[] }) {
  return (
    <section className="paper-question">
      <h2>{legend}</h2>
      {hint && <p>{hint}</p>}
      <ul className="paper-boxes">
        {options.map((option) => (
          <li key={option}>
            <span className="paper-box" aria-hidden="true" />
            {option}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Lines({ label }: { label: string }) {
  return (
    <section className="paper-question">
      <h2>{label}</h2>
      <div className="paper-lines" />
    </section>
  );
}
