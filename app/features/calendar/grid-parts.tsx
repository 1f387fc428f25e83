import { minutesToClock } from "~/domain/words-of-time";
import { Icon } from "~/ui/icon";
import type { Closed } from "./columns";
import { cssVars } from "./css-vars";
import { hidesHour } from "./now-line";

interface Frame {
  start: number;
  end: number;
}

/** Colour by physician: the same hue for the same person wherever they stand. */
export const huesOf = (physicians: readonly { id: string }[]) =>
  new Map(physicians.map(({ id }, index) => [id, index % 8]));

export const isWithin = (minute: number, { start, end }: Frame) => minute >= start && minute <= end;

const gutterWidth = 56;

/** The widths of heads and columns alike: `least` keeps the two in line where the grid scrolls. */
export const widthsOf = (columns: readonly { least: number; share: number }[]) => ({
  columns: columns.map(({ least, share }) => `minmax(${least}px, ${share}fr)`).join(" "),
  least: `${columns.reduce((sum, { least }) => sum + least, gutterWidth)}px`,
});

/** The hours down the side, and the time that it is. */
export function Gutter({ frame, now }: { frame: Frame; now: number | null }) {
  const hours = Array.from({ length: (frame.end - frame.start) / 60 }, (_, hour) => frame.start + hour * 60);
  return (
    <div className="cal-gutter">
      {hours.map((minute) => (
        <span
          key={minute}
          className="cal-hour"
          style={cssVars({ s: minute })}
          hidden={now !== null && hidesHour(minute, now)}
        >
          {minutesToClock(minute)}
        </span>
      ))}
      {now !== null && isWithin(now, frame) && (
        <span className="cal-now-time" style={cssVars({ s: now })}>
          <span className="visually-hidden">Now </span>
          <span data-now-clock="">{minutesToClock(now)}</span>
        </span>
      )}
    </div>
  );
}

export function NowLine({ frame, now }: { frame: Frame; now: number }) {
  return isWithin(now, frame) ? (
    <div className="cal-now" style={cssVars({ s: now })} aria-hidden="true" />
  ) : null;
}

const closedIcons = {
  break: "break",
  leave: "leave",
  closure: "closure",
  maintenance: "maintenance",
} as const;

export function ClosedArea({ hole }: { hole: Closed }) {
  return (
    <div className={`cal-closed ${hole.kind}`} style={cssVars({ s: hole.start, d: hole.end - hole.start })}>
      {hole.kind !== "closed" && <Icon name={closedIcons[hole.kind]} />}
      {hole.words}
    </div>
  );
}
