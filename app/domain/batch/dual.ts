import { real } from "./typed";
import type { Practice } from "./practice";
import type { Found } from "./course";
import { eachUnit, priceOf, type Prices } from "./prices";

export class Dual {
  again = 0.2;
  private readonly last: (Found | null)[] = [];
  readonly prices: Prices;
  /** The prices of the best bound. */
  best: Float64Array;
  bound = -Infinity;
  /** Units that cost something. */
  private readonly priced = new Set<number>();
  constructor(
    private readonly practice: Practice,
    private readonly random: () => number,
  ) {
    this.prices = practice.prices();
    this.best = this.prices.values.slice();
  }

  pass(step: number): void {
    const { prices, practice } = this;
    const { values } = prices;
    const order = practice.courses.map((_, index) => index);
    shuffle(order, this.random);
    for (const index of order) {
      const found = this.keptOf(index) ?? practice.courses[index]?.best(prices) ?? null;
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

  private keptOf(index: number): Found | null {
    const known = this.last[index];
    if (!known || this.random() < this.again) return null;
    let price = 0;
    for (const seat of known.seats) price += priceOf(seat, this.prices);
    return price <= known.price + 1e-9 ? known : null;
  }

  evaluate(): number {
    const { prices, practice } = this;
    let sum = 0;
    for (const course of practice.courses)
      sum += Math.min(practice.penalty, course.best(prices)?.cost ?? Infinity);
    for (const unit of this.priced) sum -= real(prices.values, unit);
    if (sum > this.bound) {
      this.bound = sum;
      this.best = prices.values.slice();
    }
    return sum;
  }
}

export function shuffle<T>(values: T[], random: () => number): void {
  for (let index = values.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    const [a, b] = [values[index], values[other]];
    if (a !== undefined && b !== undefined) [values[index], values[other]] = [b, a];
  }
}
