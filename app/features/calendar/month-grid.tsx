import type { CSSProperties } from "react";
import { dayWordsLong } from "~/domain/words-of-time";
import { paths } from "~/paths";
import type { Colour } from "./calendar-facts";
import type { monthView } from "./view.server";
import { walkLinks } from "./link-keys";
import "./month.css";

export type MonthData = NonNullable<Awaited<ReturnType<typeof monthView>>>;

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** A month: how full each day is against what its physicians can treat, not just a count. */
export function MonthGrid({ view, colour }: { view: MonthData; colour: Colour }) {
  const month = view.day.slice(0, 7);
  const weeks = Array.from({ length: 6 }, (_, week) => view.days.slice(week * 7, week * 7 + 7)).filter(
    (days) => days.some(({ day }) => day.startsWith(month)),
  );
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys on their way up from the days' links
    <table className="month" onKeyDown={(event) => walkLinks(event, 7)}>
      <caption className="visually-hidden">How full each day is</caption>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((days) => (
          <tr key={days[0]?.day}>
            {days.map((day) => (
              <MonthDay key={day.day} day={day} view={view} colour={colour} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface MonthDayProps {
  day: MonthData["days"][number];
  view: MonthData;
  colour: Colour;
}

function MonthDay({ day, view, colour }: MonthDayProps) {
  const inMonth = day.day.startsWith(view.day.slice(0, 7));
  const classes = [
    "month-day",
    !inMonth && "is-other",
    day.closed && "is-closed",
    day.day === view.today && "is-today",
  ];
  const to = paths.calendar("day", {
    clinic: view.clinic.id,
    date: day.day,
    ...(colour !== "state" && { colour }),
  });
  return (
    <td className={classes.filter(Boolean).join(" ")}>
      <a href={to} aria-label={labelOf(day)}>
        <span className="month-number">{Number(day.day.slice(8))}</span>
        {day.sessions > 0 && (
          <span className="month-count numeric">
            {day.sessions}
            <span className="month-words"> {day.sessions === 1 ? "session" : "sessions"}</span>
          </span>
        )}
        {day.loadPercent !== null && (
          <span className="month-load">
            <span className="month-bar" style={{ "--full": day.loadPercent } as CSSProperties} />
            <span className="month-percent numeric">{day.loadPercent} %</span>
          </span>
        )}
        {day.notes.slice(0, 2).map((note) => (
          <span className="month-note" key={note}>
            {note}
          </span>
        ))}
        {day.closed && day.notes.length === 0 && <span className="month-note">Closed</span>}
      </a>
    </td>
  );
}

const labelOf = ({ day, sessions, loadPercent, closed, notes }: MonthData["days"][number]) =>
  [
    dayWordsLong(day),
    closed ? "closed" : `${sessions} ${sessions === 1 ? "session" : "sessions"}`,
    loadPercent !== null && `${loadPercent} % of treatment time`,
    ...notes,
  ]
    .filter(Boolean)
    .join(", ");
