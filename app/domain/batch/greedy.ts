import type { Board } from "./board";

/** One after the other, each the cheapest course that those before it left. */
export function planInTurn(board: Board, order: readonly number[]): void {
  for (const index of order) {
    const found = board.find(index);
    if (found) board.put(index, found);
  }
}
