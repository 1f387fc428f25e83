import type { Alternative } from "~/domain/refusals";
import type { Zone } from "~/domain/wall-clock";
import { Notice } from "~/ui/notice";
import { refusalSentence, type Faults, type SentRefusal } from "~/words/faults";
import { reasonWords, type SentReason } from "~/words/sessions";

/** A refused booking as it reaches the browser: every reason, and what could be had instead. */
export interface SentBookingRefusal extends SentRefusal {
  reasons?: SentReason[] | undefined;
  alternatives?: Alternative[] | undefined;
}

/** What a post about a session came to. */
export type BookingReply =
  | { ok: true }
  | { ok: false; faults: Faults }
  | { ok: false; refusal: SentBookingRefusal; values: Faults["values"] };

/** Why nothing was done, every reason in a sentence of its own. */
export function RefusalNotice({ refusal, zone }: { refusal: SentBookingRefusal; zone: Zone }) {
  const reasons = refusal.reasons ?? [];
  return (
    <Notice tone="error" title="Nothing was changed." announce>
      {refusalSentence(refusal, zone)}
      {reasons.length > 0 && (
        <ul>
          {reasons.map((reason) => {
            const words = reasonWords(reason, zone);
            return <li key={words}>{words}</li>;
          })}
        </ul>
      )}
    </Notice>
  );
}
