import type { Practice } from "./practice";
import { eachUnit, endOf, startOf, type Prices, type Seat } from "./prices";
import { int, real } from "./typed";

/** A plan's course. */
export interface Placed {
  cost: number;
  /** With the prices that led to it. */
  priced: number;
  seats: readonly Seat[];
}

/** Which plans have which course, and so what is taken: no unit is ever held by two. */
export class Board {
  private readonly placed: (Placed | null)[];
  /** Of which plan each unit is; -1 where it is free. */
  private readonly holders: Int32Array;
  /** What a unit costs while it is free. */
  private readonly free: Float64Array;
  /** What is free at its price; what is taken cannot be had. */
  private readonly prices: Prices;
  /** The same, but what is taken can be had for a surcharge. */
  private readonly pushing: Prices;
  private surcharge = 0;

  constructor(private readonly practice: Practice) {
    this.placed = practice.courses.map(() => null);
    this.prices = practice.prices();
    this.pushing = practice.prices();
    this.free = this.prices.values.slice();
    this.holders = new Int32Array(this.free.length).fill(-1);
  }

  of(index: number): Placed | null {
    return this.placed[index] ?? null;
  }

  costOf(index: number): number {
    return this.of(index)?.cost ?? this.practice.penalty;
  }

  pricedCostOf(index: number): number {
    return this.of(index)?.priced ?? this.practice.penalty;
  }

  cost(): number {
    return this.placed.reduce((sum, _, index) => sum + this.costOf(index), 0);
  }

  planned(): number {
    return this.placed.filter((one) => one !== null).length;
  }

  /** From now on what is free costs those prices: what others would give for it. */
  setPrices(prices: Float64Array, surcharge: number): void {
    this.surcharge = surcharge;
    this.free.set(prices);
    for (let unit = 0; unit < prices.length; unit++) this.reprice(unit);
    this.prices.changeAll();
    this.pushing.changeAll();
  }

  /** The cheapest course beside the others', with the prices; null where none is. */
  find(index: number, limit = Infinity): Placed | null {
    const found = this.practice.courses[index]?.best(this.prices, limit, this.barred(index));
    if (!found || found.seats.some((seat, at) => overlapsNext(seat, found.seats[at + 1]))) return null;
    return { cost: found.cost - found.price, priced: found.cost, seats: found.seats };
  }

  /** Those that hold what the plan would have if others could be pushed aside. */
  inTheWayOf(index: number): Set<number> {
    const holders = new Set<number>();
    for (const seat of this.practice.courses[index]?.best(this.pushing, Infinity, this.barred(index))
      ?.seats ?? []) {
      eachUnit(seat, (unit) => {
        const holder = int(this.holders, unit);
        if (holder >= 0) holders.add(holder);
      });
    }
    return holders;
  }

  put(index: number, course: Placed | null): void {
    this.placed[index] = course;
    this.hold(course, index);
  }

  lift(index: number): Placed | null {
    const course = this.of(index);
    this.placed[index] = null;
    this.hold(course, -1);
    return course;
  }

  private hold(course: Placed | null, holder: number): void {
    for (const seat of course?.seats ?? []) {
      eachUnit(seat, (unit) => {
        if (holder >= 0 && int(this.holders, unit) >= 0) throw new Error("something is taken twice");
        this.holders[unit] = holder;
        this.reprice(unit);
      });
      this.prices.changeAt(seat);
      this.pushing.changeAt(seat);
    }
  }

  private reprice(unit: number): void {
    const isFree = int(this.holders, unit) < 0;
    const price = real(this.free, unit);
    this.prices.values[unit] = isFree ? price : Infinity;
    this.pushing.values[unit] = isFree ? price : price + this.surcharge;
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

/** Only where days of different zones meet, or midnight is worked through. */
const overlapsNext = (seat: Seat, next: Seat | undefined) =>
  next !== undefined && endOf(seat) > startOf(next);
