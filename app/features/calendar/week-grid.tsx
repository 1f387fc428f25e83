import { useMemo } from "react";
import { dayWords, stoodWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { isReleased, unpack, type SessionRow } from "./block";
import type { Colour } from "./calendar-facts";
import { cssVars } from "./css-vars";
import { ClosedArea, Gutter, huesOf, NowLine, widthsOf } from "./grid-parts";
import { lay } from "./lanes";
import { SlimBlocks } from "./slim-blocks";
import type { weekView } from "./view.server";
import "./grid.css";
import "./blocks.css";
import "./week-list.css";
import "./week-sheet.css";

export type WeekData = Omit<NonNullable<Awaited<ReturnType<typeof weekView>>>, "counts" | "patients">;

const physicianWidth = 44;
const dayWidth = 112;
const emptyDayWidth = 104;

/** A week: a column a day, in it a lane for each physician who has sessions then. Days without any stand narrow. */
export function WeekGrid({ view, colour }: { view: WeekData; colour: Colour }) {
  const byDay = useMemo(() => group(unpack(view.rows)), [view.rows]);
  const hues = colour === "physician" ? huesOf(view.physicians) : null;
  const days = view.days.map((day) => {
    const rows = byDay.get(day.day) ?? [];
    const seen = new Set(rows.map(({ physician }) => physician));
    return { ...day, rows, physicians: view.physicians.filter(({ id }) => seen.has(id)) };
  });
  const widths = days.map(({ physicians: { length } }) =>
    length === 0
      ? { least: emptyDayWidth, share: 0.6 }
      : { least: Math.max(dayWidth, length * physicianWidth), share: Math.max(2, length) },
  );
  const names = new Map([...view.physicians, ...view.rooms].map(({ id, name }) => [id, name]));
  const { frame, today, nowMinute, zoneLabel } = view;
  return (
    <>
      <div
        className="cal cal-week"
        id="calendar-grid"
        style={cssVars({ from: frame.start, to: frame.end, ...widthsOf(widths) })}
        data-from={frame.start}
        data-to={frame.end}
      >
        <div className="cal-head">
          <span className="cal-zone">{view.zoneLabel}</span>
          {days.map(({ day, rows, leave, clocks }) => (
            <div className={rows.length === 0 ? "cal-title is-free" : "cal-title"} key={day}>
              <strong>
                <a
                  className={day === view.today ? "is-today" : undefined}
                  href={paths.calendar("day", {
                    clinic: view.clinic.id,
                    date: day,
                    ...(colour !== "state" && { colour }),
                  })}
                >
                  {dayWords(day)}
                </a>
              </strong>
              <div className="cal-facts">
                <span className="numeric">{countWords(rows)}</span>
                {clocks && <span title={clocks}>{clocks}</span>}
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
              <SlimBlocks
                blocks={lay(
                  rows,
                  (row) => physicians.findIndex(({ id }) => id === row.physician),
                  Math.max(1, physicians.length),
                )}
                names={names}
                hues={hues}
              />
              {day === view.today && <NowLine frame={frame} now={view.nowMinute} />}
            </div>
          ))}
        </div>
      </div>
      <p className="week-sheet-note">{stoodWords(today, nowMinute, zoneLabel)}</p>
    </>
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
