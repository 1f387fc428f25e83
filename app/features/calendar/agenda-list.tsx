import { useMemo } from "react";
import { dayWords, minutesToClock, relativeDay } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Tag } from "~/ui/tag";
import { regionSide, sessionStatusWords } from "~/words/en";
import { lookOf, unpack } from "./block";
import { walkLinks } from "./link-keys";
import type { agendaView } from "./view.server";
import "./month.css";

export type AgendaData = Omit<NonNullable<Awaited<ReturnType<typeof agendaView>>>, "patients">;

/** Two weeks as a list, for reading out and for printing. */
export function AgendaList({ view }: { view: AgendaData }) {
  const rows = useMemo(() => unpack(view.rows), [view.rows]);
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys on their way up from the sessions' links
    <div className="agenda" onKeyDown={(event) => walkLinks(event, 1)}>
      {view.days.map(({ day, notes }) => {
        const mine = rows.filter((row) => row.day === day);
        if (mine.length === 0 && notes.length === 0) return null;
        return (
          <section key={day} aria-label={dayWords(day)}>
            <h2>
              {dayWords(day)}
              <span>{[relativeDay(day, view.today), ...notes].join(" · ")}</span>
            </h2>
            {mine.length === 0 && <p className="agenda-none">No sessions</p>}
            <ol>
              {mine.map((row) => (
                <li key={row.id}>
                  <a href={paths.session(row.id)} data-id={row.id}>
                    <span className="numeric">{minutesToClock(row.start)}</span>
                    <span className="who">{row.name}</span>
                    <span className="what quiet">
                      {regionSide(row.region, row.side)}, {row.place} of {row.planned}
                    </span>
                    <span className="where quiet">
                      {view.names[row.room]}, {view.names[row.physician]}
                    </span>
                    <span className="state">
                      {row.displaced ? (
                        <Tag tone="late" icon="warning">
                          Displaced
                        </Tag>
                      ) : (
                        <Tag tone={lookOf(row.status)}>{sessionStatusWords[row.status]}</Tag>
                      )}
                    </span>
                  </a>
                </li>
              ))}
            </ol>
          </section>
        );
      })}
      {rows.length === 0 && <p className="agenda-none">No sessions in these two weeks.</p>}
    </div>
  );
}
