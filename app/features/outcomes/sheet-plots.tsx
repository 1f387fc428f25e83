import { quotedShare } from "~/domain/statistics/share";
import { mayJudge, mayNameShare } from "~/domain/statistics/small-numbers";
import { monthWord, percent } from "~/words/outcomes";
import type { Funnel } from "./funnel-figure";
import type { ByMonth } from "./months-figure";
import type { Named } from "./tally";

/** The charts as plain SVG, for paper: nothing has to be loaded before it can be printed. */

const width = 340;

export function SheetIntervals({ rows }: { rows: readonly Named[] }) {
  const rowHeight = 17;
  const [left, right] = [112, 232];
  const at = (share: number) => left + Math.max(0, (share - 0.4) / 0.6) * (right - left);
  const height = rows.length * rowHeight + 14;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line x1={at(quotedShare)} x2={at(quotedShare)} y1={0} y2={height - 12} strokeDasharray="3 2" />
      <text x={at(quotedShare)} y={height - 2} textAnchor="middle">
        80 %
      </text>
      {rows.map(({ name, tally: { n, share, interval } }, row) => {
        const y = row * rowHeight + 9;
        const isShown = share !== null && interval !== null && mayNameShare(n);
        return (
          <g key={name}>
            <text x={0} y={y + 3}>
              {name}
            </text>
            {isShown ? (
              <>
                <line x1={at(interval.lower)} x2={at(interval.upper)} y1={y} y2={y} strokeWidth={2} />
                <circle cx={at(share)} cy={y} r={3} fill={mayJudge(n) ? "#000" : "#fff"} />
                <text x={width} y={y + 3} textAnchor="end">
                  {`${percent(share)} % (${percent(interval.lower)}–${percent(interval.upper)}), n ${n}`}
                </text>
              </>
            ) : (
              <text x={width} y={y + 3} textAnchor="end">
                {`n ${n}, too few`}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

const plotHeight = 96;
const plotBottom = plotHeight - 14;

/** Shares from `least` up to 1, on the height of a plot. */
const upFrom = (least: number) => (share: number) =>
  4 + (1 - (Math.max(least, share) - least) / (1 - least)) * (plotBottom - 8);

const leastOf = (shares: readonly number[]) => Math.max(0, Math.floor(Math.min(0.5, ...shares) * 5) / 5);

export function SheetMonths({ byMonth: { months, centre } }: { byMonth: ByMonth }) {
  const drawn = months.flatMap(({ month, point }, index) => (point ? [{ month, point, index }] : []));
  const up = upFrom(leastOf(drawn.flatMap(({ point }) => [point.value, point.lower])));
  const across = (index: number) => 8 + (index / Math.max(1, months.length - 1)) * (width - 16);
  if (centre === null || drawn.length < 2) return null;
  const path = (value: (one: (typeof drawn)[number]) => number) =>
    drawn.map((one) => `${across(one.index)},${up(value(one))}`).join(" ");
  return (
    <svg viewBox={`0 0 ${width} ${plotHeight}`} aria-hidden="true">
      <line x1={0} x2={width} y1={up(centre)} y2={up(centre)} strokeWidth={0.5} />
      <polyline points={path(({ point }) => point.lower)} strokeDasharray="3 2" />
      <polyline points={path(({ point }) => point.upper)} strokeDasharray="3 2" />
      <polyline points={path(({ point }) => point.value)} strokeWidth={1.5} />
      {drawn.map(({ index, month, point }) => (
        <g key={month}>
          <circle cx={across(index)} cy={up(point.value)} r={2.5} fill="#000" />
          {index % Math.ceil(months.length / 12) === 0 && (
            <text x={across(index)} y={plotHeight - 2} textAnchor="middle">
              {monthWord(month)}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

export function SheetFunnel({ funnel: { units, lines, target } }: { funnel: Funnel }) {
  const shown = units.flatMap(({ name, n, tally, isOwn }) =>
    tally && tally.share !== null && mayNameShare(n) ? [{ name, n, share: tally.share, isOwn }] : [],
  );
  const most = lines.at(-1)?.n ?? 10;
  if (target === null || shown.length === 0) return null;
  const up = upFrom(leastOf(shown.map(({ share }) => share)));
  const across = (n: number) => 8 + ((n - 10) / Math.max(1, most - 10)) * (width - 70);
  const path = (value: (line: Funnel["lines"][number]) => number) =>
    lines.map((line) => `${across(line.n)},${up(value(line))}`).join(" ");
  return (
    <svg viewBox={`0 0 ${width} ${plotHeight}`} aria-hidden="true">
      <line x1={0} x2={width - 60} y1={up(target)} y2={up(target)} strokeWidth={0.5} />
      {(["lower", "upper"] as const).map((end) => (
        <g key={end}>
          <polyline points={path(({ limits }) => limits[0.95][end])} />
          <polyline points={path(({ limits }) => limits[0.998][end])} strokeDasharray="3 2" />
        </g>
      ))}
      {shown.map(({ name, n, share, isOwn }) => (
        <g key={name}>
          <circle cx={across(n)} cy={up(share)} r={3} fill={mayJudge(n) ? "#000" : "#fff"} />
          {isOwn && (
            <text x={across(n) + 6} y={up(share) + 3}>
              You
            </text>
          )}
        </g>
      ))}
      <text x={8} y={plotHeight - 2}>
        10 plans
      </text>
      <text x={across(most)} y={plotHeight - 2} textAnchor="middle">
        {most}
      </text>
    </svg>
  );
}
