import fc from "fast-check";
import { expect, test } from "vitest";
import { localPath } from "~/http/local-path.server";

test.each(["/", "/plans", "/plans?show=late&page=2", "/settings/clinics/1#rooms", "/a%20b"])(
  "%s stays as it is",
  (path) => {
    expect(localPath(path)).toBe(path);
  },
);

test.each([
  null,
  undefined,
  "",
  "plans",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/%0d%0aSet-Cookie:x=y\r\n",
  "/\tevil",
  "/ evil",
  "/a\\b",
  "/\u2028",
])("%o leads to the front page", (path) => {
  expect(localPath(path)).toBe("/");
});

test("dots do not lead out", () => {
  expect(localPath("/a/../../../b")).toBe("/b");
  expect(localPath("/.//evil.example")).toBe("/");
  expect(localPath("/a/..//evil.example")).toBe("/");
});

test("whatever is asked for, a browser stays on this site", () => {
  const mean = fc
    .array(fc.constantFrom("/", ".", "..", "\\", "a", ":", "@", "?", "%2e"))
    .map((parts) => `/${parts.join("")}`);
  fc.assert(
    fc.property(fc.oneof(mean, fc.string()), (text) => {
      const here = "https://practice.example";
      expect(new URL(localPath(text), here).origin).toBe(here);
    }),
    { numRuns: 300 },
  );
});
