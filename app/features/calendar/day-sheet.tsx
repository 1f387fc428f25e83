import { useMemo } from "react";
import { dayWordsLong, minutesToClock, stoodWords } from "~/domain/words-of-time";
import { guidanceWords, regionSide, sessionStatusWords } from "~/words/en";
import { unpack, type SessionRow } from "./block";
import type { CalendarColumn } from "./columns";
import type { DayData } from "./day-grid";
import "./day-sheet.css";

/** The day on paper: a page for each physician, room or device, with room for a pen. Never seen on a screen. */
export function DaySheet({ view }: { view: DayData }) {
  const rows = useMemo(() => unpack(view.rows), [view.rows]);
  return (
    <div className="day-sheet" aria-hidden="true">
      {view.columns.map((column) => (
        <Sheet
          key={column.id}
          view={view}
          column={column}
          rows={rows.filter((row) => row[view.by] === column.id)}
        />
      ))}
    </div>
  );
}

function Sheet({
  view,
  column,
  rows,
}: {
  view: DayData;
  column: CalendarColumn;
  rows: readonly SessionRow[];
}) {
  const { by, clinic, day, names, zoneLabel, today, nowMinute } = view;
  const off = column.closed.filter(({ kind }) => kind !== "closed");
  return (
    <section>
      <header>
        <h2>{column.name}</h2>
        <p>
          <strong>
            {dayWordsLong(day)} {day.slice(0, 4)}
          </strong>
          <br />
          {clinic.name}, {zoneLabel}
        </p>
      </header>
      {off.map(({ kind, start, end, words }) => (
        <p key={`${kind} ${start}`} className="day-sheet-off">
          {minutesToClock(start)} to {minutesToClock(end)}: {words}
        </p>
      ))}
      {rows.length === 0 ? (
        <p className="day-sheet-off">No sessions.</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>Time</th>
              <th>Patient</th>
              <th>Session</th>
              <th>Region</th>
              {by !== "physician" && <th>Physician</th>}
              {by !== "room" && <th>Room</th>}
              <th>Guidance</th>
              <th>State</th>
              <th className="day-sheet-note">Note</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className={row.status.startsWith("cancelled") ? "is-cancelled" : undefined}>
                <td className="numeric">
                  {minutesToClock(row.start)} to {minutesToClock(row.start + row.length)}
                </td>
                <td>
                  <strong>{row.name}</strong>
                </td>
                <td>
                  {row.place} of {row.planned}
                </td>
                <td>{regionSide(row.region, row.side)}</td>
                {by !== "physician" && <td>{names[row.physician]}</td>}
                {by !== "room" && <td>{names[row.room]}</td>}
                <td>{names[row.device] ?? guidanceWords[row.guidance]}</td>
                <td>
                  {row.displaced ? "Displaced" : sessionStatusWords[row.status]}
                  {row.overbooked && ", overbooked"}
                </td>
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <footer>{stoodWords(today, nowMinute, zoneLabel)}</footer>
    </section>
  );
}
