import type { Day } from "~/domain/day";
import type { CourseBead } from "./plan";

/** Where everything of a course's strip stands in time: positions in percent of its width, so that it fits any. */
export interface CourseLayout {
  /** The strip's least width, below which beads would touch. */
  minWidthPx: number;
  months: { x: number; label: string }[];
  beads: PlacedBead[];
  threads: { from: number; to: number; kind: "performed" | "booked" | "open" }[];
  pills: { x: number; words: string; state: "in-range" | "early" | "late" }[];
  window: { from: number; to: number; words: [string, string]; outside: "right" | "left" } | null;
  today: { x: number; label: string } | null;
  marks: ReportMark[];
  pain: PainPoint[];
}

export interface PlacedBead {
  x: number;
  day: Day;
  kind: CourseBead["kind"];
  ordinal: number;
  label: string;
  /** 1 where the label would run into its neighbour's. */
  labelRow: 0 | 1;
}

export interface ReportMark {
  x: number;
  /** Empty where its neighbour leaves no room. */
  words: string;
  title: string;
  tone: "excellent" | "good" | "fair" | "poor" | "hollow" | "silent";
}

export interface PainPoint {
  x: number;
  value: number;
  /** A dot is solid before a session, hollow at the 72-hour contact. */
  hollow: boolean;
  isLabelled: boolean;
}

/** What a page is usually wide; only decides which words have room. */
export const USUAL_WIDTH_PX = 1140;

export const px = (percent: number) => (percent / 100) * USUAL_WIDTH_PX;

export const round = (percent: number) => Math.round(percent * 100) / 100;
