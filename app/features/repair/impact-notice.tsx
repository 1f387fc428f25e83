import { Notice } from "~/ui/notice";
import { impactWords } from "~/words/repair";
import type { RepairImpact } from "./view";

/** What it would do to courses, and what could be made of it. */
export function ImpactNotice({ impact }: { impact: RepairImpact }) {
  const { repair } = impact;
  const lines = impactWords(impact);
  if (lines.length === 0) return null;
  return (
    <Notice
      tone={repair && repair.lost === 0 && repair.late === 0 && impact.byHand === 0 ? "info" : "warn"}
      title="What it does to courses"
    >
      <ul className="impact">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  );
}
