import { requireCount } from "./checks";

/** Below this, a share beside a person's or a place's name says more about luck than about them. */
const smallestNamedShare = 10;
/** Below this, nobody and nothing is judged: not a funnel's point, not the quoted 80 %. */
const smallestJudged = 30;

export function mayNameShare(n: number): boolean {
  return n >= smallestNamedShare;
}

export function mayJudge(n: number): boolean {
  return n >= smallestJudged;
}

/** A count as it may leave the practice: 1–7 people could be recognised, so they are "*". None at all stays 0. */
export function exportedCount(count: number): number | "*" {
  requireCount(count, "count");
  return count >= 1 && count <= 7 ? "*" : count;
}
