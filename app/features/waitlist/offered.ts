import type { Zone } from "~/domain/wall-clock";

/** What the patient's page shows: where and when, and how it stands; no name, and nothing of the plan. */
export interface OfferedPlace {
  state: "open" | "accepted" | "declined" | "gone" | "expired";
  clinic: string;
  address: string;
  phone: string;
  zone: Zone;
  startsAt: Date;
  physician: string;
  expiresAt: Date;
  /** When the session that would move is now. */
  movesFrom: Date | null;
}
