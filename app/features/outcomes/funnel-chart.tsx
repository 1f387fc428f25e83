import {
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  XAxis,
  YAxis,
} from "recharts";

interface FunnelPoint {
  name: string;
  n: number;
  /** In percent. */
  share: number;
  isFirm: boolean;
  isOwn: boolean;
  /** Stands out, also beside what its patients led to expect. */
  isMarked: boolean;
  /** Its name stands left of it, where it would run out of the plot on the right. */
  isFar?: boolean;
}

interface FunnelChartProps {
  points: readonly FunnelPoint[];
  lines: readonly { n: number; inner: readonly [number, number]; outer: readonly [number, number] }[];
  target: number;
}

const line = {
  stroke: "var(--control)",
  dot: false,
  activeDot: false,
  isAnimationActive: false,
  type: "linear",
} as const;

export default function FunnelChart({ points, lines, target }: FunnelChartProps) {
  const shares = points.map(({ share }) => share);
  const lowest = Math.min(60, ...shares, ...lines.slice(0, 1).map(({ inner }) => inner[0]));
  const least = Math.floor(lowest / 20) * 20;
  const ticks = [0, 20, 40, 60, 80, 100].filter((tick) => tick >= least);
  const most = lines.at(-1)?.n ?? 10;
  const data = lines.map(({ n, inner, outer }) => ({
    n,
    innerLow: inner[0],
    innerHigh: inner[1],
    outerLow: outer[0],
    outerHigh: outer[1],
  }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={data}
        margin={{ top: 10, right: 64, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          type="number"
          dataKey="n"
          domain={[10, most]}
          tickCount={6}
          allowDecimals={false}
          tickLine={false}
          axisLine={false}
          tick={{ fill: "var(--ink-2)" }}
        />
        <YAxis
          type="number"
          domain={[least, 100]}
          ticks={ticks}
          width={32}
          allowDataOverflow
          tickLine={false}
          axisLine={false}
          tick={{ fill: "var(--ink-2)" }}
        />
        <Line dataKey="innerLow" {...line} />
        <Line dataKey="innerHigh" {...line} />
        <Line dataKey="outerLow" {...line} strokeDasharray="4 3" />
        <Line dataKey="outerHigh" {...line} strokeDasharray="4 3" />
        <ReferenceLine
          y={target}
          stroke="var(--control)"
          strokeWidth={1.5}
          label={{ value: `mean ${Math.round(target)}`, position: "right", fill: "var(--ink-2)" }}
        />
        <Scatter
          data={points.map((point) => ({ ...point, isFar: point.n > most * 0.6 }))}
          dataKey="share"
          isAnimationActive={false}
          shape={<Unit />}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

interface UnitProps {
  cx?: number;
  cy?: number;
  payload?: FunnelPoint;
}

/** Hollow below 30 plans; the reader's own and what stands out have a ring and their name. */
function Unit({ cx, cy, payload }: UnitProps) {
  if (!payload || cx === undefined || cy === undefined) return null;
  const { name, n, isFirm, isOwn, isMarked, isFar } = payload;
  const isNamed = isOwn || isMarked;
  return (
    <g>
      {isNamed && <circle cx={cx} cy={cy} r={9} fill="none" stroke="var(--ink)" strokeWidth={1.5} />}
      <circle
        cx={cx}
        cy={cy}
        r={5}
        fill={isFirm ? "var(--accent)" : "var(--surface)"}
        stroke="var(--accent)"
        strokeWidth={2}
      />
      {isNamed && (
        <text
          x={isFar ? cx - 14 : cx + 14}
          y={cy + 4}
          textAnchor={isFar ? "end" : "start"}
          fill="var(--ink)"
          fontSize={12}
          fontWeight={600}
        >
          {name}, {n} plans
        </text>
      )}
    </g>
  );
}
