import type { ControlPoint } from "~/domain/statistics/control-charts";
import { mayNameShare } from "~/domain/statistics/small-numbers";
import type { Outcomes, PhysiciansFigures } from "./figures";
import type { OutcomeFigure, OutcomePoint } from "./filter";
import { standingWords } from "./findings-of-funnels";
import type { Funnel, FunnelUnit } from "./funnel-figure";
import type { ByMonth } from "./months-figure";
import type { PainFigure, Responders } from "./pain-figure";
import type { Named, Tally } from "./tally";
import type { TimeToGood } from "./time-to-good-figure";

export type CsvCell = string | number;

export interface CsvRow {
  group: string;
  point: OutcomePoint;
  tally: Tally | null;
  /** What only this figure tells, by column. */
  extra: Record<string, CsvCell>;
}

export interface CsvTable {
  figure: OutcomeFigure;
  rows: CsvRow[];
  /** Whether each column's counts make up the share's. */
  addUp: boolean;
  /** Whether it may leave the practice, with its small counts starred. */
  goesBeyond: boolean;
}

/** In percent, to a millionth of the share; nothing stays nothing, and is never 0. */
export const percentCell = (share: number | null | undefined): CsvCell =>
  share === null || share === undefined ? "" : rounded(100 * share, 4);

const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
const cell = (value: number | null | undefined, digits = 6): CsvCell =>
  value === null || value === undefined ? "" : rounded(value, digits);

/** Every figure of the page, in its order. */
export function csvTables(
  { total, completers, byRegion, clinics, forPhysicians }: Outcomes,
  point: OutcomePoint,
) {
  const share = [
    { group: "All", point, tally: total, extra: {} },
    { group: "Completers only, who replied", point, tally: completers, extra: {} },
  ];
  const tables: CsvTable[] = [
    { figure: "share", rows: share.slice(0, 1), addUp: false, goesBeyond: true },
    { figure: "share", rows: share.slice(1), addUp: false, goesBeyond: false },
    { figure: "region", rows: named(byRegion, point), addUp: true, goesBeyond: true },
    { figure: "clinic", rows: clinics ? funnelRows(clinics, point) : [], addUp: true, goesBeyond: true },
  ];
  return forPhysicians ? [...tables, ...physiciansTables(forPhysicians, point)] : tables;
}

function physiciansTables(figures: PhysiciansFigures, point: OutcomePoint): CsvTable[] {
  const { points, stillGood, months, physicians, pain, timeToGood, sessions, gaps } = figures;
  const within = (figure: OutcomeFigure, rows: CsvRow[]) => ({
    figure,
    rows,
    addUp: false,
    goesBeyond: false,
  });
  const row = (group: string, point: OutcomePoint, tally: Tally) => ({ group, point, tally, extra: {} });
  return [
    {
      figure: "time-point",
      rows: points.map(({ point, tally }) => row("All", point, tally)),
      addUp: false,
      goesBeyond: true,
    },
    {
      figure: "time-point",
      rows: [row("Good at 3 months, still good at 12", "12-months", stillGood)],
      addUp: false,
      goesBeyond: true,
    },
    { figure: "month", rows: monthRows(months, point), addUp: true, goesBeyond: true },
    within("physician", funnelRows(physicians, point)),
    within("pain", painRows(pain, point)),
    within(
      "pain-month",
      pain.months.months.map(({ month, n, fall, point: chart }) => ({
        group: month,
        point,
        tally: null,
        extra: { Compared: n, "Mean fall in points": cell(fall), ...single(pain.months.centre, chart, 1) },
      })),
    ),
    within("time-to-good", incidenceRows(timeToGood, point)),
    within("sessions", named(sessions, point)),
    within("gaps", named(gaps, point)),
  ];
}

const named = (rows: readonly Named[], point: OutcomePoint): CsvRow[] =>
  rows.map(({ name, tally }) => ({ group: name, point, tally, extra: {} }));

function funnelRows({ units, target, phi, tauSquared }: Funnel, point: OutcomePoint): CsvRow[] {
  const shared = { "Target %": percentCell(target), φ: cell(phi), "τ²": cell(tauSquared, 10) };
  return units.map((unit) => ({
    group: unit.name,
    point,
    tally: unit.tally,
    extra: unit.tally ? { ...shared, ...limitCells(unit) } : { "Share of": unit.n },
  }));
}

function limitCells({
  limits,
  expected,
  z,
  tail,
  standing,
  mixStanding,
}: FunnelUnit): Record<string, CsvCell> {
  return {
    "Limit 95 % from": percentCell(limits?.[0.95].exact.lower),
    "Limit 95 % to": percentCell(limits?.[0.95].exact.upper),
    "Limit 99.8 % from": percentCell(limits?.[0.998].exact.lower),
    "Limit 99.8 % to": percentCell(limits?.[0.998].exact.upper),
    "Widened 95 % from": percentCell(limits?.[0.95].drawn.lower),
    "Widened 95 % to": percentCell(limits?.[0.95].drawn.upper),
    "Widened 99.8 % from": percentCell(limits?.[0.998].drawn.lower),
    "Widened 99.8 % to": percentCell(limits?.[0.998].drawn.upper),
    "Expected of these patients": cell(expected),
    z: cell(z),
    "Chance of a result so far off": cell(tail),
    Standing: standingWords({ standing, mixStanding }),
  };
}

function monthRows({ months, centre, xmr, sigmaZ }: ByMonth, point: OutcomePoint): CsvRow[] {
  return months.map(({ month, tally, point: chart, xmr: alone }) => ({
    group: month,
    point,
    tally,
    extra: {
      "Mean %": percentCell(centre),
      "Limit from": percentCell(chart?.lower),
      "Limit to": percentCell(chart?.upper),
      σ_z: cell(sigmaZ),
      ...single(xmr?.centre ?? null, alone, 100),
    },
  }));
}

const single = (centre: number | null, point: ControlPoint | null, scale: number) => ({
  "XmR mean": cell(centre === null ? null : centre * scale),
  "XmR from": cell(point && point.lower * scale),
  "XmR to": cell(point && point.upper * scale),
});

function painRows({ byPoints, byPercent, curve }: PainFigure, point: OutcomePoint): CsvRow[] {
  const row = (group: string, { responders, n, share, interval }: Responders): CsvRow => ({
    group,
    point,
    tally: null,
    extra: {
      Responders: responders,
      Compared: n,
      "Share %": percentCell(mayNameShare(n) ? share : null),
      "95 % from": percentCell(mayNameShare(n) ? interval?.lower : null),
      "95 % to": percentCell(mayNameShare(n) ? interval?.upper : null),
    },
  });
  return [
    row("Fell by 2 points or more", byPoints),
    row("Fell by 30 % or more", byPercent),
    ...(curve?.points ?? []).map(({ percent, responders, share }) =>
      row(`Curve: fell by ${percent} % or more`, { responders, n: curve?.n ?? 0, share, interval: null }),
    ),
  ];
}

const incidenceRows = ({ steps }: TimeToGood, point: OutcomePoint): CsvRow[] =>
  steps.map(({ time, atRisk, goodResult, stopped, neither }) => ({
    group: `Day ${time}`,
    point,
    tally: null,
    extra: {
      Day: time,
      "At risk": atRisk,
      "Good result %": percentCell(goodResult),
      "Stopped %": percentCell(stopped),
      "Neither %": percentCell(neither),
    },
  }));
