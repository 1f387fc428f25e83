import { createHash, randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import { db } from "db/client";
import { may } from "~/domain/permissions";
import { routePermissions } from "~/http/route-permissions";
import { anAccount } from "tests/support/practice";
import { fingerprint, signedIn, type Answer, type Served } from "tests/support/served";
import { counted, tally } from "tests/support/tally";
import { addressOf, dataOf, everyRoute, idFor, namesRecord, patternOf, takesId } from "./addresses";
import { posts } from "./forms";
import { withServedWorld } from "./served-world";
import type { World } from "./world";

/**
 * Generated from the table of permissions: every route, for everybody, as a page, as data and by every method. What is
 * right in every other way is refused where only the person is wrong, and changes nothing.
 */
let served: Served;
let world: World;
withServedWorld((app, made) => {
  world = made;
  served = counted(app, () => tally("matrix.cells"));
});

const people = [
  "scheduler",
  "physician",
  "administrator",
  "a scheduler of another clinic",
  "a physician of another clinic",
] as const;
const outsiders = ["a stranger", "a deactivated account"] as const;
const publicRoutes = [
  "root",
  "routes/$",
  "routes/sign-in",
  "routes/second-step",
  "routes/passkey-sign-in",
  "routes/forgotten",
  "routes/feed[.]ics",
  "routes/setup",
  "routes/welcome",
  "routes/offer",
  "routes/report",
];

/** What may differ between two answers that say the same. */
const plain = (text: string) =>
  text
    .replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, "<id>")
    .replace(/(?<=")[\w-]{22}(?=\\?")/g, "<nonce>")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z|(?<=,)\d{3,}(?=[,\]])/g, "<time>");

function expectAlike(one: Answer, other: Answer) {
  expect(one.status).toBe(other.status);
  const [a, b] = [plain(one.text), plain(other.text)];
  const start = a.split("").findIndex((character, index) => character !== b[index]);
  const around = (text: string) => text.slice(Math.max(0, start - 60), start + 60);
  expect(start < 0 ? "alike" : around(a)).toBe(start < 0 ? "alike" : around(b));
  expect(a.length).toBe(b.length);
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

const withQuery = (address: string, query: string) => address + (address.includes("?") ? "&" : "?") + query;

const leadsToSignIn = (answer: Answer) =>
  (answer.status === 302 && /^\/sign-in(\?|$)/.test(answer.headers["location"] ?? "")) ||
  (answer.status === 202 && answer.text.includes("/sign-in"));

async function changesNothing(act: () => Promise<void>) {
  const before = await fingerprint();
  await act();
  const after = await fingerprint();
  tally("matrix.leaks", Object.keys(after).filter((table) => after[table] !== before[table]).length);
  expect(after).toEqual(before);
}

describe("the table", () => {
  test("leaves open to everybody only what must be", () => {
    const open = Object.entries(routePermissions)
      .filter(([, { loader, action }]) => loader === "public" || action === "public")
      .map(([route]) => route);
    expect(open).toEqual(publicRoutes);
  });

  test("has a right form for every action, so that no refusal is only a fault in a form", () => {
    const actionsOf = everyRoute.flatMap(([route, { action }]) =>
      action && action !== "public" ? [route] : [],
    );
    expect([...new Set(posts.map(({ route }) => route))].sort()).toEqual(actionsOf.sort());
  });
});

describe.each(everyRoute)("%s", (route, { loader, action }) => {
  const address = () => addressOf(route, world.here);
  // A stream has no end that data could wait for.
  const ways = () =>
    route === "routes/live"
      ? [address()]
      : [address(), dataOf(address()), withQuery(dataOf(address()), `_routes=${encodeURIComponent(route)}`)];
  const writes = ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"] as const;

  if (loader && loader !== "public") {
    test.each(outsiders)("%s is led to the sign-in page, whatever they ask for", async (who) => {
      for (const way of ways()) {
        const answer = await served.ask(way, { as: world.outsiders[who] });
        expect([way, answer.status, leadsToSignIn(answer)]).toEqual([way, expect.any(Number), true]);
      }
    });

    test.each(people)("%s reads it exactly where the role may", async (who) => {
      const { actor, token } = world.people[who];
      for (const way of ways()) {
        const answer = await served.ask(way, { as: token });
        const isElsewhere = namesRecord(route) && who.endsWith("another clinic");
        const wanted = !may(actor, loader) ? 403 : isElsewhere ? 404 : 200;
        expect([way, answer.status]).toEqual([way, wanted]);
      }
    });

    if (takesId(route)) {
      test("another clinic's id, a missing one and none at all look alike", async () => {
        const pattern = patternOf(route) ?? "";
        for (const who of people) {
          const { actor, token } = world.people[who];
          if (!may(actor, loader) || who === "administrator") continue;
          const site = who.endsWith("another clinic") ? world.here : world.there;
          for (const shape of [(path: string) => path, dataOf]) {
            const elsewhere = addressOf(route, site).replace(idFor(route, site), randomUUID());
            const missing = await served.ask(shape(elsewhere), { as: token });
            expect(missing.status).toBe(404);
            for (const other of [
              addressOf(route, site),
              pattern.replace("$id", "x"),
              pattern.replace("$id", "%00"),
            ]) {
              const answer = await served.ask(shape(other), { as: token });
              if (other === addressOf(route, site)) expectAlike(answer, missing);
              expect(answer.status).toBe(404);
            }
          }
        }
      });
    }
  }

  test("answers no method that it does not have, to anybody", async () => {
    await changesNothing(async () => {
      for (const method of writes) {
        if (method === "POST" && action) continue;
        for (const token of [undefined, world.people.administrator.token, world.people.scheduler.token]) {
          for (const way of ways()) {
            const answer = await served.ask(way, { method, as: token });
            expect([method, way, answer.status]).toEqual([method, way, 405]);
          }
        }
      }
    });
  });

  const own = posts.filter((post) => post.route === route);
  if (action && action !== "public") {
    const postAll = async (token: string | undefined, check: (answer: Answer, way: string) => void) => {
      for (const { form, query } of own) {
        const path = address() + (query?.(world.here) ?? "");
        for (const way of [path, dataOf(path)]) {
          check(await served.ask(way, { as: token, form: form(world.here) }), way);
        }
      }
    };

    test.each(outsiders)("a right form of %s leads to the sign-in page and changes nothing", async (who) => {
      await changesNothing(() =>
        postAll(world.outsiders[who], (answer, way) =>
          expect([way, leadsToSignIn(answer)]).toEqual([way, true]),
        ),
      );
    });

    const barred = people.filter((who) => !mayByRole(who, action));
    if (barred.length > 0) {
      test.each(barred)("a right form of %s is refused and changes nothing", async (who) => {
        await changesNothing(() =>
          postAll(world.people[who].token, (answer, way) => expect([way, answer.status]).toEqual([way, 403])),
        );
      });
    }

    const elsewhere = people.filter((who) => who.endsWith("another clinic") && mayByRole(who, action));
    if (elsewhere.length > 0 && own.some((post) => !post.own)) {
      test.each(elsewhere)("a right form of %s finds nothing to change", async (who) => {
        const { token } = world.people[who];
        await changesNothing(async () => {
          for (const { form, query } of own.filter((post) => !post.own)) {
            const fields = form(world.here);
            const path = address() + (query?.(world.here) ?? "");
            const answer = await served.ask(path, { as: token, form: fields });
            expect([path, answer.status]).toEqual([
              path,
              takesId(route) ? 404 : expect.toBeOneOf([400, 403, 404, 409]),
            ]);
            if (!takesId(route)) continue;
            const missing = await served.ask(path.replace(/[0-9a-f-]{36}(?=\/|$|\?)/, randomUUID()), {
              as: token,
              form: fields,
            });
            expectAlike(answer, missing);
          }
        });
      });
    }
  }
});

function mayByRole(who: (typeof people)[number], action: Parameters<typeof may>[1]): boolean {
  const role = who.includes("scheduler")
    ? "scheduler"
    : who.includes("physician")
      ? "physician"
      : "administrator";
  return may({ id: "", name: "", roles: [role], clinicIds: [] }, action);
}

describe("what a form must not reach beyond its page's own record", () => {
  const swaps = posts.filter(({ own, by }) => !own && by !== "administrator");

  test.each(swaps.map((post) => [`${post.route}, ${post.name}`, post] as const))(
    "%s: another clinic's id in any field is refused",
    async (_, { route, form, query, by }) => {
      const { here, there } = world;
      const foreign: Record<string, string> = {
        [here.clinicId]: there.clinicId,
        [here.roomId]: there.roomId,
        [here.deviceId]: there.deviceId,
        [here.physician.id]: there.physician.id,
        [here.plan.id]: there.plan.id,
        [here.sessions.booked]: there.sessions.booked,
      };
      const fields = form(here);
      // The shared patient is known here too; somebody who is not must stand in.
      const foreignFor = (value: unknown) => (typeof value === "string" ? foreign[value] : undefined);
      const names = Object.keys(fields).filter((name) => foreignFor(fields[name]) !== undefined);
      await changesNothing(async () => {
        for (const name of names) {
          const swapped = { ...fields, [name]: foreignFor(fields[name]) ?? "" };
          const path = addressOf(route, here) + (query?.(here) ?? "");
          const answer = await served.ask(path, { as: world.people[by].token, form: swapped });
          expect([name, answer.status]).toEqual([name, expect.toBeOneOf([400, 403, 404, 409])]);
        }
      });
    },
  );
});

const leadsTo = (path: string, answer: Answer) =>
  (answer.status === 302 && (answer.headers["location"] ?? "").startsWith(path)) ||
  (answer.status === 202 && answer.text.includes(path));

const dangerous = everyRoute.filter(([, { proved }]) => proved);
describe.each(dangerous)("%s, to somebody whose proof is old", (route, { loader }) => {
  const late = async () => {
    const who = people.find((each) => loader && loader !== "public" && may(world.people[each].actor, loader));
    const token = await signedIn(world.people[who ?? "scheduler"].actor.id);
    await db.execute(
      sql`update sign_ins set proved_at = now() - interval '1 day' where id = ${hashOf(token)}`,
    );
    return token;
  };

  test("leads to where one proves who one is, as a page and as data", async () => {
    const token = await late();
    const address = addressOf(route, world.here);
    for (const way of [address, dataOf(address)]) {
      const answer = await served.ask(way, { as: token });
      expect([way, leadsTo("/confirm", answer)]).toEqual([way, true]);
    }
  });

  test.each(posts.filter((post) => post.route === route).map((post) => [post.name, post] as const))(
    "refuses a right form of %s, and changes nothing",
    async (_, { form, query }) => {
      const token = await late();
      await changesNothing(async () => {
        const address = addressOf(route, world.here) + (query?.(world.here) ?? "");
        const answer = await served.ask(address, { as: token, form: form(world.here) });
        expect([answer.status, answer.headers["location"]]).toEqual([409, undefined]);
      });
    },
  );
});

test("an administrator without a second factor gets nowhere but to setting one up", async () => {
  const boss = await anAccount("Nora Boss", ["administrator", "scheduler"], [world.here.clinicId]);
  await db.execute(sql`delete from passkeys where account_id = ${boss.id}`);
  const token = await signedIn(boss.id);
  for (const [route, { loader }] of everyRoute) {
    if (!loader || loader === "public" || route === "routes/live") continue;
    const answer = await served.ask(addressOf(route, world.here), { as: token });
    const wanted = !may(boss, loader) ? "403" : loader.startsWith("self.") ? "200" : "set up";
    const got = leadsTo("/second-factor", answer) ? "set up" : String(answer.status);
    expect([route, got]).toEqual([route, wanted]);
  }
});

describe("those who may", () => {
  // After all refusals: these do change what they are sent for, which proves that the forms were right.
  test.each(posts.map((post) => [`${post.route}, ${post.name}`, post] as const))("%s", async (_, post) => {
    const { route, form, query, by, host } = post;
    const before = await fingerprint();
    const token = await signedIn(world.people[by].actor.id);
    const answer = await served.ask(addressOf(route, world.here) + (query?.(world.here) ?? ""), {
      as: token,
      form: form(world.here),
      ...(host && { headers: { host, origin: `http://${host}` } }),
    });
    expect([answer.status, answer.status === 302 ? answer.headers["location"] : ""]).toEqual([
      expect.toBeOneOf([200, 302]),
      expect.not.stringMatching(/^(?:https?:)?\/\/|^\/sign-in\?/),
    ]);
    if (!post.own && !post.file) expect(await fingerprint()).not.toEqual(before);
  });
});
