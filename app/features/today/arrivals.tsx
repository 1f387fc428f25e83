import { useFetcher } from "@remix-run/react";
import { useState } from "react";
import { clock } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Beads } from "~/ui/beads";
import { Button, LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Tag } from "~/ui/tag";
import { Toast, ToastRegion } from "~/ui/toast";
import { regionSide, sessionStatusWords } from "~/words/en";
import { stripWords } from "~/words/plans";
import type { TodaySession } from "./queries.server";
import "./today.css";

interface Props {
  sessions: readonly TodaySession[];
  /** Several clinics at once: each row says which, with its zone. */
  severalClinics: boolean;
  mayAttend: boolean;
}

interface Done {
  id: string;
  version: number;
  words: string;
}

const nextStep = {
  booked: { move: "check-in", words: "Check in", done: "checked in" },
  arrived: { move: "start-treatment", words: "Start treatment", done: "is in treatment" },
  "in-treatment": { move: "perform", words: "Mark performed", done: "is marked performed" },
} as const;

/** Who is here and who comes next, each with the next step of the visit in one click. */
export function Arrivals({ sessions, severalClinics, mayAttend }: Props) {
  const [done, setDone] = useState<Done | null>(null);
  const coming = sessions.filter(({ status }) => status in nextStep);
  const over = sessions.filter(({ status }) => !(status in nextStep)).reverse();
  if (sessions.length === 0) {
    return (
      <div className="today-empty">
        <EmptyState
          title="No sessions today"
          action={<LinkButton href={paths.calendar("week")}>See the week</LinkButton>}
        >
          Nothing is booked {severalClinics ? "at your clinics" : "at this clinic"} today.
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      <ol className="arrivals">
        {coming.map((session) => (
          <Arrival
            key={session.id}
            session={session}
            where={severalClinics}
            mayAttend={mayAttend}
            onDone={(words) => setDone({ id: session.id, version: session.version + 1, words })}
          />
        ))}
      </ol>
      {coming.length === 0 && <p className="today-quiet">Everyone who was booked today has been seen.</p>}
      {over.length > 0 && <Over sessions={over} where={severalClinics} />}
      <ToastRegion>
        {done && <DoneToast key={`${done.id} ${done.version}`} done={done} onGone={() => setDone(null)} />}
      </ToastRegion>
    </>
  );
}

/** Who was here already, or will not come: the latest first. */
function Over({ sessions, where }: { sessions: readonly TodaySession[]; where: boolean }) {
  return (
    <section className="today-over" aria-labelledby="over">
      <h3 id="over">Done, or not coming</h3>
      <ol className="arrivals">
        {sessions.map((session) => (
          <li className={`arrival ${session.status}`} key={session.id}>
            <SessionFacts session={session} where={where} />
            <span className="arrival-state">
              <Tag tone={session.status === "no-show" ? "late" : "neutral"} icon={overIcon(session.status)}>
                {sessionStatusWords[session.status]}
              </Tag>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

const overIcon = (status: TodaySession["status"]) =>
  status === "performed" ? "tick" : status === "no-show" ? "no-show" : "cross";

function SessionFacts({ session, where }: { session: TodaySession; where: boolean }) {
  const { id, name, zone, startsAt, beads, performed, planned } = session;
  return (
    <>
      <span className="arrival-time numeric">{clock(startsAt, zone)}</span>
      <a className="arrival-name" href={paths.session(id)}>
        {name}
      </a>
      <span className="arrival-what">{regionSide(session.region, session.side)}</span>
      <span className="arrival-place">
        <Beads beads={beads} label={stripWords({ performed, planned }, beads)} />
      </span>
      <span className="arrival-where">
        {session.room}, {session.physician}
        {where && `, ${session.clinic}`}
      </span>
    </>
  );
}

interface ArrivalProps {
  session: TodaySession;
  where: boolean;
  mayAttend: boolean;
  onDone: (words: string) => void;
}

function Arrival({ session, where, mayAttend, onDone }: ArrivalProps) {
  const fetcher = useFetcher<{ ok?: boolean; refusal?: { code: string } }>();
  const { id, name, status, displaced, zone } = session;
  const step = status in nextStep ? nextStep[status as keyof typeof nextStep] : null;
  const refused = fetcher.data?.ok === false;
  return (
    <li className={`arrival ${status}`}>
      <SessionFacts session={session} where={where} />
      <span className="arrival-state">
        {displaced ? (
          <Tag tone="late">Displaced</Tag>
        ) : (
          status !== "booked" && (
            <Tag tone={status === "arrived" ? "arrived" : "in-treatment"}>
              {status === "arrived" && session.arrivedAt
                ? `Arrived ${clock(session.arrivedAt, zone)}`
                : sessionStatusWords[status]}
            </Tag>
          )
        )}
      </span>
      {mayAttend && step && !displaced && (
        <div className="arrival-action">
          {session.askNow && (
            <LinkButton
              size="small"
              icon="message"
              label={`Let ${name} answer the report`}
              href={paths.planReportLink(session.planId, { report: session.askNow })}
            />
          )}
          <fetcher.Form
            method="post"
            action={paths.session(id)}
            onSubmit={() => onDone(`${name} ${step.done}`)}
          >
            <input type="hidden" name="move" value={step.move} />
            <input type="hidden" name="version" value={session.version} />
            <input type="hidden" name="back" value={paths.today()} />
            <Button
              size="small"
              icon={status === "booked" ? "check-in" : undefined}
              busy={fetcher.state !== "idle"}
            >
              {step.words}
            </Button>
            {refused && (
              <span className="arrival-refused" role="alert">
                Changed meanwhile. <a href={paths.session(id)}>Look</a>
              </span>
            )}
          </fetcher.Form>
        </div>
      )}
    </li>
  );
}

function DoneToast({ done, onGone }: { done: Done; onGone: () => void }) {
  const fetcher = useFetcher();
  return (
    <Toast
      onDismiss={onGone}
      action={
        <fetcher.Form method="post" action={paths.session(done.id)} onSubmit={() => setTimeout(onGone)}>
          <input type="hidden" name="move" value="undo" />
          <input type="hidden" name="version" value={done.version} />
          <input type="hidden" name="back" value={paths.today()} />
          <Button size="small" variant="quiet">
            Undo
          </Button>
        </fetcher.Form>
      }
    >
      {done.words}
    </Toast>
  );
}
