import "./beads.css";

export type BeadLook =
  "performed" | "now" | "booked" | "displaced" | "no-show" | "due" | "overdue" | "not-booked";

const PITCH = 15;
const RADIUS = 4.25;
const HEIGHT = 14;
const MIDDLE = HEIGHT / 2;
/** Air between a bead's edge and the thread. */
const AIR = 1.25;

/** A course as a thread of beads, small enough for a row. `label` says the same to those who hear it. */
export function Beads({ beads, label }: { beads: readonly BeadLook[]; label: string }) {
  const width = (Math.max(1, beads.length) - 1) * PITCH + 2 * (RADIUS + AIR);
  const at = (index: number) => RADIUS + AIR + index * PITCH;
  return (
    <svg
      className="beads"
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      {beads.slice(1).map((look, index) => (
        <path
          key={index}
          className={`thread-to-${threadTo(look)}`}
          d={`M${at(index) + RADIUS + AIR} ${MIDDLE}H${at(index + 1) - RADIUS - AIR}`}
        />
      ))}
      {beads.map((look, index) => (
        <Bead key={index} look={look} x={at(index)} />
      ))}
    </svg>
  );
}

function threadTo(look: BeadLook): "taken" | "overdue" | "open" {
  if (look === "overdue") return "overdue";
  return look === "due" || look === "not-booked" || look === "no-show" ? "open" : "taken";
}

function Bead({ look, x }: { look: BeadLook; x: number }) {
  switch (look) {
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
      return <circle className={`bead-${look}`} cx={x} cy={MIDDLE} r={RADIUS - 0.75} />;
  }
}

const diamond = (x: number, r: number) =>
  `M${x} ${MIDDLE - r}L${x + r} ${MIDDLE}L${x} ${MIDDLE + r}L${x - r} ${MIDDLE}Z`;
const cross = (x: number, r: number) =>
  `M${x - r} ${MIDDLE - r}L${x + r} ${MIDDLE + r}M${x + r} ${MIDDLE - r}L${x - r} ${MIDDLE + r}`;
