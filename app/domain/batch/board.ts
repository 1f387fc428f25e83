import { int, real } from "./typed";
import type { Practice } from "./practice";
import { eachUnit, type Prices, type Seat } from "./prices";

/** A plan's course: without the prices that led to it. */
export interface Placed {
  cost: number;
  seats: readonly Seat[];
}

/** Which plans have which course, and so what is taken: no unit is ever held by two. */
export class Board {
  readonly penalty: number;
  readonly prices: Prices;
  /** As the prices, with what is taken to be had for a surcharge: for courses that push others aside. */
  readonly pushing: Prices;
  private surcharge = 0;
  /** What a unit costs while it is free. */
  private readonly free: Float64Array;
  private readonly placed: (Placed | null)[];
  /** Of which course each unit is; -1 where it is free. */
  private readonly holders: Int32Array;

  constructor(private readonly practice: Practice) {
    this.penalty = practice.penalty;
    this.prices = practice.prices();
    this.pushing = practice.prices();
    this.free = this.prices.values.slice();
    this.placed = practice.courses.map(() => null);
    this.holders = new Int32Array(this.free.length).fill(-1);
  }

  of(index: number): Placed | null {
    return this.placed[index] ?? null;
  }

  costOf(index: number): number {
    return this.placed[index]?.cost ?? this.practice.penalty;
  }

  cost(): number {
    return this.placed.reduce((sum, one) => sum + (one?.cost ?? this.practice.penalty), 0);
  }

  /** From now on a free unit costs this share of those prices. */
  setPrices(prices: Float64Array, share: number, surcharge: number): void {
    this.surcharge = surcharge;
    const { values } = this.prices;
    for (let unit = 0; unit < values.length; unit++) {
      this.free[unit] = real(prices, unit) * share;
      const isFree = int(this.holders, unit) < 0;
      if (isFree) values[unit] = real(this.free, unit);
      this.pushing.values[unit] = real(this.free, unit) + (isFree ? 0 : surcharge);
    }
    this.prices.changeAll();
    this.pushing.changeAll();
  }

  /** The cheapest course beside the others', with the prices; null where none is. */
  find(index: number): Placed | null {
    const found = this.practice.courses[index]?.best(this.prices, this.barred(index));
    return found ? { cost: found.cost - found.price, seats: found.seats } : null;
  }

  /** The course that it would best have if others could be pushed aside. */
  wish(index: number): Placed | null {
    const found = this.practice.courses[index]?.best(this.pushing, this.barred(index));
    return found ? { ...found, cost: found.cost } : null;
  }

  put(index: number, course: Placed | null): void {
    this.placed[index] = course;
    for (const seat of course?.seats ?? []) {
      eachUnit(seat, (unit) => {
        if (int(this.holders, unit) >= 0) throw new Error("a unit is taken twice");
        this.holders[unit] = index;
        this.prices.values[unit] = Infinity;
        this.pushing.values[unit] = real(this.free, unit) + this.surcharge;
      });
      this.prices.changeAt(seat);
      this.pushing.changeAt(seat);
    }
  }

  lift(index: number): Placed | null {
    const course = this.of(index);
    this.placed[index] = null;
    for (const seat of course?.seats ?? []) {
      eachUnit(seat, (unit) => {
        this.holders[unit] = -1;
        this.prices.values[unit] = real(this.free, unit);
        this.pushing.values[unit] = real(this.free, unit);
      });
      this.prices.changeAt(seat);
      this.pushing.changeAt(seat);
    }
    return course;
  }

  /** The courses that hold something that these seats need. */
  inTheWayOf(seats: readonly Seat[], found: Set<number> = new Set()): Set<number> {
    for (const seat of seats) {
      eachUnit(seat, (unit) => {
        const holder = int(this.holders, unit);
        if (holder >= 0) found.add(holder);
      });
    }
    return found;
  }

  /** Days on which the patient comes for another plan. */
  private barred(index: number): (day: number) => boolean {
    const siblings = this.practice.siblings[index] ?? [];
    if (siblings.length === 0) return never;
    const days = new Set(siblings.flatMap((at) => (this.of(at)?.seats ?? []).map(({ day }) => day)));
    return (day) => days.has(day);
  }
}

const never = () => false;
