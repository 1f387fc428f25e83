import { Form, useNavigation } from "@remix-run/react";
import { dayWithYear } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Section } from "~/ui/page";
import { Tag } from "~/ui/tag";
import { reportStatusWords } from "~/words/en";
import { askedWhen, askedWhenInside, dueWords, linkWords } from "~/words/outcomes";
import type { DeskReport, PlanReports } from "./report";

/** What can be taken now, what comes later, and what is over, by due day. */
export function ReportList({ desk }: { desk: PlanReports }) {
  const { reports } = desk;
  const now = reports.filter(({ closed, mayReopen }) => closed === null || mayReopen);
  const later = reports.filter(({ closed }) => closed === "too-early");
  const over = reports.filter((report) => !now.includes(report) && !later.includes(report));
  return (
    <>
      <Section title="Open now">
        {now.length > 0 ? (
          <Rows desk={desk} reports={now} />
        ) : (
          <EmptyState title="No report can be taken today.">
            {later[0]
              ? `The next one, ${askedWhenInside(later[0])}, opens on ${dayWithYear(later[0].windowFrom)}.`
              : "Reports become due with the plan’s start and with each session that is performed."}
          </EmptyState>
        )}
      </Section>
      {later.length > 0 && (
        <Section title="Later">
          <Rows desk={desk} reports={later} />
        </Section>
      )}
      {over.length > 0 && (
        <Section title="Answered or over">
          <Rows desk={desk} reports={over} />
        </Section>
      )}
    </>
  );
}

function Rows({ desk, reports }: { desk: PlanReports; reports: readonly DeskReport[] }) {
  return (
    <ul className="report-rows">
      {reports.map((report) => (
        <li key={report.id} className="report-row">
          <div>
            <p className="report-name">{askedWhen(report)}</p>
            <p className="report-due">
              {report.answered && report.status === "answered"
                ? `Answered ${dayWithYear(report.answered.on)}${report.answered.by ? `, entered by ${report.answered.by}` : ""}.`
                : dueWords(report, desk.today)}
              {report.link && ` ${linkWords(report.link)}`}
            </p>
          </div>
          <Standing report={report} today={desk.today} />
          {!desk.isTreating && <Moves desk={desk} report={report} />}
        </li>
      ))}
    </ul>
  );
}

function Standing({ report, today }: { report: DeskReport; today: string }) {
  const { status, closed, dueOn } = report;
  if (status === "answered") return <Tag icon="tick">Answered</Tag>;
  if (status === "declined" || status === "unreachable") return <Tag>{reportStatusWords[status]}</Tag>;
  if (closed === "too-early") return <Tag>Not yet</Tag>;
  if (closed === "window-over" || status === "expired") return <Tag icon="no-reply">No reply</Tag>;
  if (dueOn < today)
    return (
      <Tag tone="warn" icon="no-reply">
        No reply yet
      </Tag>
    );
  return <Tag>{reportStatusWords[status]}</Tag>;
}

function Moves({ desk, report }: { desk: PlanReports; report: DeskReport }) {
  const href = paths.planReport(desk.planId, { report: report.id });
  if (report.closed !== null && report.mayReopen) {
    return (
      <Form method="post" action={href}>
        <input type="hidden" name="version" value={report.version} />
        <Button name="intent" value="reopen" icon="undo">
          Open again
        </Button>
      </Form>
    );
  }
  if (report.closed !== null) return null;
  return (
    <div className="report-moves">
      <LinkButton href={href}>
        Take report<span className="visually-hidden">: {askedWhenInside(report)}</span>
      </LinkButton>
      <LinkMoves desk={desk} report={report} href={href} />
    </div>
  );
}

/** The link by mail, now and not when its day comes; and the end of one that is open. */
function LinkMoves({ desk, report, href }: { desk: PlanReports; report: DeskReport; href: string }) {
  const busy = useNavigation().state !== "idle";
  const mails = desk.isMailSetUp && desk.patient.hasEmail && !desk.patient.deceasedOn;
  if (!mails && !report.link) return null;
  return (
    <Form method="post" action={href} className="report-moves">
      <input type="hidden" name="version" value={report.version} />
      {mails && (
        <Button variant="quiet" icon="mail" name="intent" value="send-mail" busy={busy}>
          {report.link ? "Mail a new link" : "Mail the link now"}
          <span className="visually-hidden">: {askedWhenInside(report)}</span>
        </Button>
      )}
      {report.link && (
        <Button variant="quiet" name="intent" value="take-down" busy={busy}>
          Take link down
          <span className="visually-hidden">: {askedWhenInside(report)}</span>
        </Button>
      )}
    </Form>
  );
}
