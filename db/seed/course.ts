import type { Guidance, Rating, Region, SessionStatus, Side, StopReason } from "~/domain/vocabulary";
import { regionsBy, sidesOf, spineRegions } from "./clinical";
import type { ClinicKey } from "./places";
import type { Random } from "./random";
import type { HalfDay } from "./rhythm";
import type { SeedPatient } from "./patients";
import type { PhysicianKey } from "./team";

/** A course while the two years are played through. Days count from today: -1 is yesterday. */
export interface PlayedCourse {
  key: string;
  patient: SeedPatient;
  physician: PhysicianKey;
  clinic: ClinicKey;
  region: Region;
  side: Side;
  guidance: Guidance;
  planned: number;
  baselinePain: number;
  /** How it truly goes, whether anyone will hear of it or not. */
  truth: Rating;
  startedOn: number;
  /** All of it at once, rather than from session to session. */
  bookedWhole: boolean;
  sessions: PlayedSession[];
  done: number;
  lastOn: number | null;
  /** The day on which the next session would suit best. */
  wishOn: number;
  /** For the next one any physician will do, or the physician's other clinic. */
  takesAnyone: boolean;
  mayBeEarly: boolean;
  /** Why the next gap may be out of range. */
  gapReason: string | null;
  /** Nobody gave a reason for it: the desk should look. */
  leavesGapUnsaid: boolean;
  /** What becomes of the next bookings, where the story says so. */
  fates: Fate[];
  holds: { from: number; to: number; reason: string }[];
  ending: { on: number; status: "completed" | "stopped"; reason: StopReason | null } | null;
  /** Nobody books its next session. */
  isAdrift: boolean;
  /** Thought of by a physician, not begun. */
  isDraft: boolean;
}

export type Fate =
  "stands" | Extract<SessionStatus, "no-show" | "cancelled-by-patient" | "cancelled-by-clinic">;

export interface PlayedSession {
  key: string;
  course: PlayedCourse;
  ordinal: number;
  halfDay: HalfDay;
  room: number;
  startsMinute: number;
  fate: Fate;
  gapReason: string | null;
  bookedOn: number;
  /** Booked for another day first. */
  movedFromOn: number | null;
}

const truths: Record<"limb" | "spine", [Rating, number][]> = {
  limb: [
    ["excellent", 47],
    ["good", 38],
    ["fair", 10],
    ["poor", 5],
  ],
  spine: [
    ["excellent", 36],
    ["good", 40],
    ["fair", 14],
    ["poor", 10],
  ],
};

export function newCourse(
  random: Random,
  number: number,
  patient: SeedPatient,
  halfDay: Pick<HalfDay, "physician" | "clinic" | "guidance" | "on">,
): PlayedCourse {
  const region = random.weighted(regionsBy[halfDay.guidance]);
  const isSpine = spineRegions.includes(region);
  return {
    key: `course ${number}`,
    patient,
    physician: halfDay.physician,
    clinic: halfDay.clinic,
    guidance: halfDay.guidance,
    region,
    side: random.weighted(sidesOf(region)),
    planned: isSpine
      ? random.weighted([
          [4, 24],
          [5, 28],
          [6, 28],
          [7, 12],
          [8, 8],
        ])
      : random.weighted([
          [2, 16],
          [3, 46],
          [4, 38],
        ]),
    baselinePain: random.near(6.8, 1.3, 3, 10),
    truth: random.weighted(truths[isSpine ? "spine" : "limb"]),
    // Someone whose first session lies ahead has a plan since some day before today.
    startedOn: Math.min(halfDay.on - random.int(3, 13), -random.int(1, 4)),
    bookedWhole: random.chance(0.55),
    sessions: [],
    done: 0,
    lastOn: null,
    wishOn: halfDay.on,
    takesAnyone: false,
    mayBeEarly: false,
    gapReason: null,
    leavesGapUnsaid: false,
    fates: [],
    holds: [],
    ending: null,
    isAdrift: false,
    isDraft: false,
  };
}
