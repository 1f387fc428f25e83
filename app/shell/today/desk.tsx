import type { ReactNode } from "react";
import { GapCell } from "~/features/plans/gap-cell";
import { ProgressStrip } from "~/features/plans/progress-strip";
import type { PlanRow } from "~/features/plans/row";
import type { RecordToSign } from "~/features/records/lists.server";
import { Arrivals } from "~/features/today/arrivals";
import type { CallNow } from "~/features/today/alerts.server";
import { CallNowList } from "~/features/today/call-now";
import { HandItem, ReportHands, SessionHands } from "~/features/today/hands";
import type { Hand, NewReport, TodaySession } from "~/features/today/queries.server";
import { RoomsStrip } from "~/features/today/rooms-strip";
import { whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { regionSide } from "~/words/en";

export interface DeskData {
  /** Whom to call now. */
  alerts: CallNow[];
  sessions: TodaySession[];
  hands: Hand[];
  freePlaces: number;
  plans: PlanRow[];
  attention: number;
  unanswered: number;
  calls: { all: number; contacts: number };
  newReports: NewReport[];
  rooms: { id: string; name: string }[];
  /** Clinics whose pack of today was not made. */
  packsMissing: string[];
  toSign: RecordToSign[];
  clinic: { id: string; zone: string } | null;
  mayAttend: boolean;
  mayBook: boolean;
  ownOnly: boolean;
  now: Date;
}

const released = ["cancelled-by-patient", "cancelled-by-clinic"];

/** Today for those who see patients: arrivals, rooms, and what needs a hand. */
export function Desk({ data }: { data: DeskData }) {
  const { sessions, clinic, now } = data;
  const count = (status: TodaySession["status"]) =>
    sessions.filter((session) => session.status === status).length;
  const done = [
    [count("performed"), "performed"],
    [count("in-treatment"), "in treatment"],
    [sessions.filter(({ status }) => released.includes(status)).length, "cancelled"],
    [count("no-show"), "no-show"],
  ] as const;
  return (
    <>
      <CallNowList alerts={data.alerts} />
      {clinic && data.rooms.length > 0 && (
        <RoomsStrip rooms={data.rooms} sessions={sessions} now={now} zone={clinic.zone} />
      )}
      <div className="today">
        <section className="today-main" aria-labelledby="arrivals">
          <h2 id="arrivals">
            {data.ownOnly ? "My sessions" : "Arrivals"}
            <span>
              {count("arrived")} here, {count("booked")} to come
              {done.flatMap(([number, words]) => (number > 0 ? [`, ${number} ${words}`] : []))}
            </span>
            <a href={paths.calendar("day", clinic ? { clinic: clinic.id } : {})}>Whole day</a>
          </h2>
          <Arrivals sessions={sessions} severalClinics={!clinic} mayAttend={data.mayAttend} />
        </section>
        <NeedsAHand data={data} />
      </div>
    </>
  );
}

const MOST_RECORDS = 6;

/** Records that the one who treated has not signed, the oldest first. */
function RecordHands({ records }: { records: readonly RecordToSign[] }) {
  const shown = records.slice(0, MOST_RECORDS);
  return (
    <HandItem
      icon="record"
      tone="warn"
      title={`${records.length} ${records.length === 1 ? "record" : "records"} to sign`}
      note={records.length > shown.length ? `The ${shown.length} oldest` : undefined}
    >
      {shown.map((record) => (
        <div className="hand-session" key={record.sessionId}>
          <a href={paths.session(record.sessionId)}>{record.name}</a>
          <span>
            {whenWords(record.startsAt, record.zone)}, {regionSide(record.region, record.side).toLowerCase()}
          </span>
          <a href={paths.sessionRecord(record.sessionId)}>
            {record.isBegun ? "Go on" : "Write"}
            <span className="visually-hidden"> the record of {record.name}</span>
          </a>
        </div>
      ))}
    </HandItem>
  );
}

function NeedsAHand({ data }: { data: DeskData }) {
  const { hands, plans, attention, calls, newReports, clinic } = data;
  const where = clinic ? { clinic: clinic.id } : {};
  const items: ReactNode[] = [];
  if (data.toSign.length > 0) items.push(<RecordHands key="records" records={data.toSign} />);
  if (newReports.length > 0) items.push(<ReportHands key="new" reports={newReports} />);
  if (hands.length > 0) items.push(<SessionHands key="sessions" hands={hands} />);
  if (data.packsMissing.length > 0) {
    items.push(
      <HandItem
        key="packs"
        icon="print"
        title="Morning pack missing"
        note={data.packsMissing.join(", ")}
        action={
          <LinkButton size="small" href={paths.morningPack(where)}>
            Make it
          </LinkButton>
        }
      />,
    );
  }
  if (data.freePlaces > 0) {
    items.push(
      <HandItem
        key="free"
        icon="waitlist"
        title={`${data.freePlaces} ${data.freePlaces === 1 ? "place" : "places"} fell free`}
        note="Cancelled, in the next three weeks"
        action={
          <LinkButton size="small" href={paths.waitlist(where)}>
            Fill
          </LinkButton>
        }
      />,
    );
  }
  if (plans.length > 0) {
    items.push(
      <HandItem
        key="plans"
        icon="late"
        tone="danger"
        title={`${attention} ${attention === 1 ? "course needs" : "courses need"} attention`}
        note={attention > plans.length ? `The ${plans.length} gravest` : undefined}
        action={
          <LinkButton size="small" href={paths.plans(where)}>
            Open list
          </LinkButton>
        }
      >
        {plans.map((plan) => (
          <div className="hand-plan" key={plan.id}>
            <a href={paths.plan(plan.id)}>{plan.patient}</a>
            <ProgressStrip beads={plan.beads} counts={plan.counts} />
            <GapCell row={plan} days={false} />
            {data.mayBook && !plan.next && <a href={paths.planCourse(plan.id)}>Book</a>}
          </div>
        ))}
      </HandItem>,
    );
  }
  if (calls.all > 0) {
    items.push(
      <HandItem
        key="calls"
        icon="phone"
        tone="warn"
        title={`${calls.all} ${calls.all === 1 ? "report" : "reports"} unanswered: call`}
        note={
          calls.contacts > 0
            ? `${calls.contacts} at 72 hours: ask about swelling, stiffness, fever, severe pain`
            : "The result is known only from those who answer"
        }
        action={
          <LinkButton size="small" href={paths.followUp(where)}>
            Open list
          </LinkButton>
        }
      />,
    );
  }
  return (
    <section className="today-side" aria-labelledby="hands">
      <h2 id="hands">Needs a hand</h2>
      {items.length > 0 ? (
        <ul className="hands">{items}</ul>
      ) : (
        <p className="today-quiet">Nothing waits for you.</p>
      )}
    </section>
  );
}
