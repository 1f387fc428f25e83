import { dayWithYear } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { DataTable, type Column } from "~/ui/data-table";
import { LinkButton } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";
import { Tag } from "~/ui/tag";
import type { CheckpointKind } from "~/domain/vocabulary";
import { checkpointWords } from "~/words/drift";
import { complicationWords, recordStateWords } from "~/words/records";
import { planStatusWords, regionSide, sessionStatusWords } from "~/words/en";
import { eventsOf, type CourseEvent } from "./course-events";
import { layOutCourse, spanOf, type Span } from "./course-layout";
import { CourseList } from "./course-list";
import { sentenceOf } from "./course-sentence";
import { CourseStrip } from "./course-strip";
import { PainOnPhone } from "./course-pain";
import type { PlanView, SessionRecord } from "./plan";
import { OtherAnswers, RatingWords, reportName } from "./reports-table";
import "./patient-courses.css";
import "./plan-page.css";

/** A course at which its physician has to decide, and what the patient has said so far. */
export interface DueCheckpoint {
  planId: string;
  kind: CheckpointKind;
  words: string;
}

interface PatientCoursesProps {
  plans: readonly PlanView[];
  checkpoints: readonly DueCheckpoint[];
  records: readonly SessionRecord[];
}

/** For those who treat: every course of a patient on one scale of time, and below it all that happened, the latest first. */
export function PatientCourses({ plans, checkpoints, records }: PatientCoursesProps) {
  const span = wholeSpan(plans.map(spanOf));
  if (!span) return null;
  const recordOf = new Map(records.map((record) => [record.sessionId, record]));
  const drawn = plans.map((plan) => ({ plan, layout: layOutCourse(plan, span) }));
  const minWidthPx = Math.max(...drawn.map(({ layout }) => layout.minWidthPx));
  return (
    <>
      <Section title={plans.length === 1 ? "The course" : "The courses"} meta="as the patient reports it">
        <div className="patient-courses">
          {drawn.map(({ plan, layout }) => (
            <article key={plan.id} aria-labelledby={`course-${plan.id}`}>
              <div className="plan-course-head">
                <h3 id={`course-${plan.id}`}>
                  <a href={paths.plan(plan.id)}>{regionSide(plan.region, plan.side)}</a>
                </h3>
                <span className="plan-fact-quiet">
                  {planStatusWords[plan.status]}, {plan.physician}
                </span>
              </div>
              {checkpoints
                .filter(({ planId }) => planId === plan.id)
                .map(({ kind, words }) => (
                  <Notice
                    key={kind}
                    tone="info"
                    icon="scales"
                    title={`${checkpointWords[kind]}.`}
                    action={
                      <LinkButton href={paths.planCheckpoint(plan.id)}>Decide how it goes on</LinkButton>
                    }
                  >
                    {words}.
                  </Notice>
                ))}
              <CourseStrip
                layout={{ ...layout, minWidthPx }}
                label={`${regionSide(plan.region, plan.side)}: ${sentenceOf(plan)}`}
                withPain={layout.pain.length > 0}
                records={statesOf(plan, recordOf)}
              />
              <PainOnPhone points={layout.pain} />
              <CourseList plan={plan} />
            </article>
          ))}
        </div>
      </Section>
      <InTime plans={plans} records={recordOf} />
    </>
  );
}

function wholeSpan(spans: readonly Span[]): Span | null {
  const [first] = spans.map((span) => span.first).sort();
  const last = spans
    .map((span) => span.last)
    .sort()
    .at(-1);
  return first && last ? { first, last } : null;
}

type Records = ReadonlyMap<string, SessionRecord>;

const statesOf = ({ sessions }: PlanView, records: Records) =>
  new Map(
    sessions.flatMap(({ id, ordinal }) => {
      const record = records.get(id);
      return record ? [[ordinal, record.state] as const] : [];
    }),
  );

const painOf = (event: CourseEvent) =>
  event.kind === "report" ? (event.report.answers?.pain ?? null) : null;

const columnsWith = (records: Records): Column<CourseEvent>[] => [
  { id: "day", header: "Day", cell: ({ day }) => dayWithYear(day) },
  { id: "plan", header: "Plan", cell: ({ plan }) => plan.name },
  { id: "what", header: "What", cell: (event) => <What event={event} records={records} /> },
  { id: "rating", header: "Rating", cell: (event) => <Rated event={event} /> },
  { id: "pain", header: "Pain", numeric: true, cell: (event) => painOf(event) },
  { id: "more", header: "More", cell: (event) => <More event={event} records={records} /> },
];

/** The picture in words. */
function InTime({ plans, records }: Pick<PatientCoursesProps, "plans"> & { records: Records }) {
  const events = eventsOf(plans);
  if (events.length === 0) return null;
  return (
    <Section title="In time" meta="the latest first">
      <div className="plan-table">
        <DataTable
          caption="What happened in this patient’s courses"
          columns={columnsWith(records)}
          rows={events}
          rowId={({ key }) => key}
          hidden={plans.length === 1 ? ["plan"] : []}
          card={(event) => (
            <div className="plan-card-facts">
              <p>
                <strong>{dayWithYear(event.day)}</strong> {plans.length > 1 && event.plan.name}
              </p>
              <p>
                <What event={event} records={records} /> <Rated event={event} />
                {painOf(event) !== null && ` pain ${painOf(event)}`}
              </p>
              <More event={event} records={records} />
            </div>
          )}
        />
      </div>
    </Section>
  );
}

interface EventProps {
  event: CourseEvent;
  records: Records;
}

function What({ event, records }: EventProps) {
  if (event.kind === "report") return reportName(event.report);
  if (event.kind === "move") return `${planStatusWords[event.move.from]} → ${planStatusWords[event.move.to]}`;
  const { id, ordinal, status } = event.session;
  const record = records.get(id);
  return (
    <>
      <a href={paths.session(id)}>Session {status === "no-show" ? "" : ordinal}</a>{" "}
      <Tag tone={status === "no-show" ? "no-show" : "performed"}>{sessionStatusWords[status]}</Tag>
      {record && (
        <>
          {" "}
          <a href={paths.sessionRecord(id)}>{recordStateWords[record.state]}</a>
        </>
      )}
    </>
  );
}

const Rated = ({ event }: { event: CourseEvent }) =>
  event.kind === "report" && event.report.answers?.rating ? (
    <RatingWords answers={event.report.answers} />
  ) : null;

function More({ event, records }: EventProps) {
  if (event.kind === "report") return <OtherAnswers answers={event.report.answers} />;
  const words =
    event.kind === "move"
      ? [event.move.reason, event.move.by]
      : [
          ...aroundTheNeedle(records.get(event.session.id)),
          event.session.physician,
          event.session.clinic,
          event.session.gapReason && `Gap: ${event.session.gapReason}`,
        ];
  return <span className="plan-table-note">{words.filter(Boolean).join(", ")}</span>;
}

const aroundTheNeedle = (record: SessionRecord | undefined) => [
  record?.painBefore != null && record.painAfter != null && `Pain ${record.painBefore} → ${record.painAfter}`,
  record?.complication && record.complication !== "none" && complicationWords[record.complication],
];
