import type { CSSProperties } from "react";
import { addMonths, daysOfMonthGrid, type Day } from "~/domain/day";
import { dayWordsLong, monthWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import "./mini-month.css";

interface Props {
  day: Day;
  today: Day;
  clinicId: string;
}

/** The month beside the calendar: a way to any day. */
export function MiniMonth({ day, today, clinicId }: Props) {
  const to = (date: Day) => paths.calendar("day", { clinic: clinicId, date });
  return (
    <section className="mini-month" aria-label="Go to a day">
      <header>
        <strong>{monthWords(day)}</strong>
        <LinkButton
          size="small"
          variant="quiet"
          icon="chevron-left"
          label="Month before"
          href={to(addMonths(day, -1))}
        />
        <LinkButton
          size="small"
          variant="quiet"
          icon="chevron-right"
          label="Month after"
          href={to(addMonths(day, 1))}
        />
      </header>
      <div className="mini-month-days" style={{ "--columns": 7 } as CSSProperties}>
        {["M", "T", "W", "T", "F", "S", "S"].map((letter, index) => (
          <span key={index} aria-hidden="true">
            {letter}
          </span>
        ))}
        {daysOfMonthGrid(day)
          .flat()
          .map((date) =>
            date.slice(0, 7) === day.slice(0, 7) ? (
              <a
                key={date}
                href={to(date)}
                aria-label={dayWordsLong(date)}
                aria-current={date === day ? "date" : undefined}
                className={date === today ? "is-today numeric" : "numeric"}
              >
                {Number(date.slice(8))}
              </a>
            ) : (
              <span key={date} />
            ),
          )}
      </div>
    </section>
  );
}
