import { Icon } from "~/ui/icon";
import { GapGauge } from "./gap-gauge";
import { gapSaid } from "./gap-words";
import type { PlanRow } from "./row";
import "./gap-cell.css";

/** A plan's gap: drawn, in days, and in words with an icon, since colour alone says nothing. */
export function GapCell({ row, days = true }: { row: PlanRow; days?: boolean }) {
  const said = gapSaid(row);
  if (!said) return <span className="gap-none">–</span>;
  return (
    <span className="gap-cell">
      {row.gap.days !== null && <GapGauge gap={row.gap} range={row.range} />}
      {days && row.gap.days !== null && <strong className="gap-days numeric">{row.gap.days} d</strong>}
      <span className={`gap-words gap-${said.tone}`}>
        <Icon name={said.icon} />
        {said.words}
      </span>
    </span>
  );
}
