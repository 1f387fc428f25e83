import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hiddenCells } from "~/features/outcomes/small-cells";

const shown = (rows: number[][], addUp: boolean) => {
  const hidden = hiddenCells(rows, addUp);
  return rows.map((row, y) => row.map((count, x) => (hidden[y]?.[x] ? "*" : count)));
};

describe("small cells", () => {
  test("a small count takes the next smallest of its row along, or the row's sum would tell it", () => {
    expect(shown([[200, 36, 5, 58]], false)).toEqual([[200, "*", "*", 58]]);
    expect(shown([[200, 0, 5, 0]], false)).toEqual([["*", 0, "*", 0]]);
  });

  test("counts that are all one take another along: none at all is told, so their sum would tell each", () => {
    expect(shown([[16, 0, 1, 1]], false)).toEqual([["*", 0, "*", "*"]]);
    expect(shown([[16, 20, 1, 1]], false)).toEqual([["*", 20, "*", "*"]]);
    expect(shown([[16, 0, 1, 2]], false)).toEqual([[16, 0, "*", "*"]]);
  });

  test("none at all is told, and so is a row without small counts", () => {
    expect(shown([[200, 36, 0, 58]], false)).toEqual([[200, 36, 0, 58]]);
  });

  test("where rows add up, a small row takes the next smallest along, and columns are closed too", () => {
    expect(
      shown(
        [
          [100, 50, 20, 40],
          [40, 30, 10, 9],
          [2, 1, 1, 2],
        ],
        true,
      ),
    ).toEqual([
      [100, 50, 20, 40],
      ["*", "*", "*", "*"],
      ["*", "*", "*", "*"],
    ]);
    expect(
      shown(
        [
          [100, 50, 20, 40],
          [90, 30, 12, 5],
        ],
        true,
      ),
    ).toEqual([
      [100, 50, "*", "*"],
      [90, 30, "*", "*"],
    ]);
  });

  const table = fc.integer({ min: 1, max: 6 }).chain((height) =>
    fc.array(fc.tuple(...Array.from({ length: 4 }, () => fc.nat(40))), {
      minLength: height,
      maxLength: height,
    }),
  );

  test("no count of 1 to 7 is told, and no line's sum tells what it hides", () => {
    fc.assert(
      fc.property(table, fc.boolean(), (rows, addUp) => {
        const hidden = hiddenCells(rows, addUp);
        const lines: [number[], boolean[]][] = rows.map((row, y) => [row, hidden[y] ?? []]);
        if (addUp) {
          for (const x of [0, 1, 2, 3]) {
            lines.push([rows.map((row) => row[x] ?? 0), hidden.map((cells) => cells[x] === true)]);
          }
        }
        rows.forEach((row, y) =>
          row.forEach((count, x) => {
            if (count >= 1 && count <= 7) expect(hidden[y]?.[x]).toBe(true);
          }),
        );
        for (const [counts, cells] of lines) {
          const secrets = counts.filter((count, index) => cells[index] && count > 0);
          const told = counts.filter((count, index) => !cells[index] && count > 0).length;
          const isWorkedOut = secrets.length === 1 || secrets.every((count) => count === 1);
          expect(secrets.length > 0 && isWorkedOut && told > 0).toBe(false);
        }
      }),
    );
  });
});
