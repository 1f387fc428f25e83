import type { Region, Side, TimePoint } from "~/domain/vocabulary";

/**
 * What whoever opens a link learns before answering: which clinic asks, about which part of the body, and when. A
 * patient with two courses must know which is meant; nothing here says who the patient is.
 */
export interface AskedReport {
  state: "open" | "answered";
  clinic: { name: string; phone: string };
  region: Region;
  side: Side;
  timePoint: TimePoint;
  /** The patient's own, whether the form speaks it or not. */
  language: string;
  /** On the clinic's tablet. */
  isKiosk: boolean;
}
