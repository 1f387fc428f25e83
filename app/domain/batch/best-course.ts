import { firstsOf } from "../composer/firsts";
import { get, groupsOf } from "../composer/reach";
import { changeCost, gapCost, solve, type CourseProblem, type Node, type Solution } from "../composer/solve";

/**
 * The cheapest course of a problem whose costs change: what `solve` finds, several times faster, since nobody asks for
 * alternatives and everything but the costs is known beforehand. Where sessions stand ahead, which few plans have, `solve`
 * itself does it.
 */
export function bestCourseOf(problem: CourseProblem): () => Solution | null {
  const { count, standing } = problem;
  return count > 0 && standing.length === 0 ? fast(problem) : () => bySolving(problem);
}

function bySolving(problem: CourseProblem): Solution | null {
  if (problem.count === 0) return null;
  const solved = solve(problem);
  const [first] = firstsOf(solved, problem.dayCount, problem.lanes.length);
  return first ? solved.from(first.day, first.lane) : null;
}

function fast(problem: CourseProblem): () => Solution | null {
  const { dayCount, lanes, count, range, costs } = problem;
  const width = lanes.length;
  const gaps = Float64Array.from({ length: range.max + 1 }, (_, days) => gapCost(days, problem));
  const beginnings = beginningsOf(problem);
  const reachOf = reachesOf(problem);

  return () => {
    const { total, reach, via, steps, days } = scratchOf(count, costs.length);
    let usable = 0;
    for (let day = 0; day < dayCount; day++) {
      let i = day * width;
      while (i < (day + 1) * width && get(costs, i) === Infinity) i++;
      if (i < (day + 1) * width) days[usable++] = day;
    }
    total.set(costs);
    for (let layer = count - 1; layer >= 1; layer--) {
      const [step, index] = [steps[layer] ?? none, via[layer] ?? none];
      for (let n = 0; n < usable; n++) reachOf(get(days, n) * width, total, reach, index);
      let soonest = usable;
      for (let n = usable - 1; n >= 0; n--) {
        const day = get(days, n);
        const here = day * width;
        while (soonest > 0 && get(days, soonest - 1) >= day + range.min) soonest--;
        total.fill(Infinity, here, here + width);
        for (let m = soonest; m < usable && get(days, m) <= day + range.max; m++) {
          const gap = get(gaps, get(days, m) - day);
          const there = get(days, m) * width;
          for (let lane = 0; lane < width; lane++) {
            const sum = get(reach, there + lane) + gap;
            if (sum >= get(total, here + lane)) continue;
            total[here + lane] = sum;
            step[here + lane] = there + lane;
          }
        }
        for (let i = here; i < here + width; i++) total[i] = get(total, i) + get(costs, i);
      }
    }
    let least = Infinity;
    let first = -1;
    for (let n = 0; n < usable; n++) {
      for (let i = get(days, n) * width, end = i + width; i < end; i++) {
        const sum = get(total, i) + get(beginnings, i);
        if (sum >= least) continue;
        least = sum;
        first = i;
      }
    }
    if (first < 0) return null;
    const nodes: Node[] = [];
    for (let i = first, layer = 1; layer <= count; layer++) {
      nodes.push({ day: Math.floor(i / width), lane: i % width, isNew: true });
      if (layer < count) i = get(via[layer] ?? none, get(steps[layer] ?? none, i));
    }
    return { cost: least, nodes };
  };
}

/** What it costs that a course begins with a session: its waiting or its first gap, and the change to it. */
function beginningsOf(problem: CourseProblem): Float64Array {
  const { dayCount, lanes, previous, range, lateDays, weights } = problem;
  const before = previous && lanes[previous.lane];
  return Float64Array.from({ length: dayCount * lanes.length }, (_, i) => {
    const day = Math.floor(i / lanes.length);
    const lane = lanes[i % lanes.length];
    if (!previous) return day * weights.startDay;
    const days = day - previous.day;
    if (days < range.min || days > range.max + lateDays || !before || !lane) return Infinity;
    return gapCost(days, problem) + changeCost(before, lane, weights);
  });
}

/** As the composer's `reachOf`, for one day and without arrays of its own. */
function reachesOf({ lanes, weights: { physicianChange, clinicChange } }: CourseProblem) {
  const { physicians, clinics, width } = groupsOf(lanes);
  const ofPhysician = new Int32Array(width);
  const ofClinic = new Int32Array(width);
  return (base: number, total: Float64Array, reach: Float64Array, index: Int32Array) => {
    let any = base;
    ofPhysician.fill(-1);
    ofClinic.fill(-1);
    for (let i = base; i < base + width; i++) {
      const cost = get(total, i);
      const [physician, clinic] = [get(physicians, i - base), get(clinics, i - base)];
      if (cost < get(total, any)) any = i;
      const known = get(ofPhysician, physician);
      if (known < 0 || cost < get(total, known)) ofPhysician[physician] = i;
      const there = get(ofClinic, clinic);
      if (there < 0 || cost < get(total, there)) ofClinic[clinic] = i;
    }
    const anywhere = get(total, any) + physicianChange + clinicChange;
    for (let i = base; i < base + width; i++) {
      let to = i;
      let least = get(total, i);
      const same = get(ofPhysician, get(physicians, i - base));
      if (get(total, same) + clinicChange < least) {
        to = same;
        least = get(total, same) + clinicChange;
      }
      const near = get(ofClinic, get(clinics, i - base));
      if (get(total, near) + physicianChange < least) {
        to = near;
        least = get(total, near) + physicianChange;
      }
      if (anywhere < least) {
        to = any;
        least = anywhere;
      }
      reach[i] = least;
      index[i] = to;
    }
  };
}

const none = new Int32Array(0);

/** One course is searched at a time, thousands a second: they share their arrays. */
const scratch = {
  total: new Float64Array(0),
  reach: new Float64Array(0),
  via: [] as Int32Array[],
  steps: [] as Int32Array[],
  days: none,
};

function scratchOf(layers: number, size: number) {
  if (scratch.total.length < size || scratch.via.length < layers) {
    const most = Math.max(size, scratch.total.length);
    const arrays = () => Array.from({ length: layers }, () => new Int32Array(most));
    Object.assign(scratch, {
      total: new Float64Array(most),
      reach: new Float64Array(most),
      via: arrays(),
      steps: arrays(),
      days: new Int32Array(most),
    });
  }
  return scratch;
}
