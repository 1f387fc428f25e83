import type { Board, Placed } from "./board";
import type { Dual } from "./dual";
import { shuffle } from "./shuffle";

/** How often a plan that has it bad pushes aside whoever is in its way; else plans are taken together by chance. */
const PUSHES = 0.4;
const MOST_TOGETHER = 9;
/** How often it is one of those that have no course, while there are any; it then pushes as a rule. */
const FOR_THOSE_WITHOUT = 0.5;
const PUSHES_WITHOUT = 0.8;
/** A change that is already dearer by so many temperatures is given up before it is finished. */
const HOPELESS = 4;

/**
 * Large-neighbourhood search (Shaw 1998; Pisinger and Ropke 2010): some plans give up their courses and take, one after
 * the other, the cheapest ones that are then left. A change for the worse stays by chance, as in annealing.
 */
export class Search {
  /** The best that was seen. */
  best: { cost: number; placed: (Placed | null)[] };
  private cost: number;

  constructor(
    private readonly board: Board,
    private readonly count: number,
    private readonly penalty: number,
    /** What each plan costs at the least: when it is alone, and at the prices. */
    private readonly alone: readonly number[],
    private readonly dual: Pick<Dual, "values">,
    private readonly random: () => number,
  ) {
    this.cost = board.cost();
    this.best = this.snapshot();
  }

  tryChange(temperature: number): void {
    const { board } = this;
    const order = this.some();
    const before = new Map(order.map((index) => [index, board.lift(index)]));
    let was = 0;
    let least = 0;
    for (const [index, placed] of before) {
      was += placed?.cost ?? this.penalty;
      least += this.alone[index] ?? 0;
    }
    const most = was + HOPELESS * temperature;
    for (const index of order) {
      const found = board.find(index, most - least + (this.alone[index] ?? 0));
      board.put(index, found);
      least += board.costOf(index) - (this.alone[index] ?? 0);
      if (least > most) break;
    }
    const more = least - was;
    if (least <= most && (more <= 1e-9 || this.random() < Math.exp(-more / temperature))) {
      this.cost += more;
      if (this.cost < this.best.cost - 1e-9) this.best = this.snapshot();
      return;
    }
    for (const index of order) board.lift(index);
    for (const [index, placed] of before) board.put(index, placed);
  }

  /** The plans that are to change, in the order in which they choose anew. */
  private some(): number[] {
    const without = this.random() < FOR_THOSE_WITHOUT ? this.anyWithout() : null;
    const first = without ?? this.worseOff();
    if (this.random() < (without === null ? PUSHES : PUSHES_WITHOUT)) {
      const others = new Set([...this.board.inTheWayOf(first), this.anyOne()]);
      others.delete(first);
      return [first, ...shuffle([...others], this.random)];
    }
    const together = new Set([first]);
    const size = Math.min(this.count, 2 + Math.floor(this.random() * MOST_TOGETHER));
    for (let tries = 0; together.size < size && tries < 4 * MOST_TOGETHER; tries++)
      together.add(this.worseOff());
    return shuffle([...together], this.random);
  }

  /** A plan that has no course; null where each has one. */
  private anyWithout(): number | null {
    const from = this.anyOne();
    for (let at = 0; at < this.count; at++) {
      const index = (from + at) % this.count;
      if (this.board.of(index) === null) return index;
    }
    return null;
  }

  private readonly anyOne = () => Math.floor(this.random() * this.count);

  /** Of two by chance the one that pays more than it would at the prices. */
  private worseOff(): number {
    const [one, other] = [this.anyOne(), this.anyOne()];
    const regret = (index: number) => this.board.pricedCostOf(index) - (this.dual.values[index] ?? 0);
    return regret(one) > regret(other) ? one : other;
  }

  private snapshot() {
    return {
      cost: this.cost,
      placed: Array.from({ length: this.count }, (_, index) => this.board.of(index)),
    };
  }
}
