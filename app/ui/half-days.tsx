import { Fieldset } from "./choices";
import type { FieldWords } from "./field";
import "./half-days.css";

interface HalfDaysProps {
  legend: string;
  name: string;
  hint: string;
  errors?: FieldWords["errors"];
  /** What the days are called, by their numbers: 1 is Monday. */
  days: readonly { number: number; label: string }[];
  /** "2am", "4pm". */
  ticked: readonly string[];
}

/** A week's mornings and afternoons, of which some are ticked. */
export function HalfDays({ legend, name, hint, errors, days, ticked }: HalfDaysProps) {
  return (
    <Fieldset legend={legend} id={name} hint={hint} errors={errors}>
      <div className="half-days">
        {days.map(({ number, label }, index) => (
          <div key={number} className="half-day" role="group" aria-label={label}>
            <span aria-hidden="true">{label}</span>
            {(["am", "pm"] as const).map((half) => (
              <label key={half} className="half-day-part">
                <input
                  type="checkbox"
                  name={name}
                  id={index === 0 && half === "am" ? name : undefined}
                  value={`${String(number)}${half}`}
                  defaultChecked={ticked.includes(`${String(number)}${half}`)}
                />
                <span>{half === "am" ? "Morning" : "Afternoon"}</span>
              </label>
            ))}
          </div>
        ))}
      </div>
    </Fieldset>
  );
}
