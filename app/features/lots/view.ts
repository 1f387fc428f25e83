import type { Day } from "~/domain/day";
import type { LotState } from "~/domain/lot";

interface Lot {
  id: string;
  product: string;
  lotNumber: string;
  clinicId: string;
  clinic: string;
  expiresOn: Day;
  state: LotState;
}

/** A lot as the stock knows it; of nobody in particular. */
export interface StockLot extends Lot {
  received: number;
  used: number;
  retireReason: string | null;
  version: number;
}

/** A lot as those who treat know it: in how many sessions it was used. */
export interface UsedLot extends Lot {
  sessions: number;
}

/** One session in which a lot was used. */
export interface LotUse {
  sessionId: string;
  on: Day;
  ordinal: number;
  patientId: string;
  patient: string;
  recordNumber: string;
  phone: string;
  region: string;
  side: string;
  physician: string;
  injections: number;
  ml: number;
  /** Named in what was signed first, and amended since: it was another lot. */
  amendedAway: boolean;
}

export interface LotTrace {
  lot: UsedLot & { retireReason: string | null };
  uses: LotUse[];
  /** The same product and number at the reader's other clinics. */
  elsewhere: { id: string; clinic: string }[];
}
