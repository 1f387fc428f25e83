import type { Day } from "~/domain/day";
import type { CoursePlace } from "./place-view";

/** What becomes of the later sessions when one moves to another day. */
export type LaterScope = "only" | "shift" | "respace";

/** One of the later sessions that would move, before and after. */
export interface LaterMove {
  /** How the form names it. */
  value: string;
  ordinal: number;
  before: LaterPlace;
  after: LaterPlace;
}

export interface LaterPlace {
  day: Day;
  clock: string;
  physician: string;
}

export interface LaterOffer {
  scope: LaterScope;
  moves: LaterMove[];
  /** Why this cannot be had; null where it can. */
  barred: { why: "nothing-free" | "elsewhere" | "over" | "no-course"; ordinal: number; day: Day } | null;
  /** The course as it would be. */
  course: CoursePlace[];
  /** It leaves a gap outside the range that was not so before. */
  needsReason: boolean;
}

/** An offer before the course with it is drawn: on which days its sessions would stand. */
export type Offered = Omit<LaterOffer, "course" | "needsReason"> & { days: ReadonlyMap<string, Day> };

export interface LaterView {
  /** How many later sessions there are. */
  count: number;
  /** By how many days this one moves; negative is earlier. */
  days: number;
  offers: LaterOffer[];
  /** The one to choose where nobody says otherwise: it keeps the gaps with the fewest changes. */
  best: LaterScope;
}
