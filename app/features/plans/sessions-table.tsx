import { dayAndMonth, dayWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { Icon } from "~/ui/icon";
import { Section } from "~/ui/page";
import { Tag, type TagTone } from "~/ui/tag";
import { sessionStatusWords } from "~/words/en";
import type { PlanSession, PlanView } from "./plan";
import "./cells.css";
import "./gap-cell.css";
import "./plan-card.css";

const tones: Record<PlanSession["status"], TagTone> = {
  booked: "booked",
  arrived: "arrived",
  "in-treatment": "in-treatment",
  performed: "performed",
  "cancelled-by-patient": "cancelled",
  "cancelled-by-clinic": "cancelled",
  "no-show": "no-show",
};

const columns: Column<PlanSession>[] = [
  {
    id: "session",
    header: "Session",
    cell: (session) => (
      <>
        {isReleased(session) ? "" : `${session.ordinal}. `}
        {dayWords(session.day)}, {session.clock}
      </>
    ),
  },
  {
    id: "state",
    header: "State",
    cell: (session) => (
      <>
        <Tag tone={tones[session.status]}>{sessionStatusWords[session.status]}</Tag>
        {session.displaced && (
          <>
            {" "}
            <Tag tone="warn" icon="leave">
              {session.displaced}
            </Tag>
          </>
        )}
      </>
    ),
  },
  { id: "gap", header: "Gap", cell: (session) => <SessionGap session={session} /> },
  {
    id: "where",
    header: "Where, with whom",
    cell: ({ clinic, room, physician }) => `${clinic}, ${room}, ${physician}`,
  },
  { id: "notes", header: "Remarks", cell: (session) => <SessionNotes session={session} /> },
  {
    id: "do",
    header: "Actions",
    quietHeader: true,
    numeric: true,
    cell: (session) =>
      session.mayMove && (
        <LinkButton size="small" href={paths.sessionMove(session.id)}>
          Move
        </LinkButton>
      ),
  },
];

/** The strip's sessions as a table, released ones too. */
export function SessionsTable({ plan }: { plan: PlanView }) {
  return (
    <Section title="Sessions" meta={`${plan.clinic.name} time unless another clinic is named`}>
      <div className="plan-table">
        <DataTable
          caption="Sessions of this plan"
          columns={columns}
          rows={plan.sessions}
          rowId={(session) => session.id}
          rowHref={(session) => paths.session(session.id)}
          card={(session) => <SessionCard session={session} />}
          empty={
            <EmptyState title="No session has been booked.">
              Book the first one; the gap counts from it.
            </EmptyState>
          }
        />
      </div>
    </Section>
  );
}

function SessionCard({ session }: { session: PlanSession }) {
  return (
    <div className="plan-card">
      <div className="plan-card-facts">
        <p>
          <a className="row-link" href={paths.session(session.id)}>
            {isReleased(session) ? "" : `${session.ordinal}. `}
            {dayWords(session.day)}, {session.clock}
          </a>
        </p>
        <p>
          <Tag tone={tones[session.status]}>{sessionStatusWords[session.status]}</Tag>{" "}
          {session.gapDays !== null && <SessionGap session={session} />}
        </p>
        <p className="plan-card-quiet">
          {session.clinic}, {session.room}, {session.physician}
        </p>
        <SessionNotes session={session} />
      </div>
      {session.mayMove && <LinkButton href={paths.sessionMove(session.id)}>Move</LinkButton>}
    </div>
  );
}

function SessionGap({ session: { gapDays, gapState } }: { session: PlanSession }) {
  if (gapDays === null) return <span className="cell-quiet">–</span>;
  return (
    <span className="gap-cell">
      <span className="numeric">{gapDays} d</span>
      {gapState !== "in-range" && gapState !== null && (
        <span className={`gap-words gap-${gapState}`}>
          <Icon name={gapState} />
          {gapState}
        </span>
      )}
    </span>
  );
}

function SessionNotes({ session }: { session: PlanSession }) {
  const { gapReason, releaseReason, releasedBy, movedFrom } = session;
  return (
    <>
      {gapReason && <span className="plan-table-note">Gap: {gapReason}</span>}
      {releaseReason && (
        <span className="plan-table-note">
          {releaseReason}
          {releasedBy && ` (${releasedBy})`}
        </span>
      )}
      {movedFrom && (
        <span className="plan-table-note">
          Moved from {dayWords(movedFrom.day)}, {movedFrom.clock} by {movedFrom.by},{" "}
          {dayAndMonth(movedFrom.on)}
        </span>
      )}
    </>
  );
}

const isReleased = ({ status }: PlanSession) => status.startsWith("cancelled") || status === "no-show";
