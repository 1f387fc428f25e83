import { isLive } from "~/domain/session";
import { dayWithYear } from "~/domain/words-of-time";
import { regionSide, sessionStatusWords } from "~/words/en";
import type { PackSession } from "./contents.server";

/** It is expected to happen as it stands here. */
export const stands = ({ status, displaced }: PackSession) => isLive(status) && !displaced;

const stateWords = ({ status, displaced, overbooked }: PackSession) =>
  (displaced ? "Displaced" : sessionStatusWords[status]) + (overbooked ? ", overbooked" : "");

function Patient({ session }: { session: PackSession }) {
  return (
    <td>
      <strong className="name">{session.name}</strong>
      <span className="small">
        {session.recordNumber}, born {dayWithYear(session.birthDate).slice(4)}
      </span>
    </td>
  );
}

/** In the order in which they come, each with a box to tick. */
export function Arrivals({ sessions }: { sessions: readonly PackSession[] }) {
  if (sessions.length === 0) return <p>No sessions.</p>;
  return (
    <div className="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">Here</th>
            <th scope="col">Time</th>
            <th scope="col">Patient</th>
            <th scope="col">Phone</th>
            <th scope="col">Where</th>
            <th scope="col">Session</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id} className={stands(session) ? undefined : "gone"}>
              <td>{stands(session) && <span className="box" />}</td>
              <td className="time">
                {session.from} to {session.until}
              </td>
              <Patient session={session} />
              <td className="nowrap">{session.phone}</td>
              <td>
                {session.room}, {session.physician}
                <span className="small">{session.device}</span>
              </td>
              <td>
                {session.place} of {session.planned}
                <span className="small">{regionSide(session.region, session.side)}</span>
              </td>
              <td>{stateWords(session)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface SheetProps {
  id: string;
  name: string;
  sessions: readonly PackSession[];
  by: "physician" | "room";
  day: string;
  foot: string;
}

/** A page for one physician or room, with room for a pen. */
export function Sheet({ id, name, sessions, by, day, foot }: SheetProps) {
  return (
    <section id={`at-${id}`} aria-labelledby={`at-${id}-title`}>
      <header>
        <h2 id={`at-${id}-title`}>{name}</h2>
        <span>{day}</span>
      </header>
      <div className="wide">
        <table>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Patient</th>
              <th scope="col">Session</th>
              <th scope="col">{by === "physician" ? "Room" : "Physician"}</th>
              <th scope="col">Guidance</th>
              <th scope="col">State</th>
              <th scope="col" className="pen">
                Note
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.id} className={stands(session) ? undefined : "gone"}>
                <td className="time">
                  {session.from} to {session.until}
                </td>
                <Patient session={session} />
                <td>
                  {session.place} of {session.planned}
                  <span className="small">{regionSide(session.region, session.side)}</span>
                </td>
                <td>{by === "physician" ? session.room : session.physician}</td>
                <td>{session.device}</td>
                <td>{stateWords(session)}</td>
                <td />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <footer>{foot}</footer>
    </section>
  );
}

/** Who lost a place and has none yet, with the number to call. */
export function DisplacedList({ sessions }: { sessions: readonly PackSession[] }) {
  if (sessions.length === 0) return <p>Nobody waits.</p>;
  return (
    <div className="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">Called</th>
            <th scope="col">Patient</th>
            <th scope="col">Phone</th>
            <th scope="col">Was to come</th>
            <th scope="col">Session</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <tr key={session.id}>
              <td>
                <span className="box" />
              </td>
              <Patient session={session} />
              <td className="nowrap">{session.phone}</td>
              <td>
                {dayWithYear(session.day)}, {session.from}
                <span className="small">
                  {session.room}, {session.physician}
                </span>
              </td>
              <td>
                {session.place} of {session.planned}
                <span className="small">{regionSide(session.region, session.side)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
