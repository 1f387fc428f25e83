import type { SentBookingRefusal } from "~/features/sessions/refusal-notice";
import { whenWords } from "~/domain/words-of-time";
import { refusalSentence } from "~/words/faults";
import { reasonWords } from "~/words/sessions";

/** Why a drop moved nothing: what stood in its way, or who changed what meanwhile. Its words come when they are needed. */
export function MoveRefused({
  refusal,
  zone,
  what = "Not moved.",
}: {
  refusal: SentBookingRefusal | undefined;
  zone: string;
  what?: string;
}) {
  return (
    <>
      {what} {refusal && whyWords(refusal, zone)}
    </>
  );
}

function whyWords(refusal: SentBookingRefusal, zone: string): string {
  const [reason] = refusal.reasons ?? [];
  if (reason) return reasonWords(reason, zone);
  const { changed } = refusal;
  return changed
    ? `${changed.by} changed this session meanwhile (${whenWords(changed.at, zone)}).`
    : refusalSentence(refusal, zone);
}
