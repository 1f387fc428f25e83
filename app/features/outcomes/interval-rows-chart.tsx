import {
  CartesianGrid,
  ErrorBar,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  XAxis,
  YAxis,
} from "recharts";

export interface IntervalRow {
  name: string;
  n: number;
  /** In percent; null where there are too few plans for a share. */
  point: { share: number; lower: number; upper: number; isFirm: boolean } | null;
}

interface IntervalRowsChartProps {
  rows: readonly IntervalRow[];
  rowHeight: number;
  axisHeight: number;
  /** The quoted share, in percent. */
  quoted: number;
}

/** Loaded with recharts when the page stands; names and figures beside the plot are plain text in the same rows. */
export default function IntervalRowsChart({ rows, rowHeight, axisHeight, quoted }: IntervalRowsChartProps) {
  const points = rows.flatMap(({ point }, row) => (point ? [{ ...point, row, error: error(point) }] : []));
  const least = Math.min(40, ...points.map(({ lower }) => Math.floor(lower / 20) * 20));
  const ticks = [0, 20, 40, 60, 80, 100].filter((tick) => tick >= least);
  return (
    <div className="interval-rows" style={{ gridAutoRows: rowHeight }}>
      <div className="interval-rows-plot" style={{ gridRow: `2 / span ${rows.length + 1}` }}>
        <ResponsiveContainer width="100%" height={rows.length * rowHeight + axisHeight}>
          <ScatterChart margin={{ top: 0, right: 16, bottom: 0, left: 16 }} accessibilityLayer={false}>
            <CartesianGrid horizontal={false} verticalValues={ticks} stroke="var(--line)" />
            <XAxis
              type="number"
              dataKey="share"
              domain={[least, 100]}
              ticks={ticks}
              interval={0}
              height={axisHeight}
              tickLine={false}
              axisLine={false}
              tick={{ fill: "var(--ink-2)" }}
            />
            <YAxis type="number" dataKey="row" domain={[-0.5, rows.length - 0.5]} reversed hide />
            <ReferenceLine x={quoted} stroke="var(--ink)" strokeDasharray="4 3" strokeWidth={1.5} />
            {[true, false].map((isFirm) => (
              <Scatter
                key={String(isFirm)}
                data={points.filter((point) => point.isFirm === isFirm)}
                isAnimationActive={false}
                fill={isFirm ? "var(--accent)" : "var(--surface)"}
                stroke="var(--accent)"
                strokeWidth={2}
                shape={<Dot />}
              >
                <ErrorBar
                  dataKey="error"
                  direction="x"
                  width={0}
                  strokeWidth={isFirm ? 3 : 1.5}
                  stroke="var(--booked-bead)"
                  isAnimationActive={false}
                />
              </Scatter>
            ))}
          </ScatterChart>
        </ResponsiveContainer>
      </div>
      <span className="interval-rows-head interval-rows-share">share, %</span>
      <span className="interval-rows-head interval-rows-figure">95 % interval</span>
      <span className="interval-rows-head interval-rows-count">plans</span>
      {rows.map(({ name, n, point }, row) => (
        <Flanks key={name} name={name} n={n} point={point} row={row + 2} />
      ))}
    </div>
  );
}

const error = ({ share, lower, upper }: { share: number; lower: number; upper: number }) => [
  share - lower,
  upper - share,
];

interface DotProps {
  cx?: number;
  cy?: number;
  fill?: string;
  stroke?: string;
}

const Dot = ({ cx, cy, fill, stroke }: DotProps) => (
  <circle cx={cx} cy={cy} r={5} fill={fill} stroke={stroke} strokeWidth={2} />
);

function Flanks({ name, n, point, row }: IntervalRow & { row: number }) {
  const where = { gridRow: row };
  return (
    <>
      <span className={point ? "interval-rows-name" : "interval-rows-name interval-rows-few"} style={where}>
        {name}
      </span>
      {point ? (
        <span className="interval-rows-figure numeric" style={where}>
          {Math.round(point.lower)}–{Math.round(point.upper)}
        </span>
      ) : (
        <span className="interval-rows-none interval-rows-few" style={where}>
          fewer than 10<span className="interval-rows-wide">, no share shown</span>
        </span>
      )}
      <span
        className={point ? "interval-rows-count numeric" : "interval-rows-count interval-rows-few numeric"}
        style={where}
      >
        {n}
      </span>
    </>
  );
}
