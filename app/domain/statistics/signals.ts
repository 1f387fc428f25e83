import type { ControlChart, ControlPoint } from "./control-charts";

export type SignalRule =
  "outside-limits" | "seven-on-one-side" | "seven-point-trend" | "two-of-three-near-limit";

export interface Signal {
  readonly rule: SignalRule;
  /** Above the centre or rising, below it or falling. */
  readonly direction: "up" | "down";
  /** Indexes of the chart's points that make the signal, in order. */
  readonly points: readonly number[];
}

/** Six steps in one direction make a trend of seven points. */
const runLength = 7;

/**
 * What on the chart is more than its usual spread, by the four rules of NHS "Making data count". Periods without
 * reports are passed over: they neither make a run nor break it. A point on the centre line, or a step of nothing,
 * breaks one. "Near a limit" is more than two thirds of the way to it, the far side of it included.
 */
export function signals(chart: ControlChart): Signal[] {
  const seen = chart.points.flatMap((point, index) => (point ? [{ point, index }] : []));
  const indexes = seen.map(({ index }) => index);
  const places = seen.map(({ point }) => placed(point, chart.centre));
  const found: Signal[] = [];

  places.forEach(({ outside }, i) => {
    if (outside !== 0)
      found.push({ rule: "outside-limits", direction: named(outside), points: indexes.slice(i, i + 1) });
  });

  for (const { sign, from, to } of runs(places.map(({ side }) => side))) {
    if (to - from + 1 < runLength) continue;
    found.push({ rule: "seven-on-one-side", direction: named(sign), points: indexes.slice(from, to + 1) });
  }

  const steps = seen
    .slice(1)
    .map(({ point }, i) => clearSign(point.value - (seen[i]?.point.value ?? point.value), chart.centre));
  for (const { sign, from, to } of runs(steps)) {
    // Step i leads from point i to point i + 1.
    if (to - from + 2 < runLength) continue;
    found.push({ rule: "seven-point-trend", direction: named(sign), points: indexes.slice(from, to + 2) });
  }

  for (const sign of [1, -1] as const) {
    const near = places.map((place) => place.near === sign);
    const marked = indexes.filter((_, i) => near[i] && [-2, -1, 1, 2].some((away) => near[i + away]));
    if (marked.length > 0)
      found.push({ rule: "two-of-three-near-limit", direction: named(sign), points: marked });
  }
  return found;
}

type Sign = 1 | 0 | -1;

function placed({ value, sigma, lower, upper }: ControlPoint, centre: number) {
  const above = clearSign(value - upper, centre) === 1;
  const below = clearSign(value - lower, centre) === -1;
  const side = clearSign(value - centre, centre);
  const isNear = clearSign(Math.abs(value - centre) - 2 * sigma, centre) === 1;
  const outside: Sign = above ? 1 : below ? -1 : 0;
  return { outside, side, near: isNear ? side : 0 };
}

/** Rounding must not put equal months above or below their own mean. */
function clearSign(difference: number, scale: number): Sign {
  const noise = 1e-12 * Math.max(1, Math.abs(scale));
  return difference > noise ? 1 : difference < -noise ? -1 : 0;
}

/** The longest stretches of one sign, without those of 0. */
function runs(signs: readonly Sign[]): { sign: Sign; from: number; to: number }[] {
  const found: { sign: Sign; from: number; to: number }[] = [];
  signs.forEach((sign, i) => {
    const last = found.at(-1);
    if (last?.sign === sign) last.to = i;
    else found.push({ sign, from: i, to: i });
  });
  return found.filter(({ sign }) => sign !== 0);
}

const named = (sign: Sign) => (sign === 1 ? "up" : "down");
