import type { BeadKind } from "~/domain/course";
import { Beads } from "~/ui/beads";
import { stripWords } from "~/words/plans";
import "./progress-strip.css";

interface ProgressStripProps {
  beads: readonly BeadKind[];
  counts: { performed: number; planned: number };
}

/** A course as a thread of beads with its words beside it. */
export function ProgressStrip({ beads, counts }: ProgressStripProps) {
  return (
    <span className="strip">
      <Beads beads={beads} label={stripWords(counts, beads)} />
      <span className="strip-count numeric" aria-hidden="true">
        {counts.performed} of {counts.planned}
      </span>
    </span>
  );
}
