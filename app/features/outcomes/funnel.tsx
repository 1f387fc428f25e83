import type { ReactNode } from "react";
import type { Interval } from "~/domain/statistics/intervals";
import { mayJudge, mayNameShare } from "~/domain/statistics/small-numbers";
import { ChartFrame, TwinTable } from "~/ui/chart-frame";
import { percent } from "~/words/outcomes";
import { FunnelDefinition } from "./definitions-of-figures";
import { funnelFinding, mixWords, standingWords, type FunnelNoun } from "./findings-of-funnels";
import { standsOut, type Funnel as FunnelOfUnits, type FunnelUnit } from "./funnel-figure";

const loadChart = () => import("./funnel-chart");

const height = 300;

interface FunnelProps {
  title: string;
  noun: FunnelNoun;
  funnel: FunnelOfUnits;
  csvHref: string;
  patients: ReactNode;
  /** Said where not all are shown. */
  more: string | null;
}

/** Whom chance alone does not explain. In the order of size, so that it cannot be read as a ranking. */
export function Funnel({ title, noun, funnel, csvHref, patients, more }: FunnelProps) {
  const { units, lines, target } = funnel;
  const shown = units.flatMap((unit) =>
    mayNameShare(unit.n) && unit.tally && unit.tally.share !== null
      ? [{ ...unit, share: unit.tally.share }]
      : [],
  );
  return (
    <ChartFrame
      title={title}
      finding={[funnelFinding(funnel, noun), mixWords(funnel), more].filter(Boolean).join(" ")}
      csvHref={csvHref}
      chart={loadChart}
      chartProps={{
        target: 100 * (target ?? 0),
        points: shown.map((unit) => ({
          name: unit.name,
          n: unit.n,
          share: 100 * unit.share,
          isFirm: mayJudge(unit.n),
          isOwn: unit.isOwn,
          isMarked: standsOut(unit, 0.998),
        })),
        lines: lines.map(({ n, limits }) => ({ n, inner: ends(limits[0.95]), outer: ends(limits[0.998]) })),
      }}
      height={shown.length === 0 ? 0 : height}
      table={<Twin title={title} noun={noun} units={units} />}
      legend={
        <>
          <span className="dot-key dot-key-solid">30 plans or more</span>
          <span className="dot-key dot-key-hollow">10 to 29, too few to judge</span>
          <span className="line-key">95 %</span>
          <span className="line-key line-key-dashed">99.8 %</span>
          <FunnelDefinition funnel={funnel} noun={noun} />
          {patients}
        </>
      }
    />
  );
}

const ends = ({ lower, upper }: Interval) => [100 * lower, 100 * upper] as const;

interface TwinProps {
  title: string;
  noun: FunnelNoun;
  units: readonly FunnelUnit[];
}

function Twin({ title, noun, units }: TwinProps) {
  return (
    <TwinTable
      caption={title}
      head={[
        noun === "clinic" ? "Clinic" : "Physician",
        "Plans",
        "Share",
        "95 % limits",
        "99.8 % limits",
        "Good",
        "Expected",
        "Stands",
      ]}
      rows={units.map((unit) => {
        const { name, n, tally, limits, expected } = unit;
        if (!mayNameShare(n) || !tally || tally.share === null || limits === null)
          return [name, n, "fewer than 10", "–", "–", "–", "–", "too few to judge"];
        return [
          name,
          n,
          `${percent(tally.share)} %`,
          between(limits[0.95].drawn),
          between(limits[0.998].drawn),
          tally.good,
          expected === null ? "–" : expected.toFixed(1),
          standingWords(unit),
        ];
      })}
    />
  );
}

const between = ({ lower, upper }: Interval) => `${percent(lower)}–${percent(upper)} %`;
