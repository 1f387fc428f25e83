import { spansOn, spansText, weekdays, type WeekdaySpan } from "~/domain/working-hours";
import { Field } from "~/ui/field";
import { textOf, type Faults } from "~/words/faults";
import { weekdayWords } from "~/words/settings";
import "./settings.css";

interface WeekFieldsProps {
  week: readonly WeekdaySpan[];
  faults: Faults;
}

/** A week's hours as text, a line a day: quick to type, to copy and to read. */
export function WeekFields({ week, faults }: WeekFieldsProps) {
  return (
    <>
      <p className="settings-hint" id="week-hint">
        Write times such as 08:00–12:00, 13:00–17:00, the break between them; 8-12, 13-17 will do. Leave a day
        empty when closed.
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
    </>
  );
}
