import type { ReactNode } from "react";
import { GapCell } from "~/features/plans/gap-cell";
import { ProgressStrip } from "~/features/plans/progress-strip";
import type { PlanRow } from "~/features/plans/row";
import { Arrivals } from "~/features/today/arrivals";
import type { CallNow } from "~/features/today/alerts.server";
import { CallNowList } from "~/features/today/call-now";
import { HandItem, ReportHands, SessionHands } from "~/features/today/hands";
import type { Hand, NewReport, TodaySession } from "~/features/today/queries.server";
import { RoomsStrip } from "~/features/today/rooms-strip";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";

export interface DeskData {
  /** Whom to call now. */
  alerts: CallNow[];
  sessions: TodaySession[];
  hands: Hand[];
  freePlaces: number;
  plans: PlanRow[];
  attention: number;
  unanswered: number;
  reports: { contacts: number; months: number };
  newReports: NewReport[];
  rooms: { id: string; name: string }[];
  /** Clinics whose pack of today was not made. */
  packsMissing: string[];
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

function NeedsAHand({ data }: { data: DeskData }) {
  const { hands, plans, attention, reports, newReports, clinic } = data;
  const where = clinic ? { clinic: clinic.id } : {};
  const items: ReactNode[] = [];
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
  if (reports.months > 0) {
    items.push(
      <HandItem
        key="months"
        icon="no-reply"
        tone="warn"
        title={`${reports.months} ${reports.months === 1 ? "report is" : "reports are"} due at 3, 6 or 12 months`}
        note="The result is known only from those who answer"
        action={
          <LinkButton size="small" href={paths.plans({ ...where, show: "unanswered" })}>
            Open list
          </LinkButton>
        }
      />,
    );
  }
  if (reports.contacts > 0) {
    items.push(
      <HandItem
        key="contacts"
        icon="phone"
        title={`${reports.contacts} ${reports.contacts === 1 ? "contact" : "contacts"} at 72 hours due`}
        note="Ask about swelling, stiffness, fever, severe pain"
        action={
          <LinkButton size="small" href={paths.plans({ ...where, show: "unanswered" })}>
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
