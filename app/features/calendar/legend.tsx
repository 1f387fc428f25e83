import { Icon } from "~/ui/icon";
import type { Counts } from "./block";
import type { Colour } from "./calendar-facts";
import { huesOf } from "./grid-parts";

const states = [
  ["booked", "Booked", null],
  ["arrived", "Arrived", "arrived"],
  ["in-treatment", "In treatment", "in-treatment"],
  ["performed", "Performed", "tick"],
  ["no-show", "No-show", "no-show"],
  ["cancelled", "Cancelled", "cross"],
] as const;

/** Out of the ordinary: told only where there is one. */
const marks = [
  ["displaced", "Displaced", "warning"],
  ["overbooked", "Overbooked", "overbooked"],
] as const;

interface Props {
  counts: Readonly<Counts>;
  colour: Colour;
  physicians: readonly { id: string; name: string }[];
}

/** What fill, icon and thread mean, and how many of each there are; by physician, whose hue is whose. */
export function Legend({ counts, colour, physicians }: Props) {
  const isByPhysician = colour === "physician";
  const hues = huesOf(physicians);
  return (
    <div className={isByPhysician ? "cal-legend is-by-physician" : "cal-legend"}>
      {isByPhysician &&
        physicians.map(({ id, name }) => (
          <span key={id} className="cal-legend-hue">
            <span className={`cal-swatch by-hue hue-${hues.get(id) ?? 0}`} aria-hidden="true" />
            {name}
          </span>
        ))}
      {states.map(([state, words, icon]) => (
        <span key={state}>
          <span className={`cal-swatch ${state}`} aria-hidden="true">
            {icon && <Icon name={icon} />}
          </span>
          {words} <b className="numeric">{counts[state]}</b>
        </span>
      ))}
      {marks.map(
        ([mark, words, icon]) =>
          counts[mark] > 0 && (
            <span key={mark}>
              <span className={`cal-swatch ${mark}`} aria-hidden="true">
                <Icon name={icon} />
              </span>
              {words} <b className="numeric">{counts[mark]}</b>
            </span>
          ),
      )}
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
