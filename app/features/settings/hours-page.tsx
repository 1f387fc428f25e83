import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { dayWithYear } from "~/domain/words-of-time";
import type { WeekdaySpan } from "~/domain/working-hours";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { OutsidePanel } from "./outside-panel";
import { OpenedOn } from "~/ui/opened-on";
import { Section } from "~/ui/page";
import { textOf, type Faults } from "~/words/faults";
import { useAnswer } from "./use-answer";
import { useSaves } from "./use-saves";
import { WeekFields } from "./week-fields";
import { WeekList } from "./week-list";
import "./settings.css";

export interface HoursPageProps {
  place: {
    physicianId: string;
    physician: string;
    clinicId: string;
    clinic: string;
    zone: string;
    today: string;
    stamp: string;
    present: WeekdaySpan[];
    coming: { from: string; week: WeekdaySpan[] }[];
    clinicWeek: WeekdaySpan[];
    outsideHours: number;
  };
  faults: Faults;
  /** Sessions that the week, as it was sent, would leave outside, and what becomes of their courses. */
  outside: { sessions: number; consequences: ReactNode; values: Faults["values"] } | null;
}

/** One physician's week at one clinic, and the form that sets another from a day on. */
export function HoursPage({ place, faults, outside }: HoursPageProps) {
  const { physicianId, clinicId, clinic, today, stamp, present, coming, clinicWeek, outsideHours } = place;
  const isFirst = present.length === 0 && coming.length === 0;
  const busy = useNavigation().state === "submitting";
  const saves = useSaves(faults);
  const answer = useAnswer();
  return (
    <>
      <Section title={`Now at ${clinic}`}>
        {outsideHours > 0 && (
          <Notice
            tone="warn"
            title={
              outsideHours === 1
                ? "1 session is booked outside these hours."
                : `${outsideHours} sessions are booked outside these hours.`
            }
          >
            They stay booked. Let the desk move them, or set other hours.
          </Notice>
        )}
        <WeekList week={present} />
        {coming.map(({ from, week }) => (
          <div className="hours-coming" key={from}>
            <h3>From {dayWithYear(from)}</h3>
            <WeekList week={week} />
          </div>
        ))}
      </Section>
      <Section title="Set the week">
        <ErrorSummary errors={faults.errors} />
        <Form method="post" className="settings-form" noValidate preventScrollReset>
          <input type="hidden" name="physicianId" value={physicianId} />
          <input type="hidden" name="clinicId" value={clinicId} />
          <OpenedOn name="stamp" value={textOf(faults, "stamp", stamp)} answer={answer} />
          <Field
            label="Holds from"
            name="from"
            type="date"
            min={today}
            hint={
              coming.length > 0
                ? "The week before it holds until the day before. What was set to come after it is replaced."
                : "The week before it holds until the day before."
            }
            defaultValue={textOf(faults, "from", today)}
            errors={faults.errors["from"]}
          />
          <div className="field-after">
            <WeekFields
              key={saves()}
              week={isFirst ? clinicWeek : (coming.at(-1)?.week ?? present)}
              faults={faults}
              note={
                isFirst && clinicWeek.length > 0
                  ? "Filled in from the clinic’s opening hours: change what differs."
                  : ""
              }
            />
          </div>
          <Button variant={outside ? "secondary" : "primary"} size="large" busy={busy}>
            {outside ? "Ask again" : "Save working hours"}
          </Button>
        </Form>
        {outside && <OutsidePanel outside={outside} busy={busy} />}
      </Section>
    </>
  );
}
