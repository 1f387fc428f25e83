import { Hono } from "hono";
import { expect, test } from "vitest";
import { requestContext } from "~/http/context.server";
import { securityHeaders } from "~/http/headers.server";

const app = new Hono();
app.use((_, next) => requestContext.run({ requestId: "test", address: "", nonce: "n0nce" }, next));
app.use(securityHeaders);
app.get("/page", (context) => context.html("<p>"));
app.get("/file", (context) => context.text("", 200, { "Cache-Control": "public, max-age=3600" }));
app.get("/fault", () => {
  throw new Error("broken");
});
app.onError((_, context) => context.text("went wrong", 500));

test.each(["/page", "/file", "/nothing", "/fault"])(
  "%s carries them all, errors and files too",
  async (path) => {
    const { headers } = await app.request(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      "strict-transport-security": expect.stringMatching(/max-age=\d{8}/),
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
  },
);

test("scripts run by nonce alone, and nothing comes from elsewhere", async () => {
  const { headers } = await app.request("/page");
  const policy = new Map(
    (headers.get("content-security-policy") ?? "").split("; ").map((rule) => {
      const [name = "", ...sources] = rule.split(" ");
      return [name, sources] as const;
    }),
  );
  expect(policy.get("script-src")).toEqual(["'self'", "'nonce-n0nce'"]);
  expect(policy.get("style-src")).not.toContain("'unsafe-inline'");
  for (const name of ["frame-ancestors", "object-src", "base-uri"])
    expect(policy.get(name)).toEqual(["'none'"]);
  expect(
    [...policy.values()].flat().filter((source) => !source.startsWith("'") && source !== "data:"),
  ).toEqual([]);
});

test("pages are kept by no cache; what says how long it keeps is left alone", async () => {
  expect((await app.request("/page")).headers.get("cache-control")).toBe("no-store");
  expect((await app.request("/fault")).headers.get("cache-control")).toBe("no-store");
  expect((await app.request("/file")).headers.get("cache-control")).toBe("public, max-age=3600");
});
