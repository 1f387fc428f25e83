import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { regionSide } from "~/words/en";
import { nextWords } from "~/words/plans";
import { GapCell } from "./gap-cell";
import { ProgressStrip } from "./progress-strip";
import type { PlanRow } from "./row";
import "./plan-card.css";

/** A plan where there is no room for a row: on a phone. */
export function PlanCard({ row }: { row: PlanRow }) {
  return (
    <div className="plan-card">
      <div className="plan-card-facts">
        <p>
          <a className="row-link plan-card-name" href={paths.plan(row.id)}>
            {row.patient} <span className="cell-number numeric">{row.recordNumber}</span>
          </a>
        </p>
        <p className="plan-card-quiet">
          {regionSide(row.region, row.side)}, {row.physician}
        </p>
        <ProgressStrip beads={row.beads} counts={row.counts} />
        {row.next && <p className="plan-card-quiet">{nextWords(row.next, row.today)}</p>}
        <GapCell row={row} days={false} />
      </div>
      {row.mayBook && row.status === "active" && <NextStep row={row} />}
    </div>
  );
}

function NextStep({ row }: { row: PlanRow }) {
  if (row.next?.status === "booked") {
    return <LinkButton href={paths.sessionMove(row.next.id)}>Move</LinkButton>;
  }
  if (row.next) return <LinkButton href={paths.session(row.next.id)}>Open</LinkButton>;
  return row.gap.state === "nothing-booked" ? (
    <LinkButton href={paths.planCourse(row.id)}>Book</LinkButton>
  ) : null;
}
