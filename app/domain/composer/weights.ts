/**
 * What a composed course costs for what is less than ideal. They are policy, not arithmetic: the practice may weigh
 * otherwise, and a proposal says what it paid for. The unit is one day off the target gap.
 */
export interface Weights {
  /** Each day by which a course begins later than it could. */
  startDay: number;
  /** Each day by which a gap differs from the target. */
  gapDay: number;
  /** A session with somebody other than the preferred physician. */
  otherPhysician: number;
  /** Another physician than at the session before. */
  physicianChange: number;
  /** Another clinic than at the session before. */
  clinicChange: number;
  /** The shielded room, taken by a session that needs no lead. */
  shieldedRoom: number;
  /** A half-day of a fluoroscope opened for one session, where others could have been joined. */
  fluoroscopeOpened: number;
  /** A physician's day as full as it can be, against an empty one: spreads the load. */
  fullDay: number;
  /** A session moved from what the patient was told. */
  moved: number;
}

/** What a practice may set each to: 0 is "no matter". */
export const WEIGHT_MOST = 100;

export const weightNames = [
  "startDay",
  "gapDay",
  "otherPhysician",
  "physicianChange",
  "clinicChange",
  "shieldedRoom",
  "fluoroscopeOpened",
  "fullDay",
  "moved",
] as const satisfies readonly (keyof Weights)[];

export const defaultWeights: Weights = {
  startDay: 1,
  gapDay: 1,
  otherPhysician: 10,
  physicianChange: 8,
  clinicChange: 12,
  shieldedRoom: 2,
  fluoroscopeOpened: 3,
  fullDay: 1,
  moved: 15,
};
