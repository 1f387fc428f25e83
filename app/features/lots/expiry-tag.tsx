import type { LotState } from "~/domain/lot";
import { dayWithYear } from "~/domain/words-of-time";
import { Tag } from "~/ui/tag";
import { expiryWords } from "~/words/lots";

/** Until when a lot may be used; marked where that is soon or over. */
export function ExpiryTag({ lot }: { lot: { state: LotState; expiresOn: string } }) {
  if (lot.state === "in-use") return <>{dayWithYear(lot.expiresOn)}</>;
  if (lot.state === "retired") return <Tag icon="closure">{expiryWords(lot)}</Tag>;
  return lot.state === "expired" ? (
    <Tag tone="danger" icon="error">
      {expiryWords(lot)}
    </Tag>
  ) : (
    <Tag tone="warn" icon="clock">
      {expiryWords(lot)}
    </Tag>
  );
}
