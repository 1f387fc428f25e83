import { spansOn, spansText, weekdays, type WeekdaySpan } from "~/domain/working-hours";
import { DefinitionList } from "~/ui/definition-list";
import { weekdayWords } from "~/words/settings";

/** A week's hours to read; days without any are left out. */
export function WeekList({ week }: { week: readonly WeekdaySpan[] }) {
  const facts = weekdays.flatMap((weekday) => {
    const text = spansText(spansOn(week, weekday));
    return text
      ? [{ label: weekdayWords[weekday] ?? "", value: <span className="numeric">{text}</span> }]
      : [];
  });
  return facts.length > 0 ? <DefinitionList facts={facts} /> : <p>No hours.</p>;
}
