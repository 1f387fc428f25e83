import type { Zone } from "~/domain/wall-clock";
import { CopyField } from "~/ui/copy-field";
import { Notice } from "~/ui/notice";
import { atWords } from "./event-words";
import "./audit.css";

interface SealBandProps {
  state: {
    head: { number: number; mac: string; sealedAt: Date } | null;
    waiting: number;
    verified: { at: Date; findings: number } | null;
  };
  zone: Zone;
}

/** How far the trail is sealed, the head to note somewhere else, and what the last look found. */
export function SealBand({ state: { head, waiting, verified }, zone }: SealBandProps) {
  const isChanged = verified !== null && verified.findings > 0;
  const sealed = head ? `Sealed up to ${atWords({ at: head.sealedAt }, zone)}` : "Nothing is sealed yet";
  const wait =
    waiting === 0 ? "nothing waits" : waiting === 1 ? "1 event waits" : `${String(waiting)} events wait`;
  const looked = verified ? `Verified ${atWords(verified, zone)}` : "Not verified yet";
  return (
    <div className="audit-seal">
      {isChanged ? (
        <Notice tone="error" title="The audit trail was changed.">
          The verification of {atWords(verified, zone)} found {verified.findings}{" "}
          {verified.findings === 1 ? "place" : "places"}. Run <code>npm run audit:verify</code> to see which.
        </Notice>
      ) : (
        <p>
          {sealed}; {wait} for the next seal. {looked}
          {verified && ": nothing was changed"}.
        </p>
      )}
      {head && (
        <details>
          <summary>Head of the chain, to note outside this system</summary>
          <CopyField label={`Seal ${String(head.number)}`} value={`${String(head.number)}:${head.mac}`} />
          <p>
            Whoever cuts the end of the trail off together with its seals is found only by a head that was
            noted before: give it to <code>npm run audit:verify -- --anchor</code>.
          </p>
        </details>
      )}
    </div>
  );
}
