import type { LotState } from "~/domain/lot";
import { dayWithYear } from "~/domain/words-of-time";

export const lotStateWords: Record<LotState, string> = {
  "in-use": "In use",
  expiring: "Ends soon",
  expired: "Expired",
  retired: "Out of use",
};

/** "Ends soon, Tue 24 Nov 2026" */
export const expiryWords = ({ state, expiresOn }: { state: LotState; expiresOn: string }) =>
  state === "in-use" ? dayWithYear(expiresOn) : `${lotStateWords[state]}, ${dayWithYear(expiresOn)}`;

/** What a press on the stock's page did. */
export const stockSaid: Record<string, string> = {
  receive: "The lot is in stock.",
  correct: "The lot is corrected.",
  add: "The vials are added.",
  count: "The count is saved.",
  retire: "The lot is out of use. Records that name it stay.",
  "use-again": "The lot is in use again.",
};
