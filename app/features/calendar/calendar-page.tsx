import type { ReactNode } from "react";
import { addDays, addMonths, startOfMonth, startOfWeek, type Day } from "~/domain/day";
import { dayAndMonth, dayWithYear, dayWords, monthWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { Page, PageBand } from "~/ui/page";
import { Segments } from "~/ui/tabs";
import type { CalendarFacts, Colour, View } from "./calendar-facts";
import { CalendarOptions } from "./calendar-options";
import "./calendar-page.css";

interface Props {
  view: View;
  data: CalendarFacts;
  colour: Colour;
  mayBook: boolean;
  /** The clinics to choose from, where all of them are chosen and a calendar shows but one. */
  choice: readonly { id: string; name: string }[];
  /** What the days or columns are chosen by on a phone. */
  strip?: ReactNode;
  foot?: ReactNode;
  /** What this view was asked besides its clinic and day, to stay when the day changes; and whether its step is a week. */
  kept?: Readonly<Record<string, string>>;
  isWeek?: boolean;
  children: ReactNode;
}

const oneDay = (day: Day, sign: 1 | -1) => addDays(day, sign);
const steps: Record<View, (day: Day, sign: 1 | -1) => Day> = {
  day: oneDay,
  free: oneDay,
  week: (day, sign) => addDays(day, 7 * sign),
  month: (day, sign) => addMonths(startOfMonth(day), sign),
  agenda: (day, sign) => addDays(day, 14 * sign),
};

const stepWords: Record<View, string> = {
  day: "day",
  free: "day",
  week: "week",
  month: "month",
  agenda: "two weeks",
};

const viewWords: Record<View, string> = {
  day: "Day",
  week: "Week",
  month: "Month",
  agenda: "Agenda",
  free: "Free",
};

const titles: Record<View, (day: Day) => string> = {
  day: dayWithYear,
  week: (day) => rangeWords(day, addDays(day, 6)),
  month: (day) => monthWords(day),
  agenda: (day) => `From ${dayWords(day)}`,
  free: (day) => `Free on ${dayWithYear(day)}`,
};

/** "23 to 29 Nov 2026", "30 Nov to 6 Dec 2026", "28 Dec 2026 to 3 Jan 2027". */
function rangeWords(from: Day, to: Day): string {
  const year = (day: Day) => day.slice(0, 4);
  const start =
    from.slice(0, 7) === to.slice(0, 7)
      ? String(Number(from.slice(8)))
      : dayAndMonth(from) + (year(from) === year(to) ? "" : ` ${year(from)}`);
  return `${start} to ${dayAndMonth(to)} ${year(to)}`;
}

/** What every calendar page shares: its day and how to leave it, what stands in columns, colours, printing, booking. */
export function CalendarPage(props: Props) {
  const {
    view,
    data,
    colour,
    mayBook,
    choice,
    strip,
    foot,
    kept,
    isWeek = view === "week",
    children,
  } = props;
  const { clinic, day, today, by, physician } = data;
  const at = (date: Day, to: View = view, clinicId = clinic.id) =>
    paths.calendar(to, {
      clinic: clinicId,
      date,
      ...(to === "day" && by && by !== "physician" && { by }),
      ...(to !== "day" && physician && clinicId === clinic.id && { physician }),
      ...(colour !== "state" && { colour }),
      ...(to === "free" && view === "free" && kept),
    });
  const step = isWeek ? "week" : view;
  const monday = startOfWeek(day);
  return (
    <Page
      flush
      title={view === "free" && isWeek ? `Free ${titles.week(monday)}` : titles[view](isWeek ? monday : day)}
      meta={
        <span className="cal-where">
          {clinic.name}, {data.zoneLabel}
        </span>
      }
      beside={
        <>
          <LinkButton
            variant="quiet"
            icon="chevron-left"
            label={`Previous ${stepWords[step]}`}
            href={at(steps[step](day, -1))}
            data-key="previous"
            aria-keyshortcuts="["
          />
          <LinkButton href={at(today)} data-key="today" aria-keyshortcuts="T">
            Today
          </LinkButton>
          <LinkButton
            variant="quiet"
            icon="chevron-right"
            label={`Next ${stepWords[step]}`}
            href={at(steps[step](day, 1))}
            data-key="next"
            aria-keyshortcuts="]"
          />
          {view === "month" && (
            <LinkButton variant="quiet" href={paths.forecast({ clinic: clinic.id })}>
              Forecast
            </LinkButton>
          )}
        </>
      }
      tools={
        <>
          <Segments
            label="Calendar view"
            tabs={(["day", "week", "month", "agenda", "free"] as const).map((to) => ({
              href: at(day, to),
              label: viewWords[to],
              current: to === view,
              ...(to === "free" && { key: "free", shortcut: "F" }),
            }))}
          />
          <CalendarOptions view={view} data={data} colour={colour} />
        </>
      }
      primary={
        mayBook ? (
          <LinkButton
            variant="primary"
            icon="plus"
            href={paths.book({ clinic: clinic.id, date: day })}
            data-key="book"
            aria-keyshortcuts="N"
          >
            Book session
          </LinkButton>
        ) : undefined
      }
      bands={
        <>
          {choice.length > 1 && (
            <PageBand label="Clinic">
              <span className="cal-choice-words">A calendar shows one clinic, on its own clock:</span>
              <Segments
                label="Clinic"
                tabs={choice.map(({ id, name }) => ({
                  href: at(day, view, id),
                  label: name,
                  current: id === clinic.id,
                }))}
              />
            </PageBand>
          )}
          {strip}
        </>
      }
    >
      {children}
      {foot}
    </Page>
  );
}
