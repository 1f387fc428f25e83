import { useFetcher } from "@remix-run/react";
import { useEffect, type ReactNode } from "react";
import { clock, whenWords, zoneName } from "~/domain/words-of-time";
import { wallClock } from "~/domain/wall-clock";
import { paths } from "~/paths";
import { Beads } from "~/ui/beads";
import { Button } from "~/ui/button";
import { DefinitionList } from "~/ui/definition-list";
import { Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icons/names";
import { Notice } from "~/ui/notice";
import { Tag, type TagTone } from "~/ui/tag";
import { guidanceWords, regionSide } from "~/words/en";
import { birthWords } from "~/words/patients";
import { dayFrom, stripWords } from "~/words/plans";
import { displacedWords, gapFactWords, stateWords } from "~/words/sessions";
import { PhaseBar } from "./phase-bar";
import { RefusalNotice, type BookingReply } from "./refusal-notice";
import { SessionActions } from "./session-actions";
import { StepForm } from "./step-form";
import type { SessionView } from "./view";
import "./session-card.css";

interface SessionCardProps {
  session: SessionView;
  /** Beside its block on the calendar: no page around it, and what is done keeps the page. */
  inPopover?: boolean | undefined;
  /** What the page's own post came to, where no JavaScript kept it in the card. */
  reply?: BookingReply | undefined;
  onDone?: (() => void) | undefined;
}

/** One session: who, what, where and when, how it stands, and the next step of the visit. */
export function SessionCard({ session, inPopover = false, reply, onDone }: SessionCardProps) {
  const fetcher = useFetcher<BookingReply>({ key: `session ${session.id}` });
  const answer = fetcher.data ?? reply;
  const { zone } = session.clinic;
  const isDone = fetcher.state === "idle" && fetcher.data?.ok === true;
  useEffect(() => {
    if (isDone) onDone?.();
  }, [isDone, onDone]);
  const { tone, icon } = lookOf(session);
  return (
    <article className="session-card">
      <header className="session-head">
        <div>
          <h2 className="session-name">{session.patient.name}</h2>
          <p className="session-record">
            {session.patient.recordNumber}, born {birthWords(session.patient.birthDate)}
          </p>
        </div>
        <Tag tone={tone} icon={icon}>
          {session.displaced ? "Displaced" : stateWords(session, zone)}
        </Tag>
      </header>
      <DefinitionList facts={factsOf(session)} />
      <PhaseBar {...session} zone={zone} look={session.displaced ? "booked" : tone} />
      <Notes session={session} />
      {session.moved && (
        <div className="session-note">
          Moved from {whenWords(session.moved.from, session.moved.fromZone)}{" "}
          <span className="session-zone">
            {session.moved.by}, {whenWords(session.moved.at, zone)}
          </span>
          {session.moved.mayUndo && (
            <StepForm session={session} fetcher={fetcher} inPopover={inPopover} intent="undo-move">
              <Button size="small" icon="undo" busy={fetcher.state !== "idle"}>
                Undo the move
              </Button>
            </StepForm>
          )}
        </div>
      )}
      <div className="session-course">
        <Beads beads={session.plan.beads} label={stripWords(session.plan.counts, session.plan.beads)} />
        <span>{nextWords(session)}</span>
        <a href={paths.plan(session.plan.id)}>Open plan</a>
      </div>
      {answer && !answer.ok && "refusal" in answer && (
        <div className="session-refusal">
          <RefusalNotice refusal={answer.refusal} zone={zone} />
        </div>
      )}
      <SessionActions session={session} fetcher={fetcher} inPopover={inPopover} answer={answer} />
    </article>
  );
}

function nextWords({ next, ordinal, plan }: SessionView): string {
  if (next) return `Next: ${whenWords(next.startsAt, next.zone)}`;
  return ordinal >= plan.plannedSessions ? "Last of the course" : "Nothing booked after it";
}

const icons: Partial<Record<TagTone, IconName>> = {
  arrived: "arrived",
  "in-treatment": "in-treatment",
  performed: "tick",
  cancelled: "cross",
  "no-show": "no-show",
};

function lookOf({ status, displaced }: SessionView): { tone: TagTone; icon: IconName | undefined } {
  if (displaced) return { tone: "late", icon: "warning" };
  const tone = status === "cancelled-by-clinic" || status === "cancelled-by-patient" ? "cancelled" : status;
  return { tone, icon: icons[tone] };
}

function factsOf({ plan, clinic, gap, ...session }: SessionView) {
  const { zone } = clinic;
  const { day } = wallClock(session.startsAt, zone);
  const facts: { label: string; value: ReactNode }[] = [
    {
      label: "Session",
      value: `${session.ordinal} of ${plan.plannedSessions}, ${regionSide(plan.region, plan.side).toLowerCase()}`,
    },
    {
      label: "When",
      value: (
        <>
          {dayFrom(day, session.today)}, {clock(session.startsAt, zone)}{" "}
          <span className="session-zone">{zoneName(session.startsAt, zone, "short")}</span>
          {session.confirmed && <span className="session-zone">, confirmed</span>}
        </>
      ),
    },
    {
      label: "Guidance",
      value: (
        <span className="session-fact-icon">
          <Icon name={plan.guidance} />
          {session.device}
          <span className="visually-hidden">, {guidanceWords[plan.guidance]}</span>
        </span>
      ),
    },
    { label: "Where", value: `${session.room}, ${session.physician}, ${clinic.name}` },
  ];
  if (gap) {
    const icon = gap.state === "in-range" ? "tick" : gap.state;
    facts.push({
      label: "Gap",
      value: (
        <>
          <span className={`session-fact-icon session-gap-${gap.state}`}>
            <Icon name={icon} />
            {gapFactWords(gap)}
          </span>
          {gap.state !== "in-range" && gap.reason && <span className="session-because">“{gap.reason}”</span>}
        </>
      ),
    });
  }
  if (session.patient.phone) {
    const href = `tel:${session.patient.phone.replace(/[^+\d]/g, "")}`;
    facts.push({ label: "Phone", value: <a href={href}>{session.patient.phone}</a> });
  }
  return facts;
}

/** What happened to it that its state alone does not say. */
function Notes({ session }: { session: SessionView }) {
  const { displaced, released, status, clinic } = session;
  const { zone } = clinic;
  return (
    <>
      {displaced && (
        <Notice tone="warn" title="It needs another place.">
          {displacedWords(displaced, zone)}
        </Notice>
      )}
      {session.overbooked && (
        <Notice tone="warn" title="Overbooked.">
          “{session.overbooked}”
        </Notice>
      )}
      {released && (
        <p className="session-note">
          {status === "no-show"
            ? "The patient did not come."
            : status === "cancelled-by-patient"
              ? "The patient cancelled."
              : "The clinic cancelled."}{" "}
          {released.reason && <>“{released.reason}” </>}
          {session.since && (
            <span className="session-zone">
              {released.by ?? "Tendon"}, {whenWords(session.since, zone)}
            </span>
          )}
          {session.mayRefill && (
            <a className="session-refill" href={paths.refill(session.id)}>
              Who could take its place?
            </a>
          )}
        </p>
      )}
    </>
  );
}
