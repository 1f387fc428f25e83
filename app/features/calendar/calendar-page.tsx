import type { ReactNode } from "react";
import { addDays, addMonths, startOfMonth, type Day } from "~/domain/day";
import { dayAndMonth, dayWithYear, dayWords, monthWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { Page } from "~/ui/page";
import { SelectMenu } from "~/ui/select-menu";
import { Segments } from "~/ui/tabs";
import type { By } from "./columns";
import { Legend } from "./legend";
import "./calendar-page.css";

type View = "day" | "week" | "month" | "agenda";

interface Props {
  view: View;
  data: {
    clinic: { id: string; name: string; zone: string };
    day: Day;
    today: Day;
    zoneLabel: string;
    physicians: { id: string; name: string }[];
    physician?: string | null;
    by?: By;
  };
  colour: "state" | "physician";
  mayBook: boolean;
  children: ReactNode;
}

const steps: Record<View, (day: Day, sign: 1 | -1) => Day> = {
  day: (day, sign) => addDays(day, sign),
  week: (day, sign) => addDays(day, 7 * sign),
  month: (day, sign) => addMonths(startOfMonth(day), sign),
  agenda: (day, sign) => addDays(day, 14 * sign),
};

const viewWords: Record<View, string> = { day: "Day", week: "Week", month: "Month", agenda: "Agenda" };

const titles: Record<View, (day: Day) => string> = {
  day: dayWithYear,
  week: (day) => `${dayAndMonth(day)} to ${dayAndMonth(addDays(day, 6))} ${day.slice(0, 4)}`,
  month: (day) => monthWords(day),
  agenda: (day) => `From ${dayWords(day)}`,
};

/** What every calendar page shares: its day and how to leave it, what stands in columns, colours, printing, booking. */
export function CalendarPage({ view, data, colour, mayBook, children }: Props) {
  const { clinic, day, today, physicians, by } = data;
  const at = (date: Day, to: View = view) =>
    paths.calendar(to, {
      clinic: clinic.id,
      date,
      ...(to === "day" && by && by !== "physician" && { by }),
      ...(colour !== "state" && { colour }),
    });
  const anchor = view === "week" && "monday" in data ? String(data.monday) : day;
  return (
    <Page
      flush
      title={titles[view](anchor)}
      meta={
        <span className="cal-where">
          {clinic.name}, {data.zoneLabel}
        </span>
      }
      beside={
        <>
          <LinkButton
            variant="quiet"
            icon="left"
            label="Earlier"
            href={at(steps[view](day, -1))}
            data-key="previous"
          />
          <LinkButton href={at(today)} data-key="today">
            Today
          </LinkButton>
          <LinkButton
            variant="quiet"
            icon="right"
            label="Later"
            href={at(steps[view](day, 1))}
            data-key="next"
          />
        </>
      }
      tools={
        <>
          <Segments
            label="Calendar view"
            tabs={(["day", "week", "month", "agenda"] as const).map((to) => ({
              href: at(day, to),
              label: viewWords[to],
              current: to === view,
            }))}
          />
          {view !== "month" && (
            <form className="cal-choices" method="get" data-instant>
              <input type="hidden" name="clinic" value={clinic.id} />
              <input type="hidden" name="date" value={day} />
              {view === "day" && (
                <SelectMenu
                  label="Columns"
                  name="by"
                  defaultValue={by}
                  any=""
                  options={[
                    { value: "physician", label: "Physicians" },
                    { value: "room", label: "Rooms" },
                    { value: "device", label: "Devices" },
                  ]}
                />
              )}
              {view !== "day" && (
                <SelectMenu
                  label="Physician"
                  name="physician"
                  defaultValue={data.physician ?? ""}
                  options={physicians.map(({ id, name }) => ({ value: id, label: name }))}
                />
              )}
              {view !== "agenda" && (
                <SelectMenu
                  label="Colour"
                  name="colour"
                  defaultValue={colour}
                  any=""
                  options={[
                    { value: "state", label: "State" },
                    { value: "physician", label: "Physician" },
                  ]}
                />
              )}
              <noscript>
                <Button>Show</Button>
              </noscript>
            </form>
          )}
          <Button
            type="button"
            icon="print"
            label="Print"
            className="no-print"
            onClick={() => window.print()}
          />
        </>
      }
      primary={
        mayBook ? (
          <LinkButton
            variant="primary"
            icon="plus"
            href={paths.book({ clinic: clinic.id, date: day })}
            data-key="book"
          >
            Book session
          </LinkButton>
        ) : undefined
      }
    >
      {children}
      {(view === "day" || view === "week") && <Legend />}
    </Page>
  );
}
