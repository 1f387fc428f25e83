import type { ReactNode } from "react";
import { gapWords } from "~/domain/gap";
import { dayAndMonth } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { DefinitionList } from "~/ui/definition-list";
import { Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icons/names";
import { Notice } from "~/ui/notice";
import { Page, PageBand } from "~/ui/page";
import { Tag, type TagTone } from "~/ui/tag";
import type { CheckpointKind } from "~/domain/vocabulary";
import { checkpointWords } from "~/words/drift";
import { guidanceWords, planStatusWords, regionSide } from "~/words/en";
import { ClinicalFacts } from "./clinical-facts";
import { layOutCourse } from "./course-layout";
import { CourseBooked } from "./course-booked";
import { CourseList } from "./course-list";
import { sentenceOf } from "./course-sentence";
import { CourseStrip } from "./course-strip";
import { PainOnPhone } from "./course-pain";
import type { PlanRights, PlanView } from "./plan";
import { PlanHistory } from "./plan-history";
import { PlanTools } from "./plan-tools";
import { ReportsTable } from "./reports-table";
import { SessionsTable } from "./sessions-table";
import "./plan-page.css";

interface PlanPageProps {
  plan: PlanView;
  rights: PlanRights;
  /** The sessions of a course that was just booked, while all of it can be taken back. */
  justBooked: readonly string[];
  /** The physician has to say whether the course goes on, and what is known of it so far. */
  checkpoint: { words: string; kind: CheckpointKind | null } | null;
  /** What was done in its sessions, for those who may read it. */
  records?: ReactNode;
}

export function PlanPage({ plan, rights, justBooked, checkpoint, records }: PlanPageProps) {
  const sentence = sentenceOf(plan);
  const layout = layOutCourse(plan);
  const withPain = layout.pain.length > 0;
  return (
    <Page
      title={plan.patient.name}
      crumbs={
        <>
          <a href={paths.plans()}>Plans</a> /{" "}
          <a href={paths.patient(plan.patient.id)}>Record {plan.patient.recordNumber}</a>
        </>
      }
      meta={
        <>
          <span className="plan-region">{regionSide(plan.region, plan.side)}</span>
          <PlanTags plan={plan} />
        </>
      }
      tools={<PlanTools plan={plan} rights={rights} />}
      primary={rights.book && <BookButton plan={plan} />}
      bands={
        <PageBand label="The plan">
          <DefinitionList layout="across" facts={factsOf(plan)} />
        </PageBand>
      }
    >
      {justBooked.length > 0 && <CourseBooked planId={plan.id} sessionIds={justBooked} />}
      {checkpoint?.kind && (
        <Notice
          tone="info"
          icon="scales"
          title={`${checkpointWords[checkpoint.kind]}.`}
          action={<LinkButton href={paths.planCheckpoint(plan.id)}>Decide how it goes on</LinkButton>}
        >
          {checkpoint.words}.
        </Notice>
      )}
      <div className="plan-course">
        <div className="plan-course-head">
          <h2>{sentence}</h2>
          {withPain && <CourseKey plan={plan} />}
        </div>
        <CourseStrip layout={layout} label={sentence} withPain={withPain} />
        <PainOnPhone points={layout.pain} />
        <CourseList plan={plan} />
      </div>
      <SessionsTable plan={plan} />
      {records}
      <ReportsTable plan={plan} />
      <div className="plan-foot">
        {plan.clinical && <ClinicalFacts clinical={plan.clinical} mayEdit={rights.edit} planId={plan.id} />}
        <PlanHistory plan={plan} />
      </div>
    </Page>
  );
}

/** The rest of a course at once; the last one by itself. */
function BookButton({ plan }: { plan: PlanView }) {
  const { performed, booked, planned } = plan.course.counts;
  const left = planned - performed - booked;
  return left > 1 ? (
    <LinkButton variant="primary" icon="plus" href={paths.planCourse(plan.id)}>
      Book {left} sessions
    </LinkButton>
  ) : (
    <LinkButton variant="primary" icon="plus" href={paths.book({ plan: plan.id })}>
      Book session
    </LinkButton>
  );
}

const gapTag = (gap: PlanView["course"]["gap"]): { tone: TagTone; icon: IconName; words: string } | null => {
  if (gap.state === "none" || gap.state === "in-range") return null;
  if (gap.state !== "nothing-booked") return { tone: gap.state, icon: gap.state, words: gapWords(gap) };
  return gap.pastMaximum
    ? { tone: "late", icon: "late", words: gapWords(gap) }
    : { tone: "nothing-booked", icon: "nothing-booked", words: "Nothing booked" };
};

function sinceWords({ status, since, today }: PlanView): string {
  const day =
    since.slice(0, 4) === today.slice(0, 4)
      ? dayAndMonth(since)
      : `${dayAndMonth(since)} ${since.slice(0, 4)}`;
  const hasEnded = status === "completed" || status === "stopped";
  return `${planStatusWords[status]} ${hasEnded ? "" : "since "}${day}`;
}

function PlanTags({ plan }: { plan: PlanView }) {
  const tone: TagTone = plan.status === "active" ? "accent" : "neutral";
  const shown = gapTag(plan.course.gap);
  return (
    <>
      <Tag tone={tone} icon={plan.status}>
        {sinceWords(plan)}
      </Tag>
      {shown && (
        <Tag tone={shown.tone} icon={shown.icon}>
          {shown.words}
        </Tag>
      )}
      {!plan.patient.active && (
        <Tag tone="danger" icon="warning">
          Patient inactive
        </Tag>
      )}
    </>
  );
}

function factsOf(plan: PlanView) {
  const { min, target, max } = plan.range;
  return [
    { label: "Physician", value: plan.physician },
    {
      label: "Guidance",
      value: (
        <span className="plan-fact-icon">
          <Icon name={plan.guidance} />
          {guidanceWords[plan.guidance]}
        </span>
      ),
    },
    {
      label: "Planned",
      value: (
        <>
          {plan.plannedSessions} {plan.plannedSessions === 1 ? "session" : "sessions"}{" "}
          {plan.usual && (
            <span className="plan-fact-quiet">
              (usual {plan.usual.min} to {plan.usual.max}
              {plan.usual.assumed && ", assumed"})
            </span>
          )}
        </>
      ),
    },
    {
      label: "Gap",
      value: (
        <>
          {min} to {max} days <span className="plan-fact-quiet">(target {target})</span>
        </>
      ),
    },
    { label: "Home clinic", value: plan.clinic.name },
    ...(plan.clinical?.goal
      ? [{ label: "Goal in the patient’s words", value: `“${plan.clinical.goal}”` }]
      : []),
  ];
}

function CourseKey({ plan }: { plan: PlanView }) {
  const pains = plan.reports.flatMap(({ answers, timePoint, answeredOn }) =>
    answers?.pain == null ? [] : [{ pain: answers.pain, timePoint, on: answeredOn ?? "" }],
  );
  const from = pains.find(({ timePoint }) => timePoint === "baseline")?.pain ?? plan.clinical?.baselinePain;
  const latest = pains
    .filter(({ timePoint }) => timePoint !== "baseline")
    .sort((a, b) => (a.on < b.on ? -1 : 1))
    .at(-1);
  return (
    <ul className="course-key">
      {from != null && latest && (
        <li>
          Pain {from} to {latest.pain} since the baseline
        </li>
      )}
      <li>
        <KeyShape draw={<circle className="course-pain-solid" cx="7" cy="7" r="4" />} /> before a session
      </li>
      <li>
        <KeyShape draw={<circle className="course-pain-hollow" cx="7" cy="7" r="3" />} /> 72-hour contact
      </li>
      <li>
        <KeyShape draw={<path fill="var(--good)" d="M7 2L12 7L7 12L2 7Z" />} /> patient’s own rating
      </li>
    </ul>
  );
}

const KeyShape = ({ draw }: { draw: React.ReactNode }) => (
  <svg width="14" height="14" aria-hidden="true">
    {draw}
  </svg>
);
