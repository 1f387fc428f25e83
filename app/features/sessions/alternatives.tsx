import type { Alternative } from "~/domain/refusals";
import { wallClock, type Zone } from "~/domain/wall-clock";
import { minutesToClock, whenWords, zoneName } from "~/domain/words-of-time";

/** The nearest places that could be had instead, each one press: it sends the same form with that place. */
export function Alternatives({ alternatives, zone }: { alternatives: readonly Alternative[]; zone: Zone }) {
  if (alternatives.length === 0) return null;
  return (
    <section className="alternatives" aria-labelledby="alternatives">
      <h2 id="alternatives">Free nearby</h2>
      <ul className="alternative-list">
        {alternatives.map((alternative) => {
          const { startsAt, which, physician, room } = alternative;
          const value = valueOf(alternative, zone);
          return (
            <li key={value}>
              <button className="alternative" name="instead" value={value}>
                <strong>
                  {whenWords(startsAt, zone)}
                  {which && ` ${zoneName(startsAt, zone, "short")}`}
                </strong>
                <span>
                  {physician}, {room}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A whole place in one value, since a button sends but one. */
function valueOf({ startsAt, which, physicianId, roomId, deviceId }: Alternative, zone: Zone): string {
  const { day, minutes } = wallClock(startsAt, zone);
  return [day, minutesToClock(minutes), which ?? "once", physicianId, roomId, deviceId].join(" ");
}
