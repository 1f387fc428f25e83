import { useRef } from "react";
import { minutesToClock } from "~/domain/words-of-time";
import { Button } from "~/ui/button";
import { FieldFrame } from "~/ui/field";
import { textOf, type Faults } from "~/words/faults";

interface TimeFieldProps {
  label: string;
  name: string;
  faults: Faults;
  nowMinute: () => number | null;
}

/** A clock time of the session's day, which one press sets to now. */
export function TimeField({ label, name, faults, nowMinute }: TimeFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  function setNow() {
    const minute = nowMinute();
    const field = input.current;
    if (minute === null || !field) return;
    field.value = minutesToClock(minute);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return (
    <FieldFrame label={label} name={name} errors={faults.errors[name]}>
      {(wiring) => (
        <div className="record-time">
          <input
            {...wiring}
            ref={input}
            className="control numeric"
            type="time"
            defaultValue={textOf(faults, name)}
          />
          {nowMinute() !== null && (
            <Button type="button" size="large" icon="clock" onClick={setNow}>
              Now<span className="visually-hidden">: {label.toLowerCase()}</span>
            </Button>
          )}
        </div>
      )}
    </FieldFrame>
  );
}
