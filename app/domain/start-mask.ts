import { eachInterval, normalise, type Interval, type Intervals } from "./interval";

/** Possible starts: every so many minutes from the start of a frame. Pure arithmetic, so a clock change is no exception. */
export interface StartGrid {
  start: number;
  stepMs: number;
  count: number;
}

/** A part of a session, from and to how long after its start. */
export interface PhaseSpan {
  fromMs: number;
  toMs: number;
}

/**
 * A set of starts, one bit each. It holds starts rather than taken slots: so a session off the grid, or two phases
 * staggered by five minutes, need no rounding.
 */
export class StartMask {
  private readonly words: Uint32Array;

  private constructor(private readonly grid: StartGrid) {
    this.words = new Uint32Array(Math.ceil(grid.count / 32));
  }

  static none(grid: StartGrid): StartMask {
    return new StartMask(grid);
  }

  static all(grid: StartGrid): StartMask {
    const mask = new StartMask(grid);
    mask.fill(0, grid.count - 1, true);
    return mask;
  }

  /** Starts from which the phase lies within one of the intervals; those that touch count as one. */
  static within(grid: StartGrid, intervals: readonly Interval[], phase: PhaseSpan): StartMask {
    const mask = new StartMask(grid);
    for (const { start, end } of normalise(intervals)) {
      const first = Math.ceil((start - phase.fromMs - grid.start) / grid.stepMs);
      const last = Math.floor((end - phase.toMs - grid.start) / grid.stepMs);
      mask.fill(first, last, true);
    }
    return mask;
  }

  /** Takes out the starts from which the phase would overlap one of the intervals. */
  without(intervals: Intervals, { fromMs, toMs }: PhaseSpan): this {
    const { stepMs } = this.grid;
    const from = this.grid.start + toMs;
    const until = this.grid.start + fromMs;
    eachInterval(intervals, (start, end) => {
      if (start >= end) return;
      this.fill(Math.floor((start - from) / stepMs) + 1, Math.ceil((end - until) / stepMs) - 1, false);
    });
    return this;
  }

  /** Asks anew of each start whose phase would overlap the interval: something ended there, or may have. */
  revise(interval: Interval, phase: PhaseSpan, isFree: (phase: Interval) => boolean): void {
    const [first, last] = this.overlapping(interval, phase);
    for (let i = Math.max(first, 0); i <= Math.min(last, this.grid.count - 1); i++) {
      const at = this.grid.start + i * this.grid.stepMs;
      this.fill(i, i, isFree({ start: at + phase.fromMs, end: at + phase.toMs }));
    }
  }

  and(other: StartMask): this {
    for (let i = 0; i < this.words.length; i++) this.words[i] = this.word(i) & other.word(i);
    return this;
  }

  or(other: StartMask): this {
    for (let i = 0; i < this.words.length; i++) this.words[i] = this.word(i) | other.word(i);
    return this;
  }

  copy(): StartMask {
    return StartMask.none(this.grid).or(this);
  }

  has(index: number): boolean {
    return (this.word(index >>> 5) & (1 << (index & 31))) !== 0;
  }

  indexes(): number[] {
    const found: number[] = [];
    for (let i = 0; i < this.words.length; i++) {
      for (let word = this.word(i); word !== 0; word &= word - 1) {
        found.push(i * 32 + 31 - Math.clz32(word & -word));
      }
    }
    return found;
  }

  /** The first start in [from, until), or -1. */
  first(from: number, until: number): number {
    const end = Math.min(until, this.grid.count);
    for (let i = Math.max(from, 0); i < end; i = ((i >>> 5) + 1) << 5) {
      const word = this.word(i >>> 5) & (~0 << (i & 31));
      if (word === 0) continue;
      const index = (i >>> 5) * 32 + 31 - Math.clz32(word & -word);
      return index < end ? index : -1;
    }
    return -1;
  }

  /** The start in [from, until) that is nearest to a moment; of two equally near the earlier. -1 where there is none. */
  nearest(from: number, until: number, moment: number): number {
    let best = -1;
    let least = Infinity;
    for (let i = this.first(from, until); i >= 0; i = this.first(i + 1, until)) {
      const away = Math.abs(this.grid.start + i * this.grid.stepMs - moment);
      if (away >= least) break;
      [best, least] = [i, away];
    }
    return best;
  }

  private overlapping({ start, end }: Interval, phase: PhaseSpan): [first: number, last: number] {
    const { start: from, stepMs } = this.grid;
    return [
      Math.floor((start - phase.toMs - from) / stepMs) + 1,
      Math.ceil((end - phase.fromMs - from) / stepMs) - 1,
    ];
  }

  private word(index: number): number {
    return this.words[index] ?? 0;
  }

  private fill(first: number, last: number, value: boolean): void {
    const from = Math.max(first, 0);
    const to = Math.min(last, this.grid.count - 1);
    if (from > to) return;
    const [head, tail] = [from >>> 5, to >>> 5];
    for (let i = head; i <= tail; i++) {
      const bits = (i === head ? ~0 << (from & 31) : ~0) & (i === tail ? ~0 >>> (31 - (to & 31)) : ~0);
      this.words[i] = value ? this.word(i) | bits : this.word(i) & ~bits;
    }
  }
}
