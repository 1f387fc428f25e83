import type { ReactNode } from "react";
import "./definition-list.css";

interface Fact {
  label: string;
  value: ReactNode;
}

interface DefinitionListProps {
  facts: readonly Fact[];
  /** beside: label and value in two columns; across: a strip, label above value. */
  layout?: "beside" | "across" | undefined;
}

export function DefinitionList({ facts, layout = "beside" }: DefinitionListProps) {
  return (
    <dl className={`facts facts-${layout}`}>
      {facts.map(({ label, value }) => (
        <div className="fact" key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
