import { expect, test } from "vitest";
import { sourcesIn } from "./sources";

/** A file answers one reader's question: about 200 lines, a route 120. */
const tooLong = (folder: string, most: number) =>
  sourcesIn(folder, /\.(tsx?|mjs)$/)
    .filter(({ lines }) => lines > most)
    .map(({ path, lines }) => `${path} has ${lines} lines`);

test("every file of the app and the database can be read in one go", () => {
  expect([...tooLong("app", 250), ...tooLong("db", 250)]).toEqual([]);
});

test("a route is an index that one reads from top to bottom", () => {
  expect(tooLong("app/routes", 120)).toEqual([]);
});
