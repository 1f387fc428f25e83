import { Icon } from "~/ui/icon";

const states = [
  ["booked", "Booked", null],
  ["arrived", "Arrived", "arrived"],
  ["in-treatment", "In treatment", "in-treatment"],
  ["performed", "Performed", "tick"],
  ["no-show", "No-show", "no-show"],
  ["cancelled", "Cancelled", "cross"],
] as const;

/** What fill, icon and thread mean. */
export function Legend() {
  return (
    <div className="cal-legend">
      {states.map(([state, words, icon]) => (
        <span key={state}>
          <span className={`cal-swatch ${state}`} aria-hidden="true">
            {icon && <Icon name={icon} />}
          </span>
          {words}
        </span>
      ))}
      <span className="cal-legend-right">
        <Icon name="ultrasound" /> Ultrasound
      </span>
      <span>
        <Icon name="fluoroscope" /> Fluoroscope
      </span>
    </div>
  );
}
