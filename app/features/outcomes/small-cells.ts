import { exportedCount } from "~/domain/statistics/small-numbers";

/**
 * Which counts of a table must not leave the practice: those of 1 to 7, and so many others that none of them is what a
 * sum leaves over. Each row's parts add up to its total, which is told; where `addUp`, each column does so too.
 * A row whose total is itself small goes as a whole.
 */
export function hiddenCells(rows: readonly (readonly number[])[], addUp: boolean): boolean[][] {
  const totals = rows.map((parts) => parts.reduce((total, part) => total + part, 0));
  const whole = totals.map(isSmall);
  if (addUp) hideCompany(whole, totals);
  const hidden = rows.map((parts, row) => parts.map((part) => whole[row] === true || isSmall(part)));
  let changed = true;
  while (changed) {
    changed = false;
    rows.forEach((parts, row) => {
      const cells = hidden[row];
      if (cells && !whole[row] && hideCompany(cells, parts)) changed = true;
    });
    if (!addUp) continue;
    rows[0]?.forEach((_, column) => {
      const cells = hidden.map((row) => row[column] === true);
      const parts = rows.map((row) => row[column] ?? 0);
      if (!hideCompany(cells, parts)) return;
      changed = true;
      cells.forEach((cell, row) => hidden[row]?.splice(column, 1, cell));
    });
  }
  return hidden;
}

const isSmall = (count: number) => exportedCount(count) === "*";

/**
 * Where the sum of what is hidden tells each of it, because it is one count or every one of them is 1, and others are
 * told, the smallest of those goes too.
 */
function hideCompany(hidden: boolean[], counts: readonly number[]): boolean {
  const secret = counts.filter((count, index) => hidden[index] && count > 0);
  const isWorkedOut = secret.length === 1 || secret.every((count) => count === 1);
  if (secret.length === 0 || !isWorkedOut) return false;
  const told = counts.flatMap((count, index) => (!hidden[index] && count > 0 ? [{ count, index }] : []));
  const [smallest, ...others] = told;
  if (!smallest) return false;
  hidden[others.reduce((least, each) => (each.count < least.count ? each : least), smallest).index] = true;
  return true;
}
