import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gate } from "~/http/gate.server";

beforeAll(() => {
  process.env.DATABASE_URL ??= "postgres://nobody@127.0.0.1:1/none";
  process.env.SECRET_KEY ??= "a key of this test's own, long enough";
});

let writes = 0;
const app = new Hono();
app.use(gate);
app.all("*", (context) => {
  if (context.req.method === "POST") writes += 1;
  return context.text("let in");
});
afterAll(() => expect(writes).toBeGreaterThan(0));

const post = (headers: Record<string, string>) =>
  app.request("http://127.0.0.1:3000/sessions/new", { method: "POST", headers });

describe("a write", () => {
  test.each([
    ["this site's own Origin", { origin: "http://127.0.0.1:3000" }],
    ["no Origin, but the browser's word for the same site", { "sec-fetch-site": "same-origin" }],
  ])("with %s is let in", async (_, headers) => {
    expect((await post(headers as unknown as Record<string, string>)).status).toBe(200);
  });

  test.each([
    ["nothing that says where it is from", {}],
    ["another site", { origin: "https://evil.example" }],
    ["another port", { origin: "http://127.0.0.1:3001" }],
    ["another scheme", { origin: "https://127.0.0.1:3000" }],
    ["another name for this machine", { origin: "http://localhost:3000" }],
    ["a name that begins like ours", { origin: "http://127.0.0.1:3000.evil.example" }],
    ["a sandbox", { origin: "null" }],
    ["an empty Origin", { origin: "" }],
    ["a sibling site", { "sec-fetch-site": "same-site" }],
    ["a typed address", { "sec-fetch-site": "none" }],
    [
      "another Origin, whatever the browser says besides",
      { origin: "https://evil.example", "sec-fetch-site": "same-origin" },
    ],
  ])("from %s is not", async (_, headers) => {
    const before = writes;
    const reply = await post(headers);
    expect(reply.status).toBe(403);
    expect(writes).toBe(before);
  });
});

test("reading needs no origin", async () => {
  for (const method of ["GET", "HEAD"]) {
    const reply = await app.request("/plans", { method, headers: { origin: "https://evil.example" } });
    expect(reply.status).toBe(200);
  }
});

test.each(["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])("nobody needs %s", async (method) => {
  const reply = await app.fetch(
    // TRACE is refused by the constructor itself.
    Object.defineProperty(new Request("http://127.0.0.1:3000/"), "method", { value: method }),
  );
  expect(reply.status).toBe(405);
  expect(reply.headers.get("allow")).toBe("GET, HEAD, POST");
});
