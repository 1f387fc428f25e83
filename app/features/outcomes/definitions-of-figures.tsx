import { percent } from "~/words/outcomes";
import { Definition } from "./definitions";
import { mixWords, type FunnelNoun } from "./findings-of-funnels";
import type { Funnel } from "./funnel-figure";
import { landmarkWeeks } from "./given-figure";
import type { PainFigure } from "./pain-figure";

export function FunnelDefinition({ funnel, noun }: { funnel: Funnel; noun: FunnelNoun }) {
  const { target, phi, tauSquared } = funnel;
  const isWidened = tauSquared !== null && tauSquared > 0;
  return (
    <Definition title="How the limits are drawn">
      <p>
        Each point is a {noun}, by number of plans with a known result and by their share; in the table and
        the file they stand by size, never by result. The middle line is the share of all of them together
        {target !== null && `, ${percent(target)} %`}. By luck alone 95 of 100 would lie between the inner
        lines, and 998 of 1,000 between the outer ones: Spiegelhalter’s exact binomial limits.
        {isWidened &&
          ` Here they differ by more than luck in general (φ = ${phi?.toFixed(2)}, τ² = ${tauSquared.toFixed(4)}, the outer tenths pulled in), so the lines are drawn further apart by that much.`}
      </p>
      <p>
        “Expected” is how many good results the same patients would have had anywhere here: a logistic model
        of region, pain before and how long it had hurt. Who lies outside the lines stands out only if more or
        fewer than that is also beyond chance, counted exactly up to 100 plans. {mixWords(funnel)}
      </p>
      <p>
        Below 10 plans there is no point, and below 30 nothing is judged. Standing out is a reason to look,
        not a verdict: who sees harder cases, or hears back from fewer, differs for that alone.
      </p>
    </Definition>
  );
}

export const TimeToGoodDefinition = () => (
  <Definition title="Who is counted, and how">
    <p>
      Every plan that began in the chosen months, whether anything is due of it or not, from its start to the
      first report of a good or excellent result after its first session, at whatever time point. Who is
      stopped first has ended otherwise: a competing event (Aalen–Johansen), not somebody who would still get
      well. Everybody else is followed until today, the silent too, so that the line is what has been heard
      and not what may be true.
    </p>
  </Definition>
);

export function PainDefinition({ pain }: { pain: PainFigure }) {
  const { n, answered, dropOuts, withoutBefore, byPercent, curve } = pain;
  return (
    <Definition>
      <p>
        {n} plans whose pain before is known: {answered} answered at this time point, and {dropOuts} stopped
        early without a report, who count as no fall at all. {withoutBefore} more have no pain before to
        compare with. Who did not reply is in no share. Pain before is the baseline report’s, or the plan’s
        own.
      </p>
      <p>
        Two definitions are in use, and each is told: at least 2 points of the scale, and at least 30 % of the
        pain before (50 % is called substantial). In percent nothing can be said of who began at 0:{" "}
        {n - byPercent.n} here. The curve has every other threshold
        {curve && `, of the same ${curve.n}`}.
      </p>
    </Definition>
  );
}

export const PainMonthsDefinition = () => (
  <Definition title="How the limits are drawn">
    <p>
      The mean fall of those who answered, in the month their report was due; months with fewer than 10 have
      no point. The limits are an XmR chart’s: the mean of the months ± 2.66 times the mean step from one to
      the next, steps of 3.267 times that and more left out. The signals are the same as for the share.
    </p>
  </Definition>
);

export const SessionsDefinition = () => (
  <Definition>
    <p>
      The plans due, counted as for the share, by how many sessions were performed within {landmarkWeeks}{" "}
      weeks of the first. The same day for everybody (a landmark), and before any result is due, so that those
      who stayed long enough to be given more are not compared with those who left; who had stopped by then
      stands apart. It still describes: patients are given more sessions because they need them.
    </p>
  </Definition>
);

export const GapsDefinition = () => (
  <Definition>
    <p>
      The plans due, counted as for the share, by whether each gap between performed sessions lay within the
      plan’s own range, in days of the clinic. It describes and does not explain: illness, holidays and bad
      results all move sessions.
    </p>
  </Definition>
);
