import type { GapRange, GapState } from "~/domain/gap";
import "./gap-gauge.css";

const WIDTH = 64;
const HEIGHT = 14;
const MIDDLE = HEIGHT / 2;
const MOST_DAYS = 42;

interface GapGaugeProps {
  gap: Pick<GapState, "state" | "days" | "pastMaximum">;
  range: GapRange;
}

/** Where a gap stands against its range, on 0 to 42 days. Says nothing aloud: days and words stand beside it. */
export function GapGauge({ gap, range }: GapGaugeProps) {
  if (gap.days === null) return null;
  const x = at(gap.days);
  const stillMoving = gap.state === "nothing-booked" && !gap.pastMaximum;
  return (
    <svg
      className="gauge"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
    >
      <path className="gauge-scale" d={`M0 ${MIDDLE}H${WIDTH}`} />
      <rect
        className="gauge-range"
        x={at(range.min)}
        y={MIDDLE - 3.5}
        width={at(range.max) - at(range.min)}
        height={7}
        rx={1.5}
      />
      {stillMoving ? (
        <path
          className="gauge-arrow"
          d={`M${x - 2} ${MIDDLE - 4}L${x + 4} ${MIDDLE}L${x - 2} ${MIDDLE + 4}Z`}
        />
      ) : (
        <rect
          className={`gauge-mark gauge-${gap.pastMaximum && gap.state === "nothing-booked" ? "late" : gap.state}`}
          x={x - 1.5}
          y={0.5}
          width={3}
          height={13}
          rx={1}
        />
      )}
    </svg>
  );
}

const at = (days: number) => 2 + (Math.min(days, MOST_DAYS) / MOST_DAYS) * (WIDTH - 4);
