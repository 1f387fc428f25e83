/** How long until something happens, among people who are not all followed for equally long. */
import { requireWithin } from "./checks";
import { normalCdf } from "./normal";

export interface Followed {
  /** Days, weeks or months from the start; 0 or more. */
  readonly time: number;
  /** Whether it happened then; if not, we only know that it had not happened yet. */
  readonly happened: boolean;
}

export interface SurvivalStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  /** The share to whom it has not happened by `time`. */
  readonly survival: number;
  /** Greenwood's; null once nobody is left. */
  readonly standardError: number | null;
}

export interface KaplanMeier {
  /** One per time with an event; before the first, survival is 1. */
  readonly steps: readonly SurvivalStep[];
  /** When half are left; null if more than half still are at the end. */
  readonly median: number | null;
}

/**
 * The product-limit estimate (Kaplan & Meier, JASA 1958;53:457). Only without competing events: to treat stopping
 * early as "not yet followed" would count drop-outs as if they were to get well later (see competing-risks.ts).
 */
export function kaplanMeier(people: readonly Followed[]): KaplanMeier | null {
  if (people.length === 0) return null;
  let survival = 1;
  let greenwood = 0;
  const steps: SurvivalStep[] = [];
  for (const { time, atRisk, events } of eventTimes(people)) {
    survival *= 1 - events / atRisk;
    greenwood += events / (atRisk * (atRisk - events));
    const standardError = events === atRisk ? null : survival * Math.sqrt(greenwood);
    steps.push({ time, atRisk, events, survival, standardError });
  }
  return { steps, median: medianTime(steps) };
}

/** The first time below one half; the middle of the stretch if the curve lies on one half (R's survfit does the same). */
function medianTime(steps: readonly SurvivalStep[]): number | null {
  const index = steps.findIndex(({ survival }) => survival < 0.5 + 1e-9);
  const step = steps[index];
  if (!step) return null;
  const next = steps[index + 1];
  return next && Math.abs(step.survival - 0.5) < 1e-9 ? (step.time + next.time) / 2 : step.time;
}

export interface LogRank {
  readonly chiSquared: number;
  /** With one degree of freedom. */
  readonly pValue: number;
}

/** Whether two groups differ (Mantel, Cancer Chemother Rep 1966;50:163); null where nothing could tell them apart. */
export function logRank(first: readonly Followed[], second: readonly Followed[]): LogRank | null {
  let surplus = 0;
  let variance = 0;
  for (const { time, atRisk, events } of eventTimes([...first, ...second])) {
    const share = first.filter((person) => person.time >= time).length / atRisk;
    surplus += first.filter((person) => person.happened && person.time === time).length - events * share;
    if (atRisk > 1) variance += (events * share * (1 - share) * (atRisk - events)) / (atRisk - 1);
  }
  if (variance === 0) return null;
  const chiSquared = surplus ** 2 / variance;
  return { chiSquared, pValue: 2 * normalCdf(-Math.sqrt(chiSquared)) };
}

/** Who is last seen at a time still counts as at risk then, so events come first among equals. */
function eventTimes(people: readonly Followed[]): { time: number; atRisk: number; events: number }[] {
  people.forEach(({ time }) => requireWithin(time, 0, Number.MAX_VALUE, "time"));
  const sorted = people.toSorted((a, b) => a.time - b.time || Number(b.happened) - Number(a.happened));
  const times: { time: number; atRisk: number; events: number }[] = [];
  sorted.forEach(({ time, happened }, before) => {
    if (!happened) return;
    const last = times.at(-1);
    if (last?.time === time) last.events += 1;
    else times.push({ time, atRisk: sorted.length - before, events: 1 });
  });
  return times;
}
