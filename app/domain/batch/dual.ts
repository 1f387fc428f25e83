import type { Found } from "./course";
import type { Practice } from "./practice";
import { eachUnit, priceOf, type Prices } from "./prices";
import { shuffle } from "./shuffle";
import { real } from "./typed";

/** How often a plan is asked again although what it had costs no more. */
const ASKED_AGAIN = 0.2;

/**
 * What every unit of time is worth, and what all courses cost at the least.
 *
 * Why the bound is one: let nobody be bound to leave a unit to others, but have whoever uses it pay its price, and pay back
 * the sum of all prices. In any plan of all courses each unit is used at most once, so that what is paid in is at most what
 * is paid back: at no prices can a plan of all courses cost less by this reckoning than it really does. And by this
 * reckoning the plans no longer meet, so the least is the sum of what is cheapest for each alone, which the composer's
 * dynamic programme finds exactly. So for whatever prices, as long as none is negative,
 *
 *     sum over plans of min(penalty, cheapest course with its prices) − sum of all prices ≤ cost of any plan of all courses.
 *
 * It is the Lagrangian relaxation of Held and Karp (1970, 1971) and Fisher (The Lagrangian relaxation method for solving
 * integer programming problems, Management Science 27, 1981); good prices are found by an incremental subgradient method
 * (Nedić and Bertsekas, SIAM Journal on Optimization 12, 2001): each plan in turn raises what it takes, and at the end of
 * a round all falls by as much as one that takes it raises it.
 */
export class Dual {
  /** No way of planning them all costs less. */
  bound = -Infinity;
  /** The prices that prove it, and what each plan costs at the least at these. */
  best: Float64Array;
  values: number[] = [];
  private readonly prices: Prices;
  private readonly priced = new Set<number>();
  private readonly last: (Found | null)[] = [];

  constructor(
    private readonly practice: Practice,
    private readonly random: () => number,
  ) {
    this.prices = practice.prices();
    this.best = this.prices.values.slice();
    this.prove();
  }

  /** One round over all plans. */
  improve(step: number): void {
    const { prices, practice } = this;
    const { values } = prices;
    const order = practice.courses.map((_, index) => index);
    shuffle(order, this.random);
    for (const index of order) {
      const found = this.lastStillBest(index) ?? this.bestOf(index);
      this.last[index] = found;
      if (!found || found.cost >= practice.penalty) continue;
      for (const seat of found.seats) {
        eachUnit(seat, (unit) => {
          values[unit] = real(values, unit) + step;
          this.priced.add(unit);
        });
        prices.changeAt(seat);
      }
    }
    for (const unit of this.priced) {
      const price = real(values, unit) - step;
      values[unit] = Math.max(0, price);
      if (price <= 0) this.priced.delete(unit);
    }
    prices.changeAll();
  }

  /** The bound at the prices as they are now; the best is kept. */
  prove(): void {
    const { prices, practice } = this;
    const values = practice.courses.map((_, index) =>
      Math.min(practice.penalty, this.bestOf(index)?.cost ?? Infinity),
    );
    let sum = 0;
    for (const value of values) sum += value;
    for (const unit of this.priced) sum -= real(prices.values, unit);
    // What rounding could have added.
    const bound = sum - 1e-12 * (practice.penalty * values.length + this.priced.size);
    if (bound <= this.bound) return;
    this.bound = bound;
    this.values = values;
    this.best = prices.values.slice();
  }

  /** For prices as good as these need not be exact: only the proof is. */
  private lastStillBest(index: number): Found | null {
    const known = this.last[index];
    if (!known || this.random() < ASKED_AGAIN) return null;
    return this.priceNow(known) <= known.price + 1e-9 ? known : null;
  }

  /** What costs more than the penalty, or than the last course does now, is not the best. */
  private bestOf(index: number): Found | null {
    const { courses, penalty } = this.practice;
    const known = this.last[index];
    const limit = known ? known.cost - known.price + this.priceNow(known) + 1e-6 : Infinity;
    return courses[index]?.best(this.prices, Math.min(limit, penalty)) ?? null;
  }

  private priceNow({ seats }: Found): number {
    return seats.reduce((sum, seat) => sum + priceOf(seat, this.prices), 0);
  }
}
