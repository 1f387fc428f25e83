import type { TimeOffKind } from "~/domain/vocabulary";
import { zoneName } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icons/names";
import { Tag } from "~/ui/tag";
import { timeOffWords } from "~/words/en";
import { periodWords } from "./period-words";
import "./time-off.css";

export interface ListedTimeOff {
  id: string;
  kind: TimeOffKind;
  person: string | null;
  place: string | null;
  clinic: string | null;
  zone: string;
  startsAt: Date;
  endsAt: Date;
  reason: string;
  /** Displaced sessions that nobody has rebooked yet. */
  waiting: number;
  /** Of these, the ones still to come. */
  restorable: number;
}

const icons: Record<TimeOffKind, IconName> = {
  leave: "leave",
  closure: "closure",
  maintenance: "maintenance",
};

export const ofWhat = ({ kind, person, place, clinic }: ListedTimeOff) =>
  kind === "leave" ? (person ?? "") : kind === "closure" ? (clinic ?? "") : `${place ?? ""}, ${clinic ?? ""}`;

export function TimeOffList({ entries, now }: { entries: readonly ListedTimeOff[]; now: Date }) {
  if (entries.length === 0) return <p className="time-off-quiet">Nothing is off now or to come.</p>;
  return (
    <ul className="time-off-list">
      {entries.map((entry) => {
        const isOn = entry.startsAt <= now;
        return (
          <li key={entry.id}>
            <Icon name={icons[entry.kind]} />
            <div>
              <strong>
                {timeOffWords[entry.kind]}, {ofWhat(entry)}
              </strong>{" "}
              {isOn && <Tag tone="accent">Now</Tag>}
              <span className="time-off-when">
                {periodWords(entry.startsAt, entry.endsAt, entry.zone)}{" "}
                <span className="time-off-quiet">{zoneName(entry.startsAt, entry.zone, "short")}</span>
                {entry.reason && <span className="time-off-quiet">, {entry.reason}</span>}
              </span>
              {entry.waiting > 0 && (
                <Tag tone="warn" icon="calendar-off">
                  {entry.waiting === 1 ? "1 session waits" : `${entry.waiting} sessions wait`} to be rebooked
                </Tag>
              )}
            </div>
            <LinkButton size="small" href={paths.timeOff({ withdraw: entry.id })} data-keep-scroll="">
              {isOn ? "End now…" : "Withdraw…"}
            </LinkButton>
          </li>
        );
      })}
    </ul>
  );
}
