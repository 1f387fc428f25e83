import { addDays, type Day } from "./day";

export type LotState = "in-use" | "expiring" | "expired" | "retired";

/** From so many days before its end on somebody should order another. */
const EXPIRING_DAYS = 30;

/** How a lot stands on a day of its clinic's. */
export function lotState(lot: { expiresOn: Day; isRetired: boolean }, today: Day): LotState {
  if (lot.isRetired) return "retired";
  if (lot.expiresOn < today) return "expired";
  return lot.expiresOn <= addDays(today, EXPIRING_DAYS) ? "expiring" : "in-use";
}
