import type { MouseEvent } from "react";
import { spansOn, spansText, weekdays, type WeekdaySpan } from "~/domain/working-hours";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { textOf, type Faults } from "~/words/faults";
import { weekdayWords } from "~/words/settings";
import "./settings.css";

interface WeekFieldsProps {
  week: readonly WeekdaySpan[];
  faults: Faults;
  /** Where the times come from, when nobody typed them. */
  note?: string | undefined;
}

const MONDAY = 1;
const FRIDAY = 5;

function copyMonday({ currentTarget: { form } }: MouseEvent<HTMLButtonElement>) {
  const inputOf = (weekday: number) => form?.elements.namedItem(`day${weekday}`);
  const monday = inputOf(MONDAY);
  if (!(monday instanceof HTMLInputElement)) return;
  for (let weekday = MONDAY + 1; weekday <= FRIDAY; weekday += 1) {
    const input = inputOf(weekday);
    if (input instanceof HTMLInputElement) input.value = monday.value;
  }
}

/** A week's hours as text, a line a day: quick to type, to copy and to read. */
export function WeekFields({ week, faults, note }: WeekFieldsProps) {
  return (
    <>
      <p className="settings-hint" id="week-hint">
        Write times such as 08:00–12:00, 13:00–17:00, the break between them; 8-12, 13-17 will do. Leave a day
        empty when closed. {note}
      </p>
      <div className="week-fields">
        {weekdays.map((weekday) => (
          <Field
            key={weekday}
            label={weekdayWords[weekday]}
            name={`day${weekday}`}
            autoComplete="off"
            placeholder="Closed"
            maxLength={200}
            defaultValue={textOf(faults, `day${weekday}`, spansText(spansOn(week, weekday)))}
            errors={faults.errors[`day${weekday}`]}
          />
        ))}
      </div>
      <div className="with-script">
        <Button type="button" variant="quiet" icon="copy" onClick={copyMonday}>
          Monday’s hours until Friday
        </Button>
      </div>
    </>
  );
}
