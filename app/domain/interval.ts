/**
 * Half-open stretches [start, end): 09:30 follows 09:00–09:30 without touching it. In the milliseconds of instants, or
 * any other number. One whose end is not after its start is empty.
 */
export interface Interval {
  start: number;
  end: number;
}

/**
 * Many intervals in two columns, as what is taken of a clinic's half year comes: a hundred thousand objects would keep the
 * collector busy for longer than any search among them takes.
 */
export interface PackedIntervals {
  starts: Float64Array;
  ends: Float64Array;
}

export type Intervals = readonly Interval[] | PackedIntervals;

/** Each in turn, however they come; no list is made on the way. */
export function eachInterval(intervals: Intervals, visit: (start: number, end: number) => void): void {
  if ("starts" in intervals) {
    const { starts, ends } = intervals;
    for (let i = 0; i < starts.length; i++) visit(starts[i] ?? NaN, ends[i] ?? NaN);
  } else for (const { start, end } of intervals) visit(start, end);
}

export function listed(intervals: Intervals): readonly Interval[] {
  if (!("starts" in intervals)) return intervals;
  const list: Interval[] = [];
  eachInterval(intervals, (start, end) => list.push({ start, end }));
  return list;
}

/** The same between two instants. */
export interface Period {
  start: Date;
  end: Date;
}

export function toInterval(period: Period): Interval {
  return { start: period.start.getTime(), end: period.end.getTime() };
}

export function toPeriod(interval: Interval): Period {
  return { start: new Date(interval.start), end: new Date(interval.end) };
}

/** Whether any moment lies in both; an empty interval overlaps nothing. */
export function overlaps(a: Interval, b: Interval): boolean {
  return Math.max(a.start, b.start) < Math.min(a.end, b.end);
}

/** Whether `inner` lies wholly in `outer`. */
export function contains(outer: Interval, inner: Interval): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function containsMoment(interval: Interval, moment: number): boolean {
  return interval.start <= moment && moment < interval.end;
}

/** In order, without empty ones, with overlapping and touching ones joined: the one way to write a set of moments. */
export function normalise(intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  const filled = intervals.filter((interval) => interval.start < interval.end);
  for (const { start, end } of filled.sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** The moments in either. */
export function union(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  return normalise([...a, ...b]);
}

/** The moments in both. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const left = normalise(a);
  const right = normalise(b);
  const both: Interval[] = [];
  let i = 0;
  let j = 0;
  for (let x = left[i], y = right[j]; x && y; x = left[i], y = right[j]) {
    if (overlaps(x, y)) both.push({ start: Math.max(x.start, y.start), end: Math.min(x.end, y.end) });
    if (x.end < y.end) i++;
    else j++;
  }
  return both;
}

/** The moments in `a` that are not in `b`: working hours less what is taken. */
export function subtract(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  const holes = normalise(b);
  for (const { start, end } of normalise(a)) {
    let from = start;
    for (const hole of holes) {
      if (hole.end <= from) continue;
      if (hole.start >= end) break;
      if (hole.start > from) left.push({ start: from, end: hole.start });
      from = hole.end;
    }
    if (from < end) left.push({ start: from, end });
  }
  return left;
}

/** What is left of the frame: the free time between bookings. */
export function complementWithin(frame: Interval, intervals: readonly Interval[]): Interval[] {
  return subtract([frame], intervals);
}

/** How much there is, counting what overlaps once. */
export function totalLength(intervals: readonly Interval[]): number {
  return normalise(intervals).reduce((sum, { start, end }) => sum + end - start, 0);
}
