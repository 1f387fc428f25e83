import { useMemo } from "react";
import { dayWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { EmptyState } from "~/ui/empty-state";
import { unpack, type SessionRow } from "./block";
import type { Colour } from "./calendar-facts";
import type { CalendarColumn } from "./columns";
import { cssVars } from "./css-vars";
import { ClosedArea, Gutter, huesOf, NowLine, widthsOf } from "./grid-parts";
import { lay } from "./lanes";
import { SessionBlock } from "./session-block";
import type { dayView } from "./view.server";
import "./grid.css";
import "./blocks.css";

export type DayData = Omit<NonNullable<Awaited<ReturnType<typeof dayView>>>, "patients">;

const laneWidth = 150;

/** A day: a column for each physician, room or device, blocks at their minutes. On a phone they are swiped through. */
export function DayGrid({ view, colour }: { view: DayData; colour: Colour }) {
  const rows = useMemo(() => unpack(view.rows), [view.rows]);
  const { frame, columns, by, shown } = view;
  const hues = colour === "physician" ? huesOf(view.physicians) : null;
  if (columns.length === 0) return <NoColumns view={view} />;
  const isToday = view.day === view.today;
  const widths = columns.map(({ lanes }) => ({ least: laneWidth * lanes.length, share: lanes.length }));
  return (
    <div
      className="cal cal-day"
      id="calendar-grid"
      style={cssVars({ from: frame.start, to: frame.end, count: columns.length, ...widthsOf(widths) })}
      data-from={frame.start}
      data-to={frame.end}
      data-day={view.day}
      data-by={by}
    >
      <div className="cal-head">
        <span className="cal-zone">{view.zoneLabel}</span>
        {columns.map((column) => (
          <ColumnHead key={column.id} column={column} shown={column.id === shown} />
        ))}
      </div>
      <div className="cal-body">
        <Gutter frame={frame} now={isToday ? view.nowMinute : null} />
        {columns.map((column) => (
          <Column
            key={column.id}
            column={column}
            shown={column.id === shown}
            rows={rows.filter((row) => row[by] === column.id)}
            hues={hues}
            named={view.named}
          />
        ))}
        {isToday && <NowLine frame={frame} now={view.nowMinute} />}
      </div>
    </div>
  );
}

function NoColumns({ view }: { view: DayData }) {
  const { clinic, day, today, month } = view;
  const to = (date: string) => paths.calendar("day", { clinic: clinic.id, date });
  const next = month.find((one) => one.day > day && one.loadPercent !== null && !one.closed);
  const isClosed = month.find((one) => one.day === day)?.closed;
  return (
    <div className="cal-empty">
      <EmptyState
        title={
          isClosed
            ? `${clinic.name} is closed on ${dayWords(day)}`
            : `Nobody works at ${clinic.name} on ${dayWords(day)}`
        }
        action={
          next ? (
            <a href={to(next.day)}>Go to {dayWords(next.day)}, the next day with hours</a>
          ) : (
            day !== today && <a href={to(today)}>Go to today</a>
          )
        }
      >
        No physician has hours on this day, and nothing is booked.
      </EmptyState>
    </div>
  );
}

const countWords = ({ sessions, fullPercent }: CalendarColumn) =>
  `${sessions} ${sessions === 1 ? "session" : "sessions"}` +
  (fullPercent === null ? "" : `, ${fullPercent} % full`);

function ColumnHead({ column, shown }: { column: CalendarColumn; shown: boolean }) {
  const { name, note, fullPercent } = column;
  return (
    <div className={shown ? "cal-title is-shown" : "cal-title"}>
      <strong title={name}>{name}</strong>
      <div className="cal-facts">
        <span title={note}>{note}</span>
        <span className="numeric">{countWords(column)}</span>
      </div>
      {fullPercent !== null && <div className="cal-load" style={cssVars({ full: fullPercent })} />}
    </div>
  );
}

interface ColumnProps {
  column: CalendarColumn;
  shown: boolean;
  rows: readonly SessionRow[];
  hues: ReadonlyMap<string, number> | null;
  named: string | null;
}

function Column({ column, shown, rows, hues, named }: ColumnProps) {
  const { id, lanes, closed } = column;
  const laneOf = (row: SessionRow) => lanes.findIndex((lane) => lane.id === row.room);
  return (
    <div
      className={shown ? "cal-column is-shown" : "cal-column"}
      role="group"
      aria-label={column.name}
      data-column={id}
      id={`column-${id}`}
      data-lanes={lanes.length}
      data-rooms={lanes.map((lane) => lane.id).join(" ")}
    >
      {closed.map((hole) => (
        <ClosedArea key={`${hole.kind} ${hole.start}`} hole={hole} />
      ))}
      {lay(rows, lanes.length > 1 ? laneOf : () => 0, lanes.length).map(({ row, lane, lanes: of }) => (
        <SessionBlock
          key={row.id}
          row={row}
          lane={lane}
          lanes={of}
          thread={lanes.length === 2 && lane < of / 2 ? "right" : "left"}
          hue={hues?.get(row.physician) ?? null}
          named={row.id === named}
        />
      ))}
    </div>
  );
}
