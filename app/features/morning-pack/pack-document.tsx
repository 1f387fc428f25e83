import { dayWithYear, dayWordsLong, minutesToClock } from "~/domain/words-of-time";
import { wallClock } from "~/domain/wall-clock";
import { regionSide } from "~/words/en";
import type { PackContents, PackSession } from "./contents.server";
import { Arrivals, DisplacedList, Sheet, stands } from "./pack-tables";
import { packStyle } from "./pack-style";

/** Nothing is fetched and nothing runs, whatever a name in it says. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

const withYear = (day: string) => `${dayWordsLong(day)} ${day.slice(0, 4)}`;

const patientsOf = ({ sessions, next, displaced }: PackContents) => [
  ...new Set([...sessions, ...next, ...displaced].map(({ patientId }) => patientId)),
];

/** A clinic's day in one file that needs nothing else: to open when nothing else can be had, and to print. */
export function PackDocument({ pack }: { pack: PackContents }) {
  const { clinic, day, tomorrow, madeAt, zoneLabel, sessions, next, displaced } = pack;
  const made = wallClock(madeAt, clinic.zone);
  const madeWords = `${dayWithYear(made.day)}, ${minutesToClock(made.minutes)} ${zoneLabel}`;
  const foot = `${clinic.name}, ${withYear(day)}. As it stood on ${madeWords}. Later changes are not in it.`;
  const physicians = groupedBy(sessions, (one) => [one.physicianId, one.physician]);
  const rooms = groupedBy(sessions, (one) => [one.roomId, one.room]);
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="made-at" content={madeAt.toISOString()} />
        <meta name="sessions" content={String(sessions.filter(stands).length)} />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`Morning pack: ${clinic.name}, ${dayWithYear(day)}`}</title>
        {/* The audit trail of a download names whose data it took along. Last: what is asked of a pack stands before it. */}
        <meta name="patients" content={patientsOf(pack).join(" ")} />
        <style>{packStyle}</style>
      </head>
      <body>
        <main>
          <div className="top">
            <h1>{clinic.name}</h1>
            <strong>{withYear(day)}</strong>
          </div>
          <p className="stands">
            Made {madeWords}. Whatever was booked, moved or cancelled after that is not in it: look into
            Tendon as soon as it can be reached.
          </p>
          <nav aria-label="In this pack">
            <ul>
              <li>
                <a href="#arrivals">Arrivals</a>
              </li>
              {[...physicians, ...rooms].map(({ id, name }) => (
                <li key={id}>
                  <a href={`#at-${id}`}>{name}</a>
                </li>
              ))}
              <li>
                <a href="#displaced">Displaced</a>
              </li>
              <li>
                <a href="#tomorrow">Tomorrow</a>
              </li>
            </ul>
          </nav>
          <Overview pack={pack} physicians={physicians} />
          <section id="arrivals" aria-labelledby="arrivals-title">
            <header>
              <h2 id="arrivals-title">Arrivals</h2>
              <span>{withYear(day)}</span>
            </header>
            <Arrivals sessions={sessions} />
            <footer>{foot}</footer>
          </section>
          {physicians.map((group) => (
            <Sheet key={group.id} {...group} by="physician" day={withYear(day)} foot={foot} />
          ))}
          {rooms.map((group) => (
            <Sheet key={group.id} {...group} by="room" day={withYear(day)} foot={foot} />
          ))}
          <section id="displaced" aria-labelledby="displaced-title">
            <header>
              <h2 id="displaced-title">Displaced, waiting for another place</h2>
            </header>
            <DisplacedList sessions={displaced} />
            <footer>{foot}</footer>
          </section>
          <section id="tomorrow" aria-labelledby="tomorrow-title">
            <header>
              <h2 id="tomorrow-title">Tomorrow</h2>
              <span>{withYear(tomorrow)}</span>
            </header>
            <Arrivals sessions={next} />
            <footer>{foot}</footer>
          </section>
        </main>
      </body>
    </html>
  );
}

interface Group {
  id: string;
  name: string;
  sessions: PackSession[];
}

function Overview({ pack, physicians }: { pack: PackContents; physicians: readonly Group[] }) {
  const { clinic, hours, off, sessions, displaced } = pack;
  const standing = sessions.filter(stands);
  const gone = sessions.filter((session) => !stands(session));
  return (
    <section className="first" aria-labelledby="overview-title">
      <header>
        <h2 id="overview-title">The day</h2>
        <span>{[clinic.address, clinic.phone].filter(Boolean).join(", ")}</span>
      </header>
      <p>
        {countWords(standing.length)}
        {standing[0] && `, the first at ${standing[0].from}`}.{" "}
        {hours ? `Open ${hours}.` : "The clinic is closed."}{" "}
        {displaced.length > 0 && `${countWords(displaced.length)} displaced.`}
      </p>
      {off.map((words) => (
        <p key={words}>{words}</p>
      ))}
      {physicians.length > 0 && (
        <div className="wide">
          <table>
            <thead>
              <tr>
                <th scope="col">Physician</th>
                <th scope="col">Sessions</th>
                <th scope="col">From, until</th>
                <th scope="col">Rooms</th>
              </tr>
            </thead>
            <tbody>
              {physicians.map(({ id, name, sessions: all }) => {
                const mine = all.filter(stands);
                return (
                  <tr key={id}>
                    <td>{name}</td>
                    <td>{mine.length}</td>
                    <td className="time">{mine[0] && `${mine[0].from} to ${mine.at(-1)?.until ?? ""}`}</td>
                    <td>{[...new Set(mine.map(({ room }) => room))].join(", ")}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {gone.length > 0 && (
        <p>
          Not coming:{" "}
          {gone
            .map(({ from, name, region, side }) => `${from} ${name} (${regionSide(region, side)})`)
            .join(", ")}
        </p>
      )}
    </section>
  );
}

const countWords = (count: number) => `${count} ${count === 1 ? "session" : "sessions"}`;

function groupedBy(
  sessions: readonly PackSession[],
  of: (session: PackSession) => [id: string, name: string],
): Group[] {
  const groups = new Map<string, Group>();
  for (const session of sessions) {
    const [id, name] = of(session);
    const group = groups.get(id) ?? { id, name, sessions: [] };
    group.sessions.push(session);
    groups.set(id, group);
  }
  return [...groups.values()].sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
}
