import type { Day } from "~/domain/day";
import type { Region, Side } from "~/domain/vocabulary";
import type { Zone } from "~/domain/wall-clock";

/** A place that was given back and that nobody has taken. */
export interface FreePlaceRow {
  sessionId: string;
  clinic: string;
  zone: Zone;
  startsAt: Date;
  physician: string;
  room: string;
  /** Patients who were told of it and may still answer. */
  offered: number;
}

export interface WaitingRow {
  planId: string;
  patient: string;
  recordNumber: string;
  phone: string;
  region: Region;
  side: Side;
  physician: string;
  clinic: string;
  progress: string;
  next: Date | null;
  zone: Zone;
  /** Past the maximum gap with nothing booked; null where it is not. */
  overdueDays: number | null;
  /** By hand; null for who waits because the course is overdue. */
  wish: { times: string[] | null; noticeMinutes: number; notBefore: Day | null; notAfter: Day | null } | null;
  note: string;
}
