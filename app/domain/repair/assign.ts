import { keepsPlace, type Held, type PathNode } from "./path";

/**
 * Which session goes to which place of those that are not kept: in order, and so that they go as few days as can be. Where
 * there are fewer places than sessions, only displaced ones are lost.
 */
export function assign(
  sessions: readonly Held[],
  nodes: readonly PathNode[],
): { byNode: number[]; lost: number[] } {
  const kept = new Set(nodes.map((node) => node.kept));
  const moving = sessions.map((_, index) => index).filter((index) => !kept.has(index));
  const places = nodes.map((_, index) => index).filter((index) => nodes[index]?.kept === null);
  const away = (session: number, place: number) =>
    Math.abs((sessions[session]?.day ?? NaN) - (nodes[place]?.day ?? NaN));

  // least[m][p]: the fewest days in all, with the sessions from the m-th on in the places from the p-th on.
  const least = moving.map(() => new Array<number>(places.length + 1).fill(Infinity));
  least.push(places.map(() => Infinity).concat(0));
  const known = (m: number, p: number) => least[m]?.[p] ?? Infinity;
  const goes = (m: number, p: number) => away(moving[m] ?? -1, places[p] ?? -1) + known(m + 1, p + 1);
  const isLost = (m: number, p: number) =>
    mayBeLost(sessions[moving[m] ?? -1]) ? known(m + 1, p) : Infinity;
  for (let m = moving.length - 1; m >= 0; m--) {
    for (let p = places.length; p >= 0; p--) {
      const row = least[m];
      if (row) row[p] = Math.min(p < places.length ? goes(m, p) : Infinity, isLost(m, p));
    }
  }

  const byNode = nodes.map((node) => node.kept ?? -1);
  const lost: number[] = [];
  let place = 0;
  moving.forEach((session, m) => {
    const to = places[place];
    if (to === undefined || isLost(m, place) < goes(m, place)) lost.push(session);
    else {
      byNode[to] = session;
      place++;
    }
  });
  return { byNode, lost };
}

const mayBeLost = (session: Held | undefined) => session !== undefined && !keepsPlace(session);
