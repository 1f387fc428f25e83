import type { Lane, CourseProblem } from "./solve";

/** Lanes by physician and by clinic, as numbers. */
interface Groups {
  physicians: Int32Array;
  clinics: Int32Array;
  width: number;
}

export function groupsOf(lanes: readonly Lane[]): Groups {
  const number = (ids: readonly string[]) => {
    const known = [...new Set(ids)];
    return Int32Array.from(ids, (id) => known.indexOf(id));
  };
  return {
    physicians: number(lanes.map(({ physicianId }) => physicianId)),
    clinics: number(lanes.map(({ clinicId }) => clinicId)),
    width: lanes.length,
  };
}

/** The cheapest session of each day for whoever comes from a lane, with what the change costs; and which it is. */
interface Reach {
  cost: Float64Array;
  index: Int32Array;
}

export const emptyReach = (size: number): Reach => ({
  cost: new Float64Array(size),
  index: new Int32Array(size),
});

/** Writes it into `reach`: a course asks once for each session, and buffers are dear to make. */
export function reachOf(
  total: Float64Array,
  dayCount: number,
  { physicians, clinics, width }: Groups,
  { physicianChange, clinicChange }: CourseProblem["weights"],
  { cost, index }: Reach,
): void {
  const ofPhysician = new Int32Array(width);
  const ofClinic = new Int32Array(width);
  for (let day = 0; day < dayCount; day++) {
    const base = day * width;
    let any = base;
    ofPhysician.fill(-1);
    ofClinic.fill(-1);
    for (let i = base; i < base + width; i++) {
      if (get(total, i) < get(total, any)) any = i;
      keepLeast(ofPhysician, get(physicians, i - base), i, total);
      keepLeast(ofClinic, get(clinics, i - base), i, total);
    }
    for (let i = base; i < base + width; i++) {
      let to = i;
      let least = get(total, i);
      const samePhysician = get(ofPhysician, get(physicians, i - base));
      if (get(total, samePhysician) + clinicChange < least) {
        to = samePhysician;
        least = get(total, to) + clinicChange;
      }
      const sameClinic = get(ofClinic, get(clinics, i - base));
      if (get(total, sameClinic) + physicianChange < least) {
        to = sameClinic;
        least = get(total, to) + physicianChange;
      }
      if (get(total, any) + physicianChange + clinicChange < least) {
        to = any;
        least = get(total, to) + physicianChange + clinicChange;
      }
      cost[i] = least;
      index[i] = to;
    }
  }
}

function keepLeast(best: Int32Array, group: number, index: number, total: Float64Array) {
  const known = get(best, group);
  if (known < 0 || get(total, index) < get(total, known)) best[group] = index;
}

/** Within bounds by construction; what the type cannot know costs nothing once compiled. */
export const get = (values: Float64Array | Int32Array, index: number): number => values[index] ?? NaN;
