import { addDays, eachDay, startOfWeek, type Day } from "~/domain/day";
import { dayWordsLong } from "~/domain/words-of-time";
import { paths } from "~/paths";
import type { Colour } from "./calendar-facts";
import { cssVars } from "./css-vars";
import type { DayData } from "./day-grid";
import { swipeTo } from "./swipe";
import "./phone-strip.css";

const letters = ["M", "T", "W", "T", "F", "S", "S"];

/** A phone's way through a day: the days of its week with their load, and its columns by name. */
export function PhoneStrip({ view, colour }: { view: DayData; colour: Colour }) {
  const { clinic, day, today, by, columns, shown } = view;
  const monday = startOfWeek(day);
  const loads = new Map(view.month.map((one) => [one.day, one]));
  const kept = {
    clinic: clinic.id,
    ...(by !== "physician" && { by }),
    ...(colour !== "state" && { colour }),
  };
  const to = (date: Day) => paths.calendar("day", { ...kept, date, ...(shown && { column: shown }) });
  return (
    <>
      <nav className="cal-week-strip" aria-label="Days of the week">
        {eachDay(monday, addDays(monday, 6)).map((date, index) => {
          const { closed = false, loadPercent = null } = loads.get(date) ?? {};
          return (
            <a
              key={date}
              href={to(date)}
              className={date === today ? "is-today" : undefined}
              aria-current={date === day ? "date" : undefined}
              aria-label={[
                dayWordsLong(date),
                closed ? "closed" : loadPercent !== null && `${loadPercent} % full`,
              ]
                .filter(Boolean)
                .join(", ")}
            >
              <span>{letters[index]}</span>
              <strong>{Number(date.slice(8))}</strong>
              {closed ? (
                <small>closed</small>
              ) : (
                loadPercent !== null && <i style={cssVars({ full: loadPercent })} />
              )}
            </a>
          );
        })}
      </nav>
      {columns.length > 1 && (
        <nav className="cal-chips" aria-label="Whose column">
          {columns.map(({ id, name }) => (
            <a
              key={id}
              href={`${paths.calendar("day", { ...kept, date: day, column: id })}#column-${id}`}
              aria-current={id === shown ? "true" : undefined}
              data-chip={id}
              data-keep-scroll=""
              onClick={(event) => {
                if (swipeTo(id)) event.preventDefault();
              }}
            >
              {name}
            </a>
          ))}
        </nav>
      )}
    </>
  );
}
