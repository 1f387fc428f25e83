import type { CSSProperties } from "react";
import { clock } from "~/domain/words-of-time";
import type { TodaySession } from "./queries.server";

interface Props {
  rooms: readonly { id: string; name: string }[];
  sessions: readonly TodaySession[];
  now: Date;
  zone: string;
}

/** Each room of the clinic now: who is in it, in which phase, and who comes next. */
export function RoomsStrip({ rooms, sessions, now, zone }: Props) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must take the keyboard
    <div className="rooms-box" role="region" aria-label="Rooms now" tabIndex={0}>
      <ul className="rooms">
        {rooms.map((room) => {
          const mine = sessions.filter(
            ({ roomId, status, displaced }) => roomId === room.id && !displaced && !isOver(status),
          );
          const inside = mine.find((session) => session.status === "in-treatment" || isRunning(session, now));
          const next = mine.find((session) => session !== inside && session.startsAt >= now);
          return (
            <li key={room.id} className={inside ? "room is-used" : "room"}>
              <span className="room-head">
                {room.name}
                <span>
                  {inside ? phaseWords(inside, now) : next ? `from ${clock(next.startsAt, zone)}` : ""}
                </span>
              </span>
              <strong>{inside ? inside.name : "Free"}</strong>
              {inside ? <PhaseBar session={inside} now={now} /> : <span className="phases is-free" />}
              <span className="room-foot">
                {inside
                  ? `out ${clock(inside.endsAt, zone)}${next ? `, then ${next.name}` : ""}`
                  : next
                    ? next.status === "arrived"
                      ? `${next.name} has arrived`
                      : `${next.name} at ${clock(next.startsAt, zone)}`
                    : "nobody more today"}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const isOver = (status: TodaySession["status"]) =>
  ["performed", "no-show", "cancelled-by-patient", "cancelled-by-clinic"].includes(status);

const isRunning = ({ status, startsAt, endsAt }: TodaySession, now: Date) =>
  status === "arrived" && startsAt <= now && now < endsAt;

function phaseWords({ treatFrom, treatTo }: TodaySession, now: Date): string {
  if (now < treatFrom) return "Preparing";
  return now < treatTo ? "Treatment" : "Recovery";
}

function PhaseBar({ session, now }: { session: TodaySession; now: Date }) {
  const { startsAt, treatFrom, treatTo, endsAt } = session;
  const share = (instant: Date) =>
    ((instant.getTime() - startsAt.getTime()) / (endsAt.getTime() - startsAt.getTime())) * 100;
  const style = {
    "--treat-from": `${share(treatFrom)}%`,
    "--treat-to": `${share(treatTo)}%`,
    "--now": `${Math.min(100, Math.max(0, share(now)))}%`,
  } as CSSProperties;
  return <span className="phases" style={style} />;
}
