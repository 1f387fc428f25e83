import { useMemo, type CSSProperties } from "react";
import { dayWords, minutesToClock } from "~/domain/words-of-time";
import { EmptyState } from "~/ui/empty-state";
import { Icon } from "~/ui/icon";
import { unpack, type SessionRow } from "./block";
import type { CalendarColumn, Closed } from "./columns";
import { lay } from "./lanes";
import { SessionBlock } from "./session-block";
import type { dayView } from "./view.server";
import "./grid.css";
import "./blocks.css";

export type DayData = NonNullable<Awaited<ReturnType<typeof dayView>>>;

const vars = (values: Record<string, string | number>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`--${name}`, value])) as CSSProperties;

/** Colour by physician: the same hue for the same person wherever they stand. */
export const huesOf = (physicians: readonly { id: string }[]) =>
  new Map(physicians.map(({ id }, index) => [id, index % 8]));

/** A day: a column for each physician, room or device, blocks at their minutes. */
export function DayGrid({ view, colour }: { view: DayData; colour: "state" | "physician" }) {
  const rows = useMemo(() => unpack(view.rows), [view.rows]);
  const { frame, columns, by } = view;
  const hues = colour === "physician" ? huesOf(view.physicians) : null;
  if (columns.length === 0) {
    return (
      <div className="cal-empty">
        <EmptyState title={`Nobody works at ${view.clinic.name} on ${dayWords(view.day)}`}>
          No physician has hours on this day, and nothing is booked. Choose another day, or look at rooms or
          devices.
        </EmptyState>
      </div>
    );
  }
  const template = columns.map(({ lanes }) => `minmax(${laneWidth * lanes.length}px, ${lanes.length}fr)`);
  return (
    <div
      className="cal"
      id="calendar-grid"
      style={vars({ from: frame.start, to: frame.end, columns: template.join(" ") })}
      data-from={frame.start}
      data-to={frame.end}
      data-day={view.day}
    >
      <div className="cal-head">
        <span className="cal-zone">{view.zoneLabel}</span>
        {columns.map((column) => (
          <ColumnHead key={column.id} column={column} />
        ))}
      </div>
      <div className="cal-body">
        <Gutter frame={frame} now={view.day === view.today ? view.nowMinute : null} />
        {columns.map((column, index) => (
          <Column
            key={column.id}
            column={column}
            index={index}
            rows={rows.filter((row) => row[by] === column.id)}
            hues={hues}
          />
        ))}
        {view.day === view.today && isWithin(view.nowMinute, frame) && (
          <div className="cal-now" style={vars({ s: view.nowMinute })} aria-hidden="true" />
        )}
      </div>
    </div>
  );
}

const laneWidth = 150;
const isWithin = (minute: number, { start, end }: { start: number; end: number }) =>
  minute >= start && minute <= end;

function ColumnHead({ column }: { column: CalendarColumn }) {
  const { name, note, sessions, fullPercent } = column;
  return (
    <div className="cal-title">
      <strong>{name}</strong>
      <div className="cal-facts">
        <span>{note}</span>
        <span className="numeric">
          {sessions} {sessions === 1 ? "session" : "sessions"}
          {fullPercent !== null && `, ${fullPercent} % full`}
        </span>
      </div>
      {fullPercent !== null && <div className="cal-load" style={vars({ full: fullPercent })} />}
    </div>
  );
}

export function Gutter({ frame, now }: { frame: { start: number; end: number }; now: number | null }) {
  const hours = Array.from({ length: (frame.end - frame.start) / 60 }, (_, hour) => frame.start + hour * 60);
  return (
    <div className="cal-gutter">
      {hours.map((minute) =>
        now !== null && Math.abs(now - minute) < 14 ? null : (
          <span key={minute} className="cal-hour" style={vars({ s: minute })}>
            {minutesToClock(minute)}
          </span>
        ),
      )}
      {now !== null && isWithin(now, frame) && (
        <span className="cal-now-time" style={vars({ s: now })}>
          <span className="visually-hidden">Now </span>
          {minutesToClock(now)}
        </span>
      )}
    </div>
  );
}

interface ColumnProps {
  column: CalendarColumn;
  index: number;
  rows: readonly SessionRow[];
  hues: ReadonlyMap<string, number> | null;
}

function Column({ column, index, rows, hues }: ColumnProps) {
  const { id, lanes, closed } = column;
  const laneOf = (row: SessionRow) => lanes.findIndex((lane) => lane.id === row.room);
  return (
    <div
      className="cal-column"
      role="group"
      aria-label={column.name}
      data-column={id}
      data-index={index}
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
        />
      ))}
    </div>
  );
}

const closedIcons = {
  break: "break",
  leave: "leave",
  closure: "closure",
  maintenance: "maintenance",
} as const;

export function ClosedArea({ hole }: { hole: Closed }) {
  return (
    <div className={`cal-closed ${hole.kind}`} style={vars({ s: hole.start, d: hole.end - hole.start })}>
      {hole.kind !== "closed" && <Icon name={closedIcons[hole.kind]} />}
      {hole.words}
    </div>
  );
}
