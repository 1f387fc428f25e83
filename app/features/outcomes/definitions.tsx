import type { ReactNode } from "react";
import type { ByMonth } from "./months-figure";

/** What a figure counts, one click away from it. */
export function Definition({ title = "How the denominator is counted", children }: DefinitionProps) {
  return (
    <details className="definition">
      <summary>{title}</summary>
      <div className="definition-words">{children}</div>
    </details>
  );
}

interface DefinitionProps {
  title?: string;
  children: ReactNode;
}

export function ShareDefinition() {
  return (
    <Definition>
      <p>
        <strong>Due</strong> is every started plan with at least one session performed whose report at this
        time point was due in the chosen months, counted from its last performed session, and whose time to
        answer is over: 3, 4 or 6 weeks after the due day at 3, 6 or 12 months. Nobody counts earlier because
        they answered early, or the months just past would hold only those who reply. A plan counts at its own
        clinic.
      </p>
      <p>
        <strong>The share</strong> is good or excellent, of those who answered and those who stopped early
        without a report, who count as not good. Who stopped because the pain was gone and then fell silent
        counts as no reply. <strong>No reply</strong> is silent, declined and not reached: in no share, but in
        the bounds, once all as poor and once all as good.
      </p>
      <p>
        <strong>The interval</strong> is Wilson’s, at 95 %. Below 10 plans no share is shown, below 30 nothing
        is judged. The figures are what patients report themselves, without a comparison group: they do not
        tell what the treatment did.
      </p>
    </Definition>
  );
}

export const UnitsDefinition = ({ noun }: { noun: string }) => (
  <Definition>
    <p>
      Each {noun}’s plans are counted as for the share above; “plans” are those with a known result, answered
      or stopped early. A {noun} is not better for standing further right: patients differ, and so does luck.
    </p>
  </Definition>
);

export const PointsDefinition = () => (
  <Definition>
    <p>
      At each time point, the plans whose report there was due in the same months, counted as for the share
      above; they are other patients at each. The last row follows the same patients: of those who reported
      good or excellent at 3 months and whose report at 12 months was due in these months, the share who
      answered good or excellent again. Its silent patients are in no share.
    </p>
  </Definition>
);

export const MonthsDefinition = ({ byMonth: { kind, sigmaZ, xmr } }: { byMonth: ByMonth }) => (
  <Definition title="How the limits are drawn">
    <p>
      Plans count in the month their report was due. The mean is that of all months drawn; the limits lie
      three standard deviations around it, wider where a month has fewer plans (
      {kind === "laney" ? "Laney’s p′-chart, for hundreds of plans a month" : "a p-chart"}). A month stands
      out when it lies outside a limit, when seven lie on one side or rise or fall in a row, or when two of
      three lie near a limit. Months with fewer than 10 plans have no point.
    </p>
    <p>
      Beside them, in the table: the limits of an XmR chart, which takes each month’s share as one value
      {xmr && ` (mean ${(100 * xmr.centre).toFixed(1)} %)`} and asks only how months differ from the next
      {sigmaZ !== null &&
        `; months spread ${sigmaZ.toFixed(2)} times as far as luck alone would have them (Laney’s σ_z)`}
      .
    </p>
  </Definition>
);
