import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { readdirSync } from "node:fs";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import {
  fingerprint,
  encodeForm,
  signedIn,
  type Answer,
  type Asked,
  type Served,
} from "tests/support/served";
import { addressOf } from "./addresses";
import { posts } from "./forms";
import { withServedWorld } from "./served-world";
import type { World } from "./world";

/** What stands before every page: where a write may come from, what every answer carries, what a socket may be sent. */
let served: Served;
let world: World;
let drop: () => Promise<void>;
withServedWorld((app, made, database) => {
  [served, world, drop] = [app, made, database.drop];
});

const desk = () => world.people.scheduler.token;

describe("another origin", () => {
  const foreign: [string, (own: string) => Record<string, string>][] = [
    ["another host", () => ({ origin: "https://evil.example" })],
    ["another port", (own) => ({ origin: own.replace(/\d+$/, "1") })],
    ["another scheme", (own) => ({ origin: own.replace("http:", "https:") })],
    ["a host that begins alike", (own) => ({ origin: `${own}.evil.example` })],
    ["a sandboxed frame", () => ({ origin: "null" })],
    ["a link of another site, by a browser that sends no Origin", () => ({ "sec-fetch-site": "cross-site" })],
    ["a neighbouring site", () => ({ "sec-fetch-site": "same-site" })],
    ["the address bar", () => ({ "sec-fetch-site": "none" })],
    ["nowhere that is said", () => ({})],
    [
      "a forged proxy",
      (own) => ({
        origin: "https://evil.example",
        "x-forwarded-host": "evil.example",
        forwarded: `host=${own}`,
      }),
    ],
  ];

  test.each(foreign)("%s cannot write, however right the form and the cookie", async (_, headersFor) => {
    const before = await fingerprint();
    for (const { route, form, query, by } of posts) {
      const path = addressOf(route, world.here) + (query?.(world.here) ?? "");
      const sent = encodeForm(form(world.here));
      for (const way of [path, `${path.split("?")[0] ?? ""}.data`]) {
        const answer = await served.ask(way, {
          method: "POST",
          as: world.people[by].token,
          headers: {
            "content-type": sent.type,
            ...onlyThese(headersFor(served.origin)),
          },
          body: sent.body,
        });
        expect([way, answer.status]).toEqual([way, 403]);
      }
    }
    expect(await fingerprint()).toEqual(before);
  });

  test.each([
    ["an exact Origin", (own: string) => ({ origin: own })],
    ["Sec-Fetch-Site where a browser sends no Origin", () => ({ "sec-fetch-site": "same-origin" })],
  ])("its own pages can, by %s", async (_, headersFor) => {
    const answer = await served.ask("/preferences", {
      as: desk(),
      headers: onlyThese(headersFor(served.origin)),
      form: { theme: "dark", back: "/plans" },
    });
    expect([answer.status, answer.headers["location"]]).toEqual([302, "/plans"]);
  });

  /** Without the Origin that this test's own requests carry otherwise. */
  function onlyThese(headers: Record<string, string>): Asked["headers"] {
    return { ...(headers["origin"] === undefined && { origin: undefined }), ...headers };
  }
});

describe("every answer", () => {
  const asset = () => readdirSync("build/client/assets").find((name) => name.endsWith(".js")) ?? "";
  const answers: [string, () => Promise<Answer>, number[]][] = [
    ["a page", () => served.ask("/plans", { as: desk() }), [200]],
    ["a page's data", () => served.ask("/plans.data", { as: desk() }), [200]],
    ["the way to the sign-in page", () => served.ask("/plans"), [302]],
    ["the sign-in page", () => served.ask("/sign-in"), [200]],
    ["what is not there", () => served.ask("/nothing", { as: desk() }), [404]],
    ["what is not theirs", () => served.ask("/settings/accounts", { as: desk() }), [403]],
    ["a form that is not right", () => served.ask("/plans", { as: desk(), form: {} }), [400]],
    [
      "a write from elsewhere",
      () => served.ask("/plans", { as: desk(), form: {}, headers: { origin: "null" } }),
      [403],
    ],
    ["a method that is not there", () => served.ask("/plans", { method: "DELETE", as: desk() }), [405]],
    [
      "a body that is too large",
      () =>
        served.ask("/plans", {
          as: desk(),
          form: {},
          headers: { "content-length": "7000000", connection: "close" },
        }),
      [413],
    ],
    ["the pulse", () => served.ask("/healthz"), [200]],
    ["a file", () => served.ask("/favicon.svg"), [200]],
    ["an asset", () => served.ask(`/assets/${asset()}`), [200]],
    ["an asset that is not there", () => served.ask("/assets/none.js"), [404]],
    ["a stream", () => served.ask("/live", { as: desk() }), [200]],
  ];

  test.each(answers)("%s carries what keeps the browser safe", async (what, get, statuses) => {
    const { status, headers } = await get();
    expect(statuses).toContain(status);
    const policy = headers["content-security-policy"] ?? "";
    for (const part of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ]) {
      expect(policy).toContain(part);
    }
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
    expect(scripts).toMatch(/^'self' 'nonce-[\w-]{22}'$/);
    expect(policy).not.toMatch(/\*|https?:|unsafe-eval/);
    expect(policy.replace("style-src-attr 'unsafe-inline'", "")).not.toContain("unsafe-inline");
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "strict-transport-security": expect.stringMatching(/^max-age=\d{8}/),
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const mayBeKept = what === "a file" || what === "an asset";
    expect(headers["cache-control"]).toMatch(mayBeKept ? /^public/ : /no-store/);
  });

  test("has a nonce of its own, on every script and style in it, and asks nobody else for anything", async () => {
    const pages = ["/", "/plans", "/calendar/week", "/sign-in", "/nothing"];
    const nonces = new Set<string>();
    for (const path of pages) {
      const { headers, text } = await served.ask(path, path === "/sign-in" ? {} : { as: desk() });
      const nonce = /'nonce-([\w-]+)'/.exec(headers["content-security-policy"] ?? "")?.[1] ?? "";
      nonces.add(nonce);
      const inline = [...text.matchAll(/<(script|style)\b([^>]*)>/g)].filter(
        ([, , rest]) => !rest?.includes("src="),
      );
      expect(inline.length).toBeGreaterThan(0);
      for (const [, , attributes] of inline) expect(attributes).toContain(`nonce="${nonce}"`);
      expect(text).not.toMatch(/\son[a-z]+="/);
      expect(text).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//);
    }
    expect(nonces.size).toBe(pages.length);
  });

  test("with a cookie locks it to this site, its scripts and TLS", async () => {
    const { headers } = await served.ask("/preferences", {
      as: await signedIn(world.here.scheduler.id),
      form: { theme: "dark" },
    });
    expect(headers["set-cookie"]).toMatch(/HttpOnly/);
    expect(headers["set-cookie"]).toMatch(/Secure/);
    expect(headers["set-cookie"]).toMatch(/SameSite=Lax/);
    expect(headers["set-cookie"]).not.toMatch(/Domain=/i);
  });
});

describe("redirects stay on this site", () => {
  const traps = [
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/%0d%0aSet-Cookie:x=1",
    "/\r\nSet-Cookie: x=1",
    "http:evil.example",
    "///evil.example",
  ];

  test.each(traps)("%j", async (back) => {
    const { headers } = await served.ask("/preferences", { as: desk(), form: { theme: "dark", back } });
    const location = headers["location"] ?? "";
    expect(new URL(location, served.origin).origin).toBe(served.origin);
    expect(location).not.toMatch(/[\r\n]/);
    expect(headers["set-cookie"] ?? "").not.toContain("x=1");
    const signIn = await served.ask(`/sign-in?back=${encodeURIComponent(back)}`, { as: desk() });
    expect(new URL(signIn.headers["location"] ?? "", served.origin).origin).toBe(served.origin);
  });
});

describe("a cookie that is no sign-in counts as none", () => {
  test.each([
    "__Host-tendon=%",
    "__Host-tendon=%E0%A4%A",
    `__Host-tendon=${"a".repeat(6000)}`,
    "__Host-tendon=../../etc/passwd",
    "__Host-tendon=' or 1=1 --",
    "__Host-tendon",
    "=;;;=;",
    `__Host-tendon=${"A".repeat(43)}`,
    "theme=%;clinic=%00;__Host-tendon=x",
  ])("%s", async (cookie) => {
    const answer = await served.ask("/plans", { headers: { cookie } });
    expect([answer.status, answer.headers["location"]]).toEqual([302, "/sign-in?back=%2Fplans"]);
  });

  test("and a sign-in's own row cannot be sent back as one", async () => {
    const rows = await db.execute<{ id: string }>(sql`select id from sign_ins`);
    for (const { id } of rows) {
      for (const token of [id, Buffer.from(id, "hex").toString("base64url")]) {
        expect((await served.ask("/plans", { as: token })).status).toBe(302);
      }
    }
  });
});

describe("a socket", () => {
  /** The first line of what comes back on raw bytes. */
  const send = (bytes: string) =>
    new Promise<string>((resolve) => {
      const socket = connect(served.port, "127.0.0.1", () => socket.write(bytes, "latin1"));
      let text = "";
      socket.setTimeout(4000, () => socket.destroy());
      socket.on("data", (chunk: Buffer) => {
        text += chunk.toString("latin1");
        if (text.includes("\r\n\r\n")) socket.destroy();
      });
      socket.on("error", () => {});
      socket.on("close", () => resolve(text));
    });
  const get = (path: string, ...headers: string[]) =>
    send([`GET ${path} HTTP/1.1`, ...headers, "", ""].join("\r\n"));

  test.each([
    "Host: ",
    "Host: a b",
    "Host: [::1",
    "Host: evil.example",
    "Host: 127.0.0.1:99999",
    "Host: %00",
    "Host: <script>",
    "Host: user:pass@host",
    "Host: /..",
    "X-No-Host: x",
    "Host: a\r\nHost: b",
  ])("%j is answered, and never as our fault", async (host) => {
    const reply = await get("/sign-in", host);
    expect(reply).toMatch(/^HTTP\/1\.1 [234]\d\d /);
    expect(reply).not.toContain("<script>");
  });

  test.each([
    "/%",
    "/%c0%ae%c0%ae/",
    "/..%2f..%2fpackage.json",
    "/assets/../../package.json",
    "/assets/%2e%2e/%2e%2e/package.json",
    "/assets/..%5c..%5cpackage.json",
    "//evil.example/plans",
    "/\u0000",
    "/%00",
    "/plans/%ff",
    "/.env",
    "/.git/config",
    `/${"a".repeat(15_000)}`,
    "/plans?%",
    "/plans?q=%ff%fe&sort=%00",
    "/plans.data?_routes=%00,,,routes/plans._index",
    "/plans.data?_routes=__proto__",
    "*",
    "http://evil.example/",
  ])("the path %j is answered, and never as our fault nor with a file", async (path) => {
    const reply = await get(path, "Host: 127.0.0.1", `Cookie: __Host-tendon=${desk()}`, "Connection: close");
    expect(reply).toMatch(/^HTTP\/1\.1 [234]\d\d /);
    expect(reply).not.toMatch(/"dependencies"|\[core\]/);
    expect(reply).not.toMatch(/^location: (?:https?:)?\/\/evil/im);
  });

  test.each([
    ["a length that is too long", "Content-Length: 5000\r\n\r\nx=1"],
    ["two lengths", "Content-Length: 3\r\nContent-Length: 5\r\n\r\nx=1", 400],
    ["a length and chunks", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400],
    ["chunks that are none", "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"],
    ["an expectation", "Expect: 200-maybe\r\nContent-Length: 3\r\n\r\nx=1"],
    ["a compressed body that is none", "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nx=1"],
  ])("%s is not our fault", async (_, rest, status?: number) => {
    const head = `POST /plans HTTP/1.1\r\nHost: 127.0.0.1:${String(served.port)}\r\nOrigin: ${served.origin}\r\nCookie: __Host-tendon=${desk()}\r\nContent-Type: application/x-www-form-urlencoded\r\n`;
    const reply = await send(head + rest);
    expect(reply).not.toMatch(/^HTTP\/1\.1 5/);
    if (status) expect(reply).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} `));
    expect((await served.ask("/healthz")).status).toBe(200);
  });
});

test("without its database it says so, with a request's id and nothing else, and never hangs", async () => {
  await closeDatabase();
  await drop();
  for (const path of ["/plans", "/plans.data", `/plans/${randomUUID()}`, "/sign-in"]) {
    const { status, headers, text } = await served.ask(path, { as: "A".repeat(43) });
    expect([path, status, headers["retry-after"]]).toEqual([path, 503, "5"]);
    expect(headers).toMatchObject({ "x-frame-options": "DENY", "cache-control": "no-store" });
    expect(text).not.toMatch(/postgres|select |sign_ins|\bat .*\.js:\d|node_modules|ECONN/i);
  }
  expect((await served.ask("/healthz")).status).toBe(200);
  expect(served.log()).not.toMatch(/select .* from|parameters/i);
}, 60_000);
