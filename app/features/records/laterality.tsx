import { sideAgrees, whyNotThere, type RecordFacts } from "~/domain/record";
import type { DraftRecord } from "~/domain/record-draft";
import { Icon } from "~/ui/icon";
import { regionWords, sideWords } from "~/words/en";

/** Where the needle belongs, as large as the page can say it; and what disagrees, in red and in words. */
export function Laterality({ draft, facts }: { draft: DraftRecord; facts: RecordFacts }) {
  const { region, side, injections } = draft;
  const wrong = whyNotThere(draft, facts).length > 0;
  const astray = injections.flatMap((injection, index) =>
    injection.side && side && region && !sideAgrees(side, region, injection.side)
      ? [{ number: index + 1, side: injection.side }]
      : [],
  );
  const isRefused = wrong || astray.length > 0;
  const isConfirmed = !isRefused && region !== null && side !== null && draft.timeOutMinute !== null;
  const tone = isRefused ? "is-wrong" : isConfirmed ? "is-confirmed" : "";
  return (
    <div className={`laterality ${tone}`} role={isRefused ? "alert" : "status"}>
      <p className="laterality-plan">
        <span className="laterality-label">The plan says</span>
        <strong>
          <span className="laterality-side">{sideWords[facts.plan.side]}</span>{" "}
          {regionWords[facts.plan.region].toLowerCase()}
        </strong>
      </p>
      {wrong && (
        <p className="laterality-wrong">
          <Icon name="error" />
          <span>
            Stop. The time-out says{" "}
            <strong>
              {side ? sideWords[side] : "no side"} {region ? regionWords[region].toLowerCase() : ""}
            </strong>
            . This does not agree with the plan, and cannot be signed.
          </span>
        </p>
      )}
      {astray.map(({ number, side: treated }) => (
        <p className="laterality-wrong" key={number}>
          <Icon name="error" />
          <span>
            Stop. Injection {number} is on the <strong>{sideWords[treated]}</strong>. This does not agree with
            the time-out, and cannot be signed.
          </span>
        </p>
      ))}
      {isConfirmed && (
        <p className="laterality-confirmed">
          <Icon name="tick" /> Confirmed at the time-out
        </p>
      )}
    </div>
  );
}
