import { useMemo, type CSSProperties } from "react";
import { dayWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { isReleased, unpack, type SessionRow } from "./block";
import { ClosedArea, Gutter, huesOf } from "./day-grid";
import { lay } from "./lanes";
import { SlimBlock } from "./session-block";
import type { weekView } from "./view.server";
import "./grid.css";
import "./blocks.css";

export type WeekData = NonNullable<Awaited<ReturnType<typeof weekView>>>;

const vars = (values: Record<string, string | number>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`--${name}`, value])) as CSSProperties;

const physicianWidth = 44;
const emptyDayWidth = 64;

/** A week: a column a day, in it a lane for each physician who has sessions then. Days without any stand narrow. */
export function WeekGrid({ view, colour }: { view: WeekData; colour: "state" | "physician" }) {
  const byDay = useMemo(() => group(unpack(view.rows)), [view.rows]);
  const hues = colour === "physician" ? huesOf(view.physicians) : null;
  const days = view.days.map((day) => {
    const rows = byDay.get(day.day) ?? [];
    const seen = new Set(rows.map(({ physician }) => physician));
    return { ...day, rows, physicians: view.physicians.filter(({ id }) => seen.has(id)) };
  });
  const template = days.map(({ physicians }) =>
    physicians.length === 0
      ? `minmax(${emptyDayWidth}px, 0.6fr)`
      : `minmax(${Math.max(110, physicians.length * physicianWidth)}px, ${Math.max(2, physicians.length)}fr)`,
  );
  const { frame } = view;
  return (
    <div
      className="cal cal-week"
      id="calendar-grid"
      style={vars({ from: frame.start, to: frame.end, columns: template.join(" ") })}
      data-from={frame.start}
      data-to={frame.end}
    >
      <div className="cal-head">
        <span className="cal-zone">{view.zoneLabel}</span>
        {days.map(({ day, rows, leave }) => (
          <div className="cal-title" key={day}>
            <strong>
              <a
                className={day === view.today ? "is-today" : undefined}
                href={paths.calendar("day", { clinic: view.clinic.id, date: day })}
              >
                {dayWords(day)}
              </a>
            </strong>
            <div className="cal-facts">
              <span className="numeric">{countWords(rows)}</span>
              {leave.length > 0 && (
                <span title={`On leave: ${leave.join(", ")}`}>{leave.length} on leave</span>
              )}
            </div>
          </div>
        ))}
      </div>
      <div className="cal-body">
        <Gutter frame={frame} now={days.some(({ day }) => day === view.today) ? view.nowMinute : null} />
        {days.map(({ day, closed, rows, physicians }) => (
          <div
            className="cal-column"
            role="group"
            aria-label={dayWords(day)}
            key={day}
            data-day={day}
            data-physicians={physicians.map(({ id }) => id).join(" ")}
          >
            {closed.map((hole) => (
              <ClosedArea key={`${hole.kind} ${hole.start}`} hole={hole} />
            ))}
            {lay(
              rows,
              (row) => physicians.findIndex(({ id }) => id === row.physician),
              Math.max(1, physicians.length),
            ).map(({ row, lane, lanes }) => (
              <SlimBlock
                key={row.id}
                row={row}
                lane={lane}
                lanes={lanes}
                hue={hues?.get(row.physician) ?? null}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function group(rows: readonly SessionRow[]): Map<string, SessionRow[]> {
  const byDay = new Map<string, SessionRow[]>();
  for (const row of rows) {
    const day = byDay.get(row.day);
    if (day) day.push(row);
    else byDay.set(row.day, [row]);
  }
  return byDay;
}

function countWords(rows: readonly SessionRow[]): string {
  const standing = rows.filter((row) => !isReleased(row)).length;
  return standing === 0 ? "No sessions" : `${standing} ${standing === 1 ? "session" : "sessions"}`;
}
