import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { Section } from "~/ui/page";
import { Tag, type TagTone } from "~/ui/tag";
import { planStatusWords, regionSide, sessionStatusWords } from "~/words/en";
import { birthWords, countOf } from "~/words/patients";
import type { PastVisit, Patient, PatientPlan, PatientSession } from "./patient";

const planColumns: Column<PatientPlan>[] = [
  { id: "region", header: "Plan", cell: (plan) => regionSide(plan.region, plan.side) },
  { id: "status", header: "Status", cell: (plan) => planStatusWords[plan.status] },
  { id: "progress", header: "Sessions", cell: progressWords },
  { id: "physician", header: "Physician", cell: (plan) => plan.physician },
  { id: "clinic", header: "Clinic", cell: (plan) => plan.clinic },
  { id: "do", header: "Actions", quietHeader: true, numeric: true, cell: (plan) => <BookPlan plan={plan} /> },
];

export function PlansOfPatient({ patient, plans }: { patient: Patient; plans: PatientPlan[] }) {
  return (
    <Section title="Plans">
      <div className="patient-table">
        <DataTable
          caption="Plans of this patient"
          columns={planColumns}
          rows={plans}
          rowId={(plan) => plan.id}
          rowHref={(plan) => paths.plan(plan.id)}
          card={(plan) => (
            <>
              <p>
                <a className="row-link" href={paths.plan(plan.id)}>
                  {regionSide(plan.region, plan.side)}
                </a>
              </p>
              <p>
                {planStatusWords[plan.status]}, {progressWords(plan)}, {plan.physician}
              </p>
              <BookPlan plan={plan} />
            </>
          )}
          empty={
            <EmptyState title="No plan yet.">
              {patient.mayPlan
                ? "Make one with “New plan”; its sessions are booked from it."
                : "A physician makes the plan; its sessions are booked from it."}
            </EmptyState>
          }
        />
      </div>
    </Section>
  );
}

const BookPlan = ({ plan }: { plan: PatientPlan }) =>
  plan.mayBook && (
    <LinkButton
      size="small"
      href={paths.book({ plan: plan.id })}
      aria-label={`Book a session: ${regionSide(plan.region, plan.side)}`}
    >
      Book
    </LinkButton>
  );

function progressWords({ performed, planned, booked }: PatientPlan): string {
  return `${performed} of ${planned} performed${booked > 0 ? `, ${booked} booked` : ""}`;
}

const tones: Record<keyof typeof sessionStatusWords, TagTone> = {
  booked: "booked",
  arrived: "arrived",
  "in-treatment": "in-treatment",
  performed: "performed",
  "cancelled-by-patient": "cancelled",
  "cancelled-by-clinic": "cancelled",
  "no-show": "no-show",
};

const sessionColumns: Column<PatientSession>[] = [
  { id: "when", header: "When", cell: (session) => <When session={session} /> },
  {
    id: "plan",
    header: "Plan",
    cell: ({ here }) =>
      here ? `${regionSide(here.region, here.side)}, ${here.ordinal} of ${here.planned}` : "",
  },
  { id: "state", header: "State", cell: (session) => <State session={session} /> },
  { id: "place", header: "Where", cell: ({ here }) => here?.place ?? "At another clinic" },
  { id: "physician", header: "Physician", cell: ({ here }) => here?.physician ?? "" },
];

function When({ session }: { session: PatientSession }) {
  const words = (
    <>
      {session.when} <span className="patient-quiet">{session.zone}</span>
    </>
  );
  if (!session.here) return words;
  return (
    <a className="row-link" href={paths.session(session.id)}>
      {words}
    </a>
  );
}

function State({ session: { here } }: { session: PatientSession }) {
  if (!here) return null;
  return (
    <>
      <Tag tone={tones[here.status]}>{sessionStatusWords[here.status]}</Tag>
      {here.displaced && (
        <>
          {" "}
          <Tag tone="warn" icon="leave">
            To be rebooked
          </Tag>
        </>
      )}
    </>
  );
}

interface SessionsOfPatientProps {
  sessions: { upcoming: PatientSession[]; past: PatientSession[] };
  plans: PatientPlan[];
}

export function SessionsOfPatient({ sessions: { upcoming, past }, plans }: SessionsOfPatientProps) {
  return (
    <>
      <Section title="Sessions to come">
        <Sessions
          caption="Sessions to come"
          rows={upcoming}
          empty={
            <EmptyState title="Nothing is booked.">
              {plans.some(({ mayBook }) => mayBook) && "Book from the plan above."}
            </EmptyState>
          }
        />
      </Section>
      {past.length > 0 && (
        <Section title="Sessions so far" meta={countOf(past.length, "session")}>
          <Sessions caption="Sessions so far" rows={past} />
        </Section>
      )}
    </>
  );
}

interface SessionsProps {
  caption: string;
  rows: PatientSession[];
  empty?: React.ReactNode;
}

const Sessions = ({ caption, rows, empty }: SessionsProps) => (
  <div className="patient-table">
    <DataTable
      caption={caption}
      columns={sessionColumns}
      rows={rows}
      rowId={(session) => session.id}
      empty={empty}
      card={(session) => (
        <>
          <p>
            <When session={session} /> <State session={session} />
          </p>
          <p>
            {session.here
              ? `${regionSide(session.here.region, session.here.side)}, ${session.here.place}, ${session.here.physician}`
              : "At another clinic"}
          </p>
        </>
      )}
    />
  </div>
);

const visitColumns: Column<PastVisit>[] = [
  { id: "day", header: "Day", cell: (visit) => birthWords(visit.day) },
  { id: "what", header: "Visit", cell: (visit) => visit.what?.description },
  { id: "reason", header: "Reason", cell: (visit) => visit.what?.reason },
];

interface PastVisitsProps {
  patientId: string;
  visits: PastVisit[];
  total: number;
}

/** From another system, to read. */
export function PastVisits({ patientId, visits, total }: PastVisitsProps) {
  return (
    <Section
      title="Visits before Tendon"
      meta={`${countOf(total, "visit")}, imported from another system`}
      id="visits"
    >
      <div className="patient-table">
        <DataTable
          caption="Visits before Tendon"
          columns={visitColumns}
          rows={visits}
          rowId={(visit) => visit.id}
          hidden={visits.some(({ what }) => what) ? [] : ["what", "reason"]}
          card={(visit) => (
            <>
              <p>{birthWords(visit.day)}</p>
              {visit.what && <p>{[visit.what.description, visit.what.reason].filter(Boolean).join(": ")}</p>}
            </>
          )}
        />
      </div>
      {visits.length < total && (
        <p className="patient-more">
          <a href={`${paths.patient(patientId)}?visits=all#visits`}>Show all {total}</a>
        </p>
      )}
    </Section>
  );
}
