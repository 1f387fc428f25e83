import { request as httpRequest } from "node:http";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db } from "db/client";
import { patients, plans } from "db/schema";
import { signedIn, type Answer, type Form, type Served } from "tests/support/served";
import { counted, tally } from "tests/support/tally";
import { addressOf, dataOf, everyRoute, patternOf, takesId } from "./addresses";
import { posts } from "./forms";
import { withServedWorld } from "./served-world";
import type { World } from "./world";

/** Whatever is typed, pasted, bent or forged: it is never our fault (5xx), and never comes back as markup. */
let served: Served;
let world: World;
withServedWorld((app, made) => {
  world = made;
  served = counted(app, ({ status }) => {
    tally("hostile.tried");
    if (status >= 500) tally("hostile.5xx");
  });
});

/** As they stand in a URL or a form's body: bytes that no text has (lone surrogates, NUL) cannot be written otherwise. */
const hostile: Record<string, string> = {
  NUL: "a%00b",
  "a lone surrogate": "%ED%A0%80",
  "no UTF-8": "%FF%FE",
  "an overlong slash": "%C0%AF",
  "1e308": "1e308",
  "minus one": "-1",
  "not a number": "NaN",
  infinity: "Infinity",
  "four hundred digits": "9".repeat(400),
  "a hundred thousand letters": "x".repeat(100_000),
  "year 0": "0000-01-01",
  "year 275760": "275760-09-13",
  "a day that is none": "2026-02-30",
  "a time that is none": "24%3A60",
  prototype: "__proto__",
  constructor: "constructor",
  quotes: "'%20or%201=1%20--",
  markup: "%3Cscript%3Ezq(1)%3C%2Fscript%3E",
  "an attribute": "%22%3E%3Cimg%20src=x%20onerror=zq(1)%3E",
  "a line of a header": "a%0D%0ASet-Cookie:%20zq=1",
  "a formula": "=HYPERLINK(%22zq%22)",
  "right to left": "%E2%80%AE%F0%9F%92%89",
  "another's id": "00000000-0000-0000-0000-000000000000",
  "a zero-width id": "%E2%80%8B",
  "a star": "%25_%5C*",
};
const cases = Object.entries(hostile);
/** Those that the rule of a single field could let pass. */
const worst =
  "NUL,a lone surrogate,1e308,minus one,a hundred thousand letters,year 275760,prototype,markup".split(",");

/** Several at a time, as many browsers would. */
async function together<T>(all: readonly T[], act: (one: T) => Promise<void>) {
  const waiting = [...all];
  const work = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await act(one);
  };
  await Promise.all(Array.from({ length: 8 }, work));
}

function expectHarmless(what: string, { status, text, headers }: Answer) {
  expect([what, status < 500 ? "answered" : status]).toEqual([what, "answered"]);
  // Data is JSON, which no browser takes for a page.
  const isPage = headers["content-type"]?.startsWith("text/html") ?? false;
  expect([what, isPage && /<script>zq|<img src=x onerror/.test(text)]).toEqual([what, false]);
  expect(headers["set-cookie"] ?? "").not.toContain("zq=1");
}

/** Everything that any page reads from its address. */
const parameters = [
  ..."add at back beyond by chosen clinic code colour column columns confirm date device direction done figure".split(
    " ",
  ),
  ..."find from move page patient physician plan point q region report role room saved session show sort".split(
    " ",
  ),
  ..."status to token language visits when whose earliest latest until count booked before what who outcome record".split(
    " ",
  ),
];

const whoReads = (route: string) => {
  const admins = route.includes("settings") || route.includes("time-off") || route.includes("outcomes");
  const treats =
    ["routes/plans.new", "routes/plans.$id.edit", "routes/plans.$id.checkpoint"].includes(route) ||
    route.startsWith("routes/lots") ||
    ["routes/patients.$id.export", "routes/patients.$id.file"].includes(route) ||
    route.endsWith(".record");
  return admins ? world.people.administrator : treats ? world.people.physician : world.people.scheduler;
};

const readable = everyRoute.filter(([route, { loader }]) => loader && route !== "routes/live");
describe.each(readable)("%s", (route) => {
  const page = () => addressOf(route, world.here).split("?")[0] ?? "/";
  const read = (address: string) => served.ask(address, { as: whoReads(route).token });

  test("anything in every parameter", async () => {
    await together(cases, async ([what, value]) => {
      // Longer ones would only be refused for the line's length.
      const query = parameters.map((name) => `${name}=${value.slice(0, 300)}`).join("&");
      const isShown = ["markup", "an attribute", "NUL"].includes(what);
      const address = `${isShown ? page() : dataOf(page())}?${query}`;
      expectHarmless(`${address.slice(0, 60)} with ${what}`, await read(address));
    });
  });

  test("parameters twice, in brackets, nested and nameless", async () => {
    const all = (shape: (name: string) => string) => parameters.map(shape).join("&");
    const odd = [
      all((name) => `${name}=1&${name}=2`),
      all((name) => `${name}[]=1&${name}[__proto__]=1&${name}[0][0][0]=1`),
      all((name) => name),
      "__proto__=1&constructor=1&toString=1&hasOwnProperty=1",
      "=&&==&",
      "page=2147483648",
      "page=9999",
      Array.from({ length: 300 }, (_, index) => `chosen=${String(index)}`).join("&"),
    ];
    await together(odd, async (query) => {
      expectHarmless(`${page()}?${query.slice(0, 60)}`, await read(`${dataOf(page())}?${query}`));
    });
  });

  if (takesId(route)) {
    test("anything for its id is a missing one", async () => {
      await together(cases, async ([what, value]) => {
        const path = (patternOf(route) ?? "").replace("$id", value.slice(0, 2000));
        const answer = await read(dataOf(path));
        expectHarmless(`${path.slice(0, 80)} (${what})`, answer);
        expect([what, answer.status]).toEqual([what, expect.toBeOneOf([400, 404])]);
      });
    });
  }
});

const posted = posts.filter(({ route }) => route !== "routes/sign-out");
const addressFor = ({ route, query }: (typeof posts)[number]) =>
  addressOf(route, world.here) + (query?.(world.here) ?? "");
const asForm = { "content-type": "application/x-www-form-urlencoded" };

describe.each(posted.map((post) => [`${post.route}, ${post.name}`, post] as const))("%s", (_, post) => {
  const send = async (body: string, headers: Record<string, string> = asForm) => {
    const { actor, token } = world.people[post.by];
    // What proves anew who one is ends the token that it came with.
    const as = post.route === "routes/confirm" ? await signedIn(actor.id) : token;
    return served.ask(addressFor(post), { method: "POST", as, headers, body });
  };
  const encoded = (fields: Form) =>
    Object.entries(fields).flatMap(([name, value]) =>
      [value]
        .flat()
        .map((one) => (typeof one === "string" ? one : one.text))
        .map((one) => [encodeURIComponent(name), encodeURIComponent(one)] as const),
    );

  test("anything in each field", async () => {
    const fields = encoded(post.form(world.here));
    const names = [...new Set(fields.map(([name]) => name))];
    const tries = names.flatMap((hurt) => worst.map((what) => ({ hurt, what })));
    await together(tries, async ({ hurt, what }) => {
      const value = hostile[what] ?? "";
      const body = fields.map(([name, text]) => `${name}=${name === hurt ? value : text}`).join("&");
      expectHarmless(`${hurt} with ${what}`, await send(body));
    });
  });

  test("anything in all fields", async () => {
    const fields = encoded(post.form(world.here));
    await together(cases, async ([what, value]) => {
      expectHarmless(what, await send(fields.map(([name]) => `${name}=${value}`).join("&")));
    });
  });

  test("fields that are not its own, twice, missing, deep and many", async () => {
    const fields = encoded(post.form(world.here));
    const right = fields.map(([name, text]) => `${name}=${text}`).join("&");
    const names = [...new Set(fields.map(([name]) => name))];
    const bodies = [
      `${right}&${right}`,
      `${right}&__proto__=1&__proto__.polluted=1&constructor.prototype.polluted=1&__proto__[polluted]=1`,
      `${right}&${"a[".repeat(2000)}${"]".repeat(2000)}=1`,
      `${right}&${"a.".repeat(5000)}b=1`,
      `${right}&${Array.from({ length: 5000 }, (_, index) => `f${String(index)}=1`).join("&")}`,
      "&&&===",
      "",
      ...names.map((name) => right.replace(new RegExp(`(^|&)${escaped(name)}=[^&]*`), "")),
      ...["[]", "[0]", "[4294967294]", "[1e9]", ".length", ".__proto__.x", ".toString"].map((shape) =>
        names.map((name) => `${name}${shape}=4294967295`).join("&"),
      ),
      ...names.map((name) => `${right}&${name}[4294967294]=1&${name}.__proto__.x=1`),
    ];
    await together(bodies, async (body) => expectHarmless(body.slice(-60), await send(body)));
  });

  test("a body that is no form", async () => {
    const part = "multipart/form-data; boundary=b";
    const file = 'name="intent"; filename="x.html"\r\n\r\n<script>zq(1)</script>';
    const bodies: [string, string][] = [
      ["multipart/form-data", "x"],
      ["multipart/form-data; boundary=", "x"],
      [part, '--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1'],
      [part, "--b\r\n\r\n\r\n--b--"],
      [part, "--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--"],
      [part, `--b\r\n${"X: y\r\n".repeat(5000)}\r\n1\r\n--b--`],
      [part, `--b\r\nContent-Disposition: form-data; ${file}\r\n--b--`],
      [`multipart/form-data; boundary=${"b".repeat(5000)}`, "x"],
      ["application/json", "{"],
      ["application/json", `{"intent":"save","__proto__":{"polluted":true}}`],
      ["application/json", "[".repeat(50_000)],
      ["application/json", `"\\ud800"`],
      ["text/plain", "intent=save"],
      ["application/xml", "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"],
      ["application/x-www-form-urlencoded; charset=utf-16", "a=1"],
      ["nonsense", "x"],
      ["", "x"],
    ];
    await together(bodies, async ([type, body]) => {
      const answer = await send(body, { "content-type": type });
      expectHarmless(`${type.slice(0, 40)}: ${body.slice(0, 40)}`, answer);
    });
  });
});

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

describe("bodies that are too large", () => {
  const tooMuch = 7_000_000;

  test.each([
    ["with a length", { "content-length": String(2 * tooMuch) }],
    ["without", { "transfer-encoding": "chunked" }],
  ])("are refused while they still come, %s", async (_, length) => {
    const status = await new Promise<number>((resolve, reject) => {
      const sent = httpRequest(
        {
          port: served.port,
          path: "/plans",
          method: "POST",
          headers: {
            ...asForm,
            ...length,
            host: new URL(served.origin).host,
            origin: served.origin,
            cookie: `__Host-tendon=${world.people.scheduler.token}`,
          },
        },
        (reply) => {
          resolve(reply.statusCode ?? 0);
          sent.destroy();
        },
      );
      sent.on("error", reject);
      // The end is never sent, so that the answer cannot have waited for it. A length is refused unread.
      if ("content-length" in length) sent.flushHeaders();
      else sent.write(Buffer.alloc(tooMuch, "a"));
    });
    expect(status).toBe(413);
    expect((await served.ask("/healthz")).status).toBe(200);
  });
});

test("fields that a form does not have change nothing: id, status, who made it, when, and the version", async () => {
  const post = (route: string) => {
    const found = posts.find((one) => one.route === route);
    if (!found) throw new Error(`no form for ${route}`);
    return found;
  };
  const forged = {
    id: "00000000-0000-4000-8000-000000000000",
    status: "completed",
    role: "administrator",
    roles: "administrator",
    createdBy: world.people.administrator.actor.id,
    createdAt: "2001-01-01T00:00:00Z",
    deactivatedAt: "2001-01-01T00:00:00Z",
    sourceId: "forged",
    stopReason: "other",
    startedAt: "2001-01-01T00:00:00Z",
  };
  const made = async (route: string) => {
    const { form, by } = post(route);
    const answer = await served.ask(addressOf(route, world.here), {
      as: world.people[by].token,
      form: { ...form(world.here), ...forged, version: "77" },
    });
    expect(answer.status).toBe(302);
    return /[0-9a-f-]{36}/.exec(answer.headers["location"] ?? "")?.[0] ?? "";
  };
  const planId = await made("routes/plans.new");
  const [plan] = await db.select().from(plans).where(eq(plans.id, planId));
  expect(plan).toMatchObject({ version: 1, createdBy: world.here.physician.id, stopReason: null });
  expect(plan?.status).toBeOneOf(["draft", "active"]);
  const patientId = await made("routes/patients.new");
  const [patient] = await db.select().from(patients).where(eq(patients.id, patientId));
  expect(patient).toMatchObject({ version: 1, deactivatedAt: null, sourceId: null });
  expect([planId, patientId]).not.toContain(forged.id);
});

test("after all of it the server still serves, and has logged no fault of ours", async () => {
  expect((await served.ask("/plans", { as: world.people.scheduler.token })).status).toBe(200);
  const faults = served
    .log()
    .split("\n")
    .filter((line) => line.includes('"msg":"fault"'));
  expect(faults, faults.slice(0, 3).join("\n")).toEqual([]);
});
