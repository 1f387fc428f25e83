import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";

/** The module as a process with this key has it. */
async function searching(SECRET_KEY: string) {
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", "postgres://tendon_app@localhost:5432/tendon");
  vi.stubEnv("SECRET_KEY", SECRET_KEY);
  return import("~/http/sealed-search.server");
}
const key = "a key that is long enough to be taken";
afterEach(() => vi.unstubAllEnvs());

const words = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 80 })
  .filter((text) => !/^\./.test(text));

test("what is sealed opens again, is the same each time, and says nothing", async () => {
  const { sealSearch, openSearch } = await searching(key);
  fc.assert(
    fc.property(words, (text) => {
      const sealed = sealSearch(text);
      expect(sealed).toMatch(/^\.[A-Za-z0-9_-]+$/);
      expect(openSearch(sealed)).toBe(text);
      expect(sealSearch(text)).toBe(sealed);
      expect(openSearch(text)).toBe(text);
    }),
  );
  expect(sealSearch("")).toBe("");
});

test("one that was changed, cut, or sealed under another SECRET_KEY searches for nothing", async () => {
  const { sealSearch, openSearch } = await searching(key);
  const sealed = sealSearch("Halvorsen");
  for (let at = 1; at < sealed.length; at += 1) {
    const other = sealed[at] === "A" ? "Z" : "A";
    expect(openSearch(sealed.slice(0, at) + other + sealed.slice(at + 1))).not.toContain("Halvorsen");
  }
  expect(openSearch(sealed.slice(0, -4))).toBe("");
  const elsewhere = await searching("another key that is as long as it must be");
  expect(elsewhere.openSearch(sealed)).toBe("");
});
