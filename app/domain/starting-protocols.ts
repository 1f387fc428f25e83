import type { Guidance, Region } from "./vocabulary";

/**
 * The figures a new practice starts from. The practice's own: 2 to 4 sessions for wrists, ankles and knees, twice as many
 * for backs and necks, two to four weeks apart. What stands here besides is assumed, and says so on screen until
 * somebody saves it.
 */
const limbs: readonly Region[] = ["wrist", "ankle", "knee"];
const spines: readonly Region[] = ["neck", "upper-back", "lower-back", "sacroiliac"];
const likeLimbs: readonly Region[] = ["elbow", "shoulder", "hip", "hand", "foot", "other"];

const limb = {
  sessionsMin: 2,
  sessionsMax: 4,
  guidance: "ultrasound" as Guidance,
  solution: "Dextrose 50 % with lidocaine 1 %",
};
const spine = {
  sessionsMin: 4,
  sessionsMax: 8,
  guidance: "fluoroscope" as Guidance,
  solution: "Dextrose 50 % with ropivacaine 0.2 %",
};
const common = {
  gapMinDays: 14,
  gapTargetDays: 21,
  gapMaxDays: 28,
  prepareMinutes: 5,
  treatMinutes: 15,
  recoverMinutes: 10,
};

export const startingProtocols = () => [
  ...limbs.map((region) => ({ region, ...limb, ...common, assumed: false })),
  ...likeLimbs.map((region) => ({ region, ...limb, ...common, assumed: true })),
  ...spines.map((region) => ({ region, ...spine, ...common, assumed: false })),
];
