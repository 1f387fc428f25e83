import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync("app/ui/tokens.css", "utf8");
const declared = new Map(
  [...css.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
);

type Theme = "light" | "dark";
type Rgb = readonly [number, number, number];

function colour(role: string, theme: Theme): Rgb {
  const value = declared.get(role) ?? "";
  const alias = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (alias) return colour(alias, theme);
  const pair = /^light-dark\((#\w{6}), (#\w{6})\)$/.exec(value);
  const hex = pair?.[theme === "light" ? 1 : 2];
  if (!hex) throw new Error(`--${role} is not a colour: ${value}`);
  const channel = (at: number) => parseInt(hex.slice(at, at + 2), 16) / 255;
  return [channel(1), channel(3), channel(5)];
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance([red, green, blue]: Rgb) {
  const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function contrast(one: Rgb, other: Rgb) {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = 4.5;
const GRAPHIC = 3;
const grounds = ["surface", "canvas", "sunken", "raised", "hover", "selected"];
const states = ["booked", "arrived", "in-treatment", "performed", "no-show"];

const pairs: (readonly [front: string, back: string, least: number])[] = [
  ...grounds.flatMap((ground) => [
    ["ink", ground, 7] as const,
    ["ink-2", ground, TEXT] as const,
    ["ink-3", ground, TEXT] as const,
    ["accent", ground, TEXT] as const,
    ["danger", ground, TEXT] as const,
    ["control", ground, GRAPHIC] as const,
  ]),
  ["ok", "surface", TEXT],
  ["warn", "surface", TEXT],
  ["gap-early", "surface", TEXT],
  ["on-accent", "accent", TEXT],
  ["on-accent", "accent-hover", TEXT],
  ["accent", "accent-soft", TEXT],
  ["ink", "accent-soft", TEXT],
  ["warn", "warn-soft", TEXT],
  ["ink", "warn-soft", TEXT],
  ["danger", "danger-soft", TEXT],
  ["ink", "danger-soft", TEXT],
  ["gap-early", "gap-early-soft", TEXT],
  ["gap-late", "gap-late-soft", TEXT],
  ["gap-nothing", "gap-nothing-soft", TEXT],
  ["surface", "ink", 7],
  ["cancelled-text", "cancelled-fill", TEXT],
  ["cancelled-edge", "cancelled-fill", GRAPHIC],
  ...states.flatMap((state) => [
    [`${state}-text`, `${state}-fill`, 6.7] as const,
    [`${state}-text`, `${state}-recovery`, 4.7] as const,
    [`${state}-bead`, `${state}-fill`, 3.2] as const,
  ]),
  ...["excellent", "good", "fair", "poor", "stopped"].map((rating) => [rating, "surface", GRAPHIC] as const),
];

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  test.each(pairs)("%s on %s reaches %d to 1", (front, back, least) => {
    expect(contrast(colour(front, theme), colour(back, theme))).toBeGreaterThanOrEqual(least);
  });
});

test("the measure is WCAG's", () => {
  expect(contrast([0, 0, 0], [1, 1, 1])).toBeCloseTo(21, 5);
  expect(contrast([0x77 / 255, 0x77 / 255, 0x77 / 255], [1, 1, 1])).toBeCloseTo(4.48, 2);
});
