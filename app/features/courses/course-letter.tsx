import { dayWithYear } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Page } from "~/ui/page";
import { regionSide } from "~/words/en";
import { countOf } from "~/words/patients";
import type { Letter } from "./letter.server";
import { datesText, letterText } from "~/words/letter";
import "./course-letter.css";

/** A page to hand over or to post: when and where, and what to expect afterwards. */
export function CourseLetter({ letter }: { letter: Letter }) {
  const { planId, patient, region, side, sessions, clinics, today } = letter;
  const [only] = clinics;
  return (
    <Page
      title="Course letter"
      crumbs={<a href={paths.plan(planId)}>Plan</a>}
      tools={
        sessions.length > 0 && (
          <>
            <Send letter={letter} />
            <Button type="button" icon="print" onClick={() => window.print()}>
              Print
            </Button>
          </>
        )
      }
    >
      {sessions.length === 0 ? (
        <EmptyState title="No session is booked ahead.">
          <p>The letter lists the sessions of a course once they are booked.</p>
          <LinkButton href={paths.planCourse(planId)}>Book the course</LinkButton>
        </EmptyState>
      ) : (
        <article className="letter">
          <p className="letter-date">{dayWithYear(today)}</p>
          <p>Dear {patient},</p>
          <p>
            {sessions.length === 1 ? "This is" : "These are"} your next {countOf(sessions.length, "session")}{" "}
            ({regionSide(region, side).toLowerCase()}). Please tell us as early as you can if one of them does
            not suit you: we can move it.
          </p>
          <table className="letter-sessions">
            <thead>
              <tr>
                <th scope="col">Session</th>
                <th scope="col">Day</th>
                <th scope="col">Time</th>
                <th scope="col">Physician</th>
                {clinics.length > 1 && <th scope="col">Clinic</th>}
              </tr>
            </thead>
            <tbody>
              {sessions.map(({ id, ordinal, day, clock, physician, clinic }) => (
                <tr key={id}>
                  <td>{ordinal}</td>
                  <td>{dayWithYear(day)}</td>
                  <td>{clock}</td>
                  <td>{physician}</td>
                  {clinics.length > 1 && <td>{clinic}</td>}
                </tr>
              ))}
            </tbody>
          </table>
          {clinics.map(({ name, address, phone, zoneLabel }) => (
            <p key={name}>
              <strong>{name}</strong>
              {address && `, ${address}`}
              {phone && `, telephone ${phone}`}. Times are {zoneLabel}.
            </p>
          ))}
          <h2>At each session</h2>
          <p>
            A session takes about 30 minutes in all. The area is numbed, and the needle is guided by imaging
            to the place that is treated.
          </p>
          <h2>Afterwards</h2>
          <ul>
            <li>Mild swelling and stiffness are normal, and pass.</li>
            <li>
              Some people feel better after the first sessions, others a little with each, and some feel
              nothing in the first week. That is no sign that it does not work.
            </li>
            <li>
              How you look after yourself between the sessions helps the healing. Keep to what you were
              advised.
            </li>
            <li>
              Call us at once{only?.phone ? ` on ${only.phone}` : ""} if you have a fever, severe or growing
              pain, trouble breathing, or a new weakness.
            </li>
          </ul>
        </article>
      )}
    </Page>
  );
}

/** With the desk's own programs: mail holds the whole letter, a text the dates alone. */
function Send({ letter }: { letter: Letter }) {
  const { email, phone, clinics } = letter;
  const number = phone.replace(/[^+\d]/g, "");
  const subject = `Your sessions at ${clinics.map(({ name }) => name).join(" and ")}`;
  return (
    <>
      {email && (
        <LinkButton
          variant="quiet"
          icon="mail"
          href={`mailto:${encodeURIComponent(email)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(letterText(letter))}`}
        >
          Mail
        </LinkButton>
      )}
      {number && (
        <LinkButton
          variant="quiet"
          icon="smartphone"
          href={`sms:${number}?body=${encodeURIComponent(`${subject}:\n${datesText(letter)}`)}`}
        >
          Text
        </LinkButton>
      )}
    </>
  );
}
