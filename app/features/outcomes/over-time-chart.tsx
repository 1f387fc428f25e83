import {
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from "recharts";

interface MonthPoint {
  month: string;
  year: string;
  /** In percent or points; null where there are too few plans. */
  value: number | null;
  lower: number | null;
  upper: number | null;
  /** Part of what stands out. */
  isMarked: boolean;
}

interface OverTimeChartProps {
  months: readonly MonthPoint[];
  centre: number | null;
  ticks: readonly number[];
  /** After the comma. */
  digits: number;
}

const limit = {
  type: "step",
  stroke: "var(--control)",
  strokeDasharray: "4 3",
  dot: false,
  activeDot: false,
  isAnimationActive: false,
} as const;

export default function OverTimeChart({ months, centre, ticks, digits }: OverTimeChartProps) {
  const data = months.map((point, index) => ({ ...point, index }));
  const last = data.findLast(({ lower }) => lower !== null);
  const isChart = data.filter(({ value }) => value !== null).length > 1;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={data}
        margin={{ top: 10, right: 60, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="index"
          tickFormatter={(index: number) => tickWords(months, index)}
          tickLine={false}
          axisLine={false}
          tick={{ fill: "var(--ink-2)" }}
          padding={{ left: 16, right: 16 }}
          minTickGap={6}
        />
        <YAxis
          domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
          ticks={[...ticks]}
          width={32}
          tickLine={false}
          axisLine={false}
          tick={{ fill: "var(--ink-2)" }}
        />
        <Line dataKey="upper" {...limit} />
        <Line dataKey="lower" {...limit} />
        {last && isChart && (
          <ReferenceDot
            x={last.index}
            y={last.lower ?? 0}
            r={0}
            label={{ value: "limit", position: "right", offset: 22, fill: "var(--ink-2)" }}
          />
        )}
        {centre !== null && isChart && (
          <ReferenceLine
            y={centre}
            stroke="var(--control)"
            strokeWidth={1.5}
            label={{ value: `mean ${centre.toFixed(digits)}`, position: "right", fill: "var(--ink-2)" }}
          />
        )}
        <Line
          dataKey="value"
          stroke="var(--booked-bead)"
          strokeWidth={1.5}
          isAnimationActive={false}
          activeDot={false}
          dot={<Month />}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

/** The year stands at its first month. */
function tickWords(months: readonly MonthPoint[], index: number): string {
  const point = months[index];
  if (!point) return "";
  return index > 0 && point.month === "Jan" ? `Jan ’${point.year.slice(2)}` : point.month;
}

interface MonthProps {
  cx?: number;
  cy?: number;
  payload?: MonthPoint;
}

/** What stands out has a ring, besides its words in the finding. */
function Month({ cx, cy, payload }: MonthProps) {
  if (!payload || payload.value === null || cx === undefined || cy === undefined) return null;
  return (
    <g>
      {payload.isMarked && <circle cx={cx} cy={cy} r={8} fill="none" stroke="var(--ink)" strokeWidth={1.5} />}
      <circle cx={cx} cy={cy} r={4} fill="var(--accent)" stroke="var(--surface)" strokeWidth={1} />
    </g>
  );
}
