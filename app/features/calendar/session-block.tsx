import type { CSSProperties } from "react";
import { minutesToClock } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { regionSide } from "~/words/en";
import type { IconName } from "~/ui/icons/names";
import { lookOf, type SessionRow } from "./block";
import { factsWords, lookWords } from "./block-words";

const stateIcons: Partial<Record<ReturnType<typeof lookOf>, IconName>> = {
  arrived: "arrived",
  "in-treatment": "in-treatment",
  performed: "tick",
  cancelled: "cross",
  "no-show": "no-show",
};

interface Props {
  row: SessionRow;
  lane: number;
  lanes: number;
  /** Which side its thread hangs on: towards the spine that two lanes share. */
  thread: "left" | "right";
  /** By physician: a hue of its own instead of the state's. */
  hue: number | null;
  /** The one that the address asks for. */
  named: boolean;
}

/** What is heard of a session: when, who, what, how it stands. */
const blockLabel = (row: SessionRow) => `${minutesToClock(row.start)} ${row.name}, ${factsWords(row)}`;

/** One session in a day: three phases, its place in the course, guidance and state. Markup is kept small: a day has 160. */
export function SessionBlock({ row, lane, lanes, thread, hue, named }: Props) {
  const look = lookOf(row.status);
  const icon = row.displaced
    ? "warning"
    : row.overbooked && look === "booked"
      ? "overbooked"
      : stateIcons[look];
  return (
    <a
      className={`blk ${lookWords(row, hue)} thread-${thread}`}
      href={paths.session(row.id)}
      data-id={row.id}
      data-v={row.version || undefined}
      aria-label={blockLabel(row)}
      aria-current={named || undefined}
      style={placeOf(row, lane, lanes)}
    >
      <b>
        {icon && <Glyph name={icon} />}
        {row.name}
      </b>
      <span className="of">
        {row.place} of {row.planned}
      </span>
      <span className="where">
        <Glyph name={row.guidance} />
        {regionSide(row.region, row.side)}
      </span>
    </a>
  );
}

function Glyph({ name }: { name: IconName }) {
  return (
    <svg className="icon" aria-hidden="true">
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}

const placeOf = (row: SessionRow, lane: number, lanes: number): CSSProperties =>
  ({
    "--s": row.start,
    "--d": row.length,
    "--t": row.treatFrom,
    "--u": row.treatTo,
    "--l": lane,
    "--n": lanes,
  }) as CSSProperties;
