import type { BeadKind } from "~/domain/course";
import { stripWords } from "~/words/plans";
import "./progress-strip.css";

const PITCH = 15;
const RADIUS = 4.25;
const HEIGHT = 14;
const MIDDLE = HEIGHT / 2;
/** Air between a bead's edge and the thread. */
const AIR = 1.25;

interface ProgressStripProps {
  beads: readonly BeadKind[];
  counts: { performed: number; planned: number };
}

/** A course as a thread of beads, small enough for a row; the words beside it say the same. */
export function ProgressStrip({ beads, counts }: ProgressStripProps) {
  const width = (Math.max(1, beads.length) - 1) * PITCH + 2 * (RADIUS + AIR);
  const at = (index: number) => RADIUS + AIR + index * PITCH;
  return (
    <span className="strip">
      <svg
        className="strip-beads"
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={stripWords(counts, beads)}
      >
        {beads.slice(1).map((kind, index) => (
          <path
            key={index}
            className={`strip-thread-${threadTo(kind)}`}
            d={`M${at(index) + RADIUS + AIR} ${MIDDLE}H${at(index + 1) - RADIUS - AIR}`}
          />
        ))}
        {beads.map((kind, index) => (
          <Bead key={index} kind={kind} x={at(index)} />
        ))}
      </svg>
      <span className="strip-count numeric" aria-hidden="true">
        {counts.performed} of {counts.planned}
      </span>
    </span>
  );
}

function threadTo(kind: BeadKind): "taken" | "overdue" | "open" {
  if (kind === "overdue") return "overdue";
  return kind === "due" || kind === "not-booked" || kind === "no-show" ? "open" : "taken";
}

function Bead({ kind, x }: { kind: BeadKind; x: number }) {
  switch (kind) {
    case "overdue":
      return <path className="bead-overdue" d={diamond(x, RADIUS + 0.9)} />;
    case "no-show":
      return <path className="bead-no-show" d={cross(x, RADIUS - 1)} />;
    case "not-booked":
      return <circle className="bead-not-booked" cx={x} cy={MIDDLE} r={1.5} />;
    case "now":
      return (
        <>
          <circle className="bead-booked" cx={x} cy={MIDDLE} r={RADIUS - 0.75} />
          <circle className="bead-core" cx={x} cy={MIDDLE} r={1.5} />
        </>
      );
    case "displaced":
      return (
        <>
          <circle className="bead-displaced" cx={x} cy={MIDDLE} r={RADIUS - 0.75} />
          <path
            className="bead-displaced"
            d={`M${x - RADIUS} ${MIDDLE + RADIUS}L${x + RADIUS} ${MIDDLE - RADIUS}`}
          />
        </>
      );
    case "performed":
      return <circle className="bead-performed" cx={x} cy={MIDDLE} r={RADIUS} />;
    case "booked":
    case "due":
      return <circle className={`bead-${kind}`} cx={x} cy={MIDDLE} r={RADIUS - 0.75} />;
  }
}

const diamond = (x: number, r: number) =>
  `M${x} ${MIDDLE - r}L${x + r} ${MIDDLE}L${x} ${MIDDLE + r}L${x - r} ${MIDDLE}Z`;
const cross = (x: number, r: number) =>
  `M${x - r} ${MIDDLE - r}L${x + r} ${MIDDLE + r}M${x + r} ${MIDDLE - r}L${x - r} ${MIDDLE + r}`;
