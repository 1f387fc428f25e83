import type { ReactNode } from "react";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { DefinitionList } from "~/ui/definition-list";
import { Notice } from "~/ui/notice";
import { Page, PageBand } from "~/ui/page";
import { Tag } from "~/ui/tag";
import { contactWords } from "~/words/en";
import { birthWords, languageWords } from "~/words/patients";
import type { PastVisit, Patient, PatientPlan, PatientSession } from "./patient";
import { PastVisits, PlansOfPatient, SessionsOfPatient } from "./patient-history";
import "./patients.css";

export interface PatientPageProps {
  patient: Patient;
  plans: PatientPlan[];
  sessions: { upcoming: PatientSession[]; past: PatientSession[] };
  past: { visits: PastVisit[]; total: number };
  /** What happened in the patient's courses, for those who may read it; the sessions so far are in it. */
  courses: ReactNode;
}

export function PatientPage({ patient, plans, sessions, past, courses }: PatientPageProps) {
  const [bookable, ...others] = plans.filter(({ mayBook }) => mayBook);
  const book = bookable && others.length === 0 ? paths.book({ plan: bookable.id }) : null;
  const plan = patient.mayPlan ? paths.planNew({ patient: patient.id }) : null;
  return (
    <Page
      title={`${patient.givenName} ${patient.familyName}`}
      crumbs={<a href={paths.patients()}>Patients</a>}
      meta={
        <>
          <span>Record {patient.recordNumber}</span>
          <Standing patient={patient} />
        </>
      }
      tools={
        <>
          {patient.mayExport && (
            <LinkButton variant="quiet" icon="download" href={paths.patientExport(patient.id)}>
              All data
            </LinkButton>
          )}
          {patient.mayWrite && (
            <LinkButton variant="quiet" icon="pencil" href={paths.patientEdit(patient.id)}>
              Edit
            </LinkButton>
          )}
          {plan && book && (
            <LinkButton icon="plus" href={plan}>
              New plan
            </LinkButton>
          )}
        </>
      }
      primary={
        book ? (
          <LinkButton variant="primary" icon="calendar-plus" href={book}>
            Book session
          </LinkButton>
        ) : (
          plan && (
            <LinkButton variant="primary" icon="plus" href={plan}>
              New plan
            </LinkButton>
          )
        )
      }
      bands={
        <PageBand label="The patient">
          <DefinitionList layout="across" facts={factsOf(patient)} />
        </PageBand>
      }
    >
      <Notices patient={patient} plans={plans} />
      <PlansOfPatient patient={patient} plans={plans} />
      <SessionsOfPatient
        sessions={courses ? { ...sessions, past: sessions.past.filter(({ here }) => !here) } : sessions}
        plans={plans}
      />
      {courses}
      {past.total > 0 && <PastVisits patientId={patient.id} {...past} />}
    </Page>
  );
}

function Standing({ patient: { deceasedOn, inactiveSince } }: { patient: Patient }) {
  if (deceasedOn) return <Tag>Deceased {birthWords(deceasedOn)}</Tag>;
  return inactiveSince ? <Tag>Inactive since {birthWords(inactiveSince)}</Tag> : null;
}

function Notices({ patient, plans }: { patient: Patient; plans: PatientPlan[] }) {
  const isUnderWay = plans.some(({ status }) => status === "active" || status === "on-hold");
  return (
    <div className="patient-notices">
      {patient.deceasedOn && (
        <Notice title="This patient has died.">
          Nobody contacts them any more, and nothing can be booked.
          {isUnderWay && " Ask the physician to stop the plans that are still under way."}
        </Notice>
      )}
      {!patient.deceasedOn && patient.inactiveSince && (
        <Notice title="No longer a patient here.">
          Nothing can be booked until the record is made active again.
        </Notice>
      )}
      {patient.deskNotes && (
        <Notice title="For the desk:">
          <span className="patient-notes">{patient.deskNotes}</span>
        </Notice>
      )}
    </div>
  );
}

function factsOf(patient: Patient) {
  const { phone, email, preferredContact, deceasedOn } = patient;
  return [
    {
      label: "Born",
      value: `${birthWords(patient.birthDate)} (${deceasedOn ? `died aged ${patient.age}` : `${patient.age} years`})`,
    },
    { label: "Phone", value: phone ? <a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{phone}</a> : "None" },
    { label: "E-mail", value: email ? <a href={`mailto:${email}`}>{email}</a> : "None" },
    {
      label: "Reach by",
      value: deceasedOn ? "Nobody contacts the deceased" : contactWords[preferredContact],
    },
    { label: "Language", value: languageWords[patient.language] ?? patient.language },
    { label: "Home clinic", value: patient.homeClinic ?? "Another clinic" },
  ];
}
