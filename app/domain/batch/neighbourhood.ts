import type { Board, Placed } from "./board";
import { shuffle } from "./dual";

export interface SearchState {
  temperature: number;
  best: number;
  bestPlaced: (Placed | null)[];
}

/** One change */
export function tryChange(board: Board, count: number, temperature: number, random: () => number): number {
  const lifted = new Map<number, Placed | null>();
  const lift = (index: number) => {
    if (!lifted.has(index)) lifted.set(index, board.lift(index));
  };
  const pick = () => Math.floor(random() * count);
  let before = 0;
  const order: number[] = [];
  const seed = (() => {
    let best = pick();
    for (let i = 0; i < 2; i++) {
      const other = pick();
      if (board.costOf(other) > board.costOf(best)) best = other;
    }
    return best;
  })();
  if (random() < 0.6) {
    lift(seed);
    const wish = board.wish(seed);
    if (wish) {
      for (const index of board.inTheWayOf(wish.seats)) lift(index);
    }
    const more = Math.floor(random() * 3);
    for (let i = 0; i < more; i++) lift(pick());
    const rest = [...lifted.keys()].filter((i) => i !== seed);
    shuffle(rest, random);
    order.push(seed, ...rest);
  } else {
    const k = 2 + Math.floor(random() * 5);
    lift(seed);
    while (lifted.size < Math.min(k, count)) lift(pick());
    order.push(...lifted.keys());
    shuffle(order, random);
  }
  return finish();
  function finish() {
    before = 0;
    for (const placed of lifted.values()) before += placed?.cost ?? board.penalty;
    let after = 0;
    for (const index of order) {
      const found = board.find(index);
      if (found) board.put(index, found);
      after += found?.cost ?? board.penalty;
    }
    if (after <= before + 1e-9 || random() < Math.exp((before - after) / temperature)) return after - before;
    for (const index of order) board.lift(index);
    for (const [index, placed] of lifted) board.put(index, placed);
    return 0;
  }
}
