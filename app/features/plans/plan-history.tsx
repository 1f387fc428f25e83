import { dayWithYear } from "~/domain/words-of-time";
import { Section } from "~/ui/page";
import { planStatusWords, stopReasonWords } from "~/words/en";
import type { PlanHistory as History, PlanView } from "./plan";

/** Who changed the plan's state, when and why, the latest first. */
export function PlanHistory({ plan }: { plan: PlanView }) {
  return (
    <Section title="History" id="history">
      {plan.moves.length === 0 ? (
        <p className="cell-quiet">
          {plan.startedOn ? `Active since ${dayWithYear(plan.startedOn)}.` : "Not started yet."}
        </p>
      ) : (
        <ol className="plan-history">
          {plan.moves.map((move) => (
            <li key={move.id}>
              <strong>{planStatusWords[move.to]}</strong>, {dayWithYear(move.on)}, {move.clock}, by {move.by}
              {move.reason && <span className="plan-table-note">{reasonWords(move)}</span>}
              {move.released > 0 && (
                <span className="plan-table-note">
                  {move.released} {move.released === 1 ? "session" : "sessions"} released
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

/** A stop's reason is a word of the list, alone or before a note. */
function reasonWords({ to, reason }: History): string {
  if (to !== "stopped") return reason;
  const [code = "", ...note] = reason.split(": ");
  const word = Object.entries(stopReasonWords).find(([known]) => known === code)?.[1] ?? code;
  return [word, ...note].join(": ");
}
