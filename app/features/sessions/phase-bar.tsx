import type { CSSProperties } from "react";
import type { Zone } from "~/domain/wall-clock";
import { clock } from "~/domain/words-of-time";
import "./phase-bar.css";

interface PhaseBarProps {
  startsAt: Date;
  treatFrom: Date;
  treatTo: Date;
  endsAt: Date;
  zone: Zone;
  /** Whose colours it wears: a look of the session's state. */
  look: string;
}

/** A session's three phases to scale, each under the clock time at which it starts. */
export function PhaseBar({ startsAt, treatFrom, treatTo, endsAt, zone, look }: PhaseBarProps) {
  const phases = [
    { kind: "prepare", from: startsAt, until: treatFrom, words: "preparation" },
    { kind: "treat", from: treatFrom, until: treatTo, words: "treatment" },
    { kind: "recover", from: treatTo, until: endsAt, words: "recovery" },
  ];
  return (
    <ol className={`phases phases-${look}`} aria-label="Phases">
      {phases
        .filter(({ from, until }) => until > from)
        .map(({ kind, from, until, words }) => (
          <li
            key={kind}
            className={`phase phase-${kind}`}
            style={{ "--minutes": (until.getTime() - from.getTime()) / 60_000 } as CSSProperties}
          >
            <span className="phase-words">
              {clock(from, zone)} <span className={kind === "prepare" ? "visually-hidden" : ""}>{words}</span>
            </span>
          </li>
        ))}
    </ol>
  );
}
