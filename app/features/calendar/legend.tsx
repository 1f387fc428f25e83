import { Icon } from "~/ui/icon";
import type { Look } from "./block";

const states = [
  ["booked", "Booked", null],
  ["arrived", "Arrived", "arrived"],
  ["in-treatment", "In treatment", "in-treatment"],
  ["performed", "Performed", "tick"],
  ["no-show", "No-show", "no-show"],
  ["cancelled", "Cancelled", "cross"],
] as const;

/** What fill, icon and thread mean, and how many of each there are. */
export function Legend({ counts }: { counts: Readonly<Record<Look, number>> }) {
  return (
    <div className="cal-legend">
      {states.map(([state, words, icon]) => (
        <span key={state}>
          <span className={`cal-swatch ${state}`} aria-hidden="true">
            {icon && <Icon name={icon} />}
          </span>
          {words} <b className="numeric">{counts[state]}</b>
        </span>
      ))}
      <span className="cal-legend-right">
        <Icon name="ultrasound" /> Ultrasound
      </span>
      <span>
        <Icon name="fluoroscope" /> Fluoroscope
      </span>
      <span>
        <span className="cal-thread-key" aria-hidden="true" /> Prepare, treat, recover
      </span>
    </div>
  );
}
