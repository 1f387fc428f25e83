import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from "recharts";

interface CurveChartProps {
  /** `second` is dashed. In percent. */
  points: readonly { x: number; first: number; second: number | null }[];
  /** Stays at a value until the next one, or goes straight to it. */
  shape: "stepAfter" | "linear";
  xUnit: string;
  xMost: number;
  yMost: number;
  firstName: string;
  secondName: string | null;
  /** Values of x that are marked by a line, with its words. */
  marks: readonly { x: number; words: string }[];
}

const line = { dot: false, activeDot: false, isAnimationActive: false } as const;

export default function CurveChart(props: CurveChartProps) {
  const { points, shape, xUnit, xMost, yMost, firstName, secondName, marks } = props;
  const last = points.at(-1);
  const ticks = [0, 20, 40, 60, 80, 100].filter((tick) => tick <= yMost);
  const end = (value: number, words: string) => ({
    y: value,
    stroke: "none",
    label: { value: words, position: "right", fill: "var(--ink-2)" } as const,
  });
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={[...points]}
        margin={{ top: 18, right: 84, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          type="number"
          dataKey="x"
          domain={[0, xMost]}
          tickCount={7}
          allowDecimals={false}
          tickFormatter={(x: number) => (x === 0 ? "0" : `${x}${xUnit}`)}
          tickLine={false}
          axisLine={false}
          tick={{ fill: "var(--ink-2)" }}
        />
        <YAxis
          domain={[0, yMost]}
          ticks={ticks}
          width={32}
          tickLine={false}
          axisLine={false}
          tick={{ fill: "var(--ink-2)" }}
        />
        {marks.map(({ x, words }) => (
          <ReferenceLine
            key={x}
            x={x}
            stroke="var(--line-2)"
            label={{ value: words, position: "top", fill: "var(--ink-2)" }}
          />
        ))}
        {last && <ReferenceLine {...end(last.first, firstName)} />}
        {last && secondName !== null && last.second !== null && (
          <ReferenceLine {...end(last.second, secondName)} />
        )}
        <Line dataKey="first" type={shape} stroke="var(--accent)" strokeWidth={2} {...line} />
        {secondName !== null && (
          <Line
            dataKey="second"
            type={shape}
            stroke="var(--control)"
            strokeWidth={1.5}
            strokeDasharray="4 3"
            {...line}
          />
        )}
      </LineChart>
    </ResponsiveContainer>
  );
}
