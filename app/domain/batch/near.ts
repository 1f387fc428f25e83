import { groupsOf } from "../composer/reach";
import type { CourseProblem } from "../composer/solve";
import { int, real } from "./typed";

/** What can be reached on each usable day: with any change, and for less from some lanes. */
export interface Near {
  /** With a change of both, from whichever lane. */
  anyCost: Float64Array;
  any: Int32Array;
  /** Those of the n-th usable day are the ones from `from[n]` to `from[n + 1]`. */
  from: Int32Array;
  lane: Int32Array;
  cost: Float64Array;
  to: Int32Array;
  used: number;
}

/** As the composer's `reachOf`, but few lanes are worth more than a change from whichever: the others are left out. */
export function reachesOf({ lanes, weights: { physicianChange, clinicChange } }: CourseProblem) {
  const { physicians, clinics, width } = groupsOf(lanes);
  const ofPhysician = new Int32Array(width);
  const ofClinic = new Int32Array(width);
  return (n: number, base: number, total: Float64Array, near: Near) => {
    let any = base;
    ofPhysician.fill(-1);
    ofClinic.fill(-1);
    for (let i = base; i < base + width; i++) {
      const cost = real(total, i);
      const [physician, clinic] = [int(physicians, i - base), int(clinics, i - base)];
      if (cost < real(total, any)) any = i;
      const known = int(ofPhysician, physician);
      if (known < 0 || cost < real(total, known)) ofPhysician[physician] = i;
      const there = int(ofClinic, clinic);
      if (there < 0 || cost < real(total, there)) ofClinic[clinic] = i;
    }
    const anywhere = real(total, any) + physicianChange + clinicChange;
    near.anyCost[n] = anywhere;
    near.any[n] = any;
    near.from[n] = near.used;
    for (let i = base; i < base + width; i++) {
      let to = i;
      let least = real(total, i);
      const same = int(ofPhysician, int(physicians, i - base));
      if (real(total, same) + clinicChange < least) {
        to = same;
        least = real(total, same) + clinicChange;
      }
      const here = int(ofClinic, int(clinics, i - base));
      if (real(total, here) + physicianChange < least) {
        to = here;
        least = real(total, here) + physicianChange;
      }
      if (least >= anywhere) continue;
      near.lane[near.used] = i - base;
      near.cost[near.used] = least;
      near.to[near.used++] = to;
    }
  };
}
