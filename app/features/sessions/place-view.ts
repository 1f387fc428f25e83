import type { Day } from "~/domain/day";
import type { GapRange, LegalWindow } from "~/domain/gap";
import type { Wish } from "~/domain/openings";
import type { SessionStatus } from "~/domain/vocabulary";
import type { Zone } from "~/domain/wall-clock";

interface Named {
  id: string;
  name: string;
}

/** What a form shows to choose a session's day, time and place from. */
export interface PlaceView {
  clinic: Named & { zone: Zone; zoneLabel: string };
  clinics: Named[];
  physicians: Named[];
  /** Those that suit the plan's guidance. */
  rooms: Named[];
  devices: Named[];
  wish: Wish;
  window: LegalWindow;
  range: GapRange;
  days: FreeDay[];
  day: Day;
  today: Day;
  starts: FreeStart[];
  course: CoursePlace[];
  /** The day lies outside the gaps, so that a reason is asked for. */
  needsReason: boolean;
}

export interface FreeDay {
  day: Day;
  free: number;
  /** Keeps the gaps. */
  legal: boolean;
}

export interface FreeStart {
  /** What the form sends: "09:30", and which of the two where the clocks go back. */
  value: string;
  clock: string;
  /** Named only where the clock time comes twice. */
  zoneLabel: string | null;
  physician: string;
  room: string;
  device: string;
}

/** One session of the course as it would be, in order of time. */
export interface CoursePlace {
  id: string | null;
  ordinal: number;
  day: Day;
  status: SessionStatus;
  isThis: boolean;
  /** To the one before it; null for the first. */
  gap: { days: number; state: "in-range" | "early" | "late"; byDays: number; was: number | null } | null;
}
