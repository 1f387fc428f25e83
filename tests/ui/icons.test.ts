import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { icons } from "~/ui/icons/make-sprite.mjs";

test("the sprite and the names are what make-sprite.mjs writes", () => {
  const { sprite, names } = icons();
  expect(readFileSync("public/icons.svg", "utf8")).toBe(sprite);
  expect(readFileSync("app/ui/icons/names.ts", "utf8")).toBe(names);
});

test("icons take the colour of the words beside them", () => {
  expect(icons().sprite).not.toMatch(/#[0-9a-f]{3,6}\b|fill="(?!none|currentColor)/i);
});

test("a style sheet uses only tokens that exist", () => {
  const sheets = readdirSync("app/ui")
    .filter((file) => file.endsWith(".css"))
    .map((file) => readFileSync(`app/ui/${file}`, "utf8"));
  const declared = new Set(
    sheets.flatMap((css) => [...css.matchAll(/(--[\w-]+)\s*:/g)].map((found) => found[1])),
  );
  const used = sheets.flatMap((css) => [...css.matchAll(/var\((--[\w-]+)/g)].map((found) => found[1]));
  expect(used.filter((name) => !declared.has(name))).toEqual([]);
});
