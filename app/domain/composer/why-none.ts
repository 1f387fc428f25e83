import { compose, type Clinic, type CourseFacts, type Proposal, type Wishes } from "./compose";
import type { Weights } from "./weights";

export const relaxable = [
  "times",
  "physicianId",
  "clinicId",
  "roomId",
  "deviceId",
  "notBefore",
  "notAfter",
  "gap",
] as const satisfies readonly (keyof Wishes | "gap")[];
export type Relaxable = (typeof relaxable)[number];

export interface WhyNone {
  /** Wishes that stand in the way by themselves, and the course that each, given up, would allow. */
  relaxed: { wish: Relaxable; gives: Proposal }[];
  /** How many sessions can be had under every wish, and where: fewer than are planned, possibly none. */
  fits: Proposal | null;
}

/** Gaps may be longer than the plan has them, but not without end. */
const mostGapDays = 84;

/** Which of the wishes is to blame that no course of so many sessions exists, and what giving up each would give. */
export function whyNone(
  facts: CourseFacts,
  clinics: readonly Clinic[],
  wishes: Wishes,
  weights: Weights,
): WhyNone {
  const bestOf = (known: Partial<CourseFacts>, given: Partial<Wishes>) =>
    compose({ ...facts, ...known }, clinics, { ...wishes, ...given }, weights, 1)[0];
  const relaxed = relaxable.flatMap((wish) => {
    const gives =
      wish === "gap"
        ? bestOf({ range: { ...facts.range, max: Math.max(mostGapDays, facts.range.max) } }, {})
        : wishes[wish] === null
          ? undefined
          : bestOf({}, { [wish]: null });
    return gives ? [{ wish, gives }] : [];
  });
  for (let count = facts.count - 1; count > 0; count--) {
    const fits = bestOf({ count }, {});
    if (fits) return { relaxed, fits };
  }
  return { relaxed, fits: null };
}
