import { addMonths, daysOfMonthGrid, type Day } from "~/domain/day";
import { dayWordsLong, monthWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import type { Colour } from "./calendar-facts";
import { cssVars } from "./css-vars";
import "./mini-month.css";

interface Props {
  day: Day;
  today: Day;
  clinicId: string;
  colour: Colour;
  /** Where a day leads, where that is not its calendar. */
  to?: (day: Day) => string;
  /** How full its days are, where the page has read it. */
  loads?: readonly { day: Day; loadPercent: number | null; closed: boolean }[];
}

const calendarOf = (clinic: string, colour: Colour) => (date: Day) =>
  paths.calendar("day", { clinic, date, ...(colour !== "state" && { colour }) });

/** The month beside the calendar: a way to any day, and how full it is. */
export function MiniMonth({
  day,
  today,
  clinicId,
  colour,
  to = calendarOf(clinicId, colour),
  loads = [],
}: Props) {
  const byDay = new Map(loads.map((load) => [load.day, load]));
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
      <div className="mini-month-days">
        {["M", "T", "W", "T", "F", "S", "S"].map((letter, index) => (
          <span key={index} aria-hidden="true">
            {letter}
          </span>
        ))}
        {daysOfMonthGrid(day)
          .flat()
          .map((date) =>
            date.slice(0, 7) === day.slice(0, 7) ? (
              <MonthLink
                key={date}
                date={date}
                href={to(date)}
                isChosen={date === day}
                isToday={date === today}
                load={byDay.get(date)}
              />
            ) : (
              <span key={date} />
            ),
          )}
      </div>
    </section>
  );
}

interface MonthLinkProps {
  date: Day;
  href: string;
  isChosen: boolean;
  isToday: boolean;
  load: NonNullable<Props["loads"]>[number] | undefined;
}

function MonthLink({ date, href, isChosen, isToday, load }: MonthLinkProps) {
  const { closed = false, loadPercent = null } = load ?? {};
  const said = closed ? ", closed" : loadPercent === null ? "" : `, ${loadPercent} % full`;
  return (
    <a
      href={href}
      aria-label={dayWordsLong(date) + said}
      aria-current={isChosen ? "date" : undefined}
      className={["numeric", isToday && "is-today", closed && "is-closed"].filter(Boolean).join(" ")}
    >
      {Number(date.slice(8))}
      {!closed && loadPercent !== null && <i style={cssVars({ full: loadPercent })} />}
    </a>
  );
}
