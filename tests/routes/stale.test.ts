import { describe, expect, test } from "vitest";
import { fingerprint, signedIn, type Answer, type Form, type Served } from "tests/support/served";
import { tally } from "tests/support/tally";
import { addressOf } from "./addresses";
import { posts, type Posted } from "./forms";
import { withServedWorld } from "./served-world";
import type { World } from "./world";

/**
 * Two people open the same form, and both send it: at once, and one after the other. Exactly one is taken; the other is
 * told, and changes nothing. Generated from every form that carries a version.
 */
let served: Served;
let world: World;
withServedWorld((...given) => ([served, world] = given));

const ROUNDS = 10;
const versionOf = ({ form }: Posted) => Number(form(world.here)["version"]);
const carriesVersion = ({ form }: Posted) => /\bversion: "\d+"/.test(form.toString());

/** What two people would write differently. */
const texts = ["note", "goal", "solution", "deskNotes"];
const numbers = ["otherPhysician"];
let salt = 0;
function written(post: Posted, version: string): Form {
  salt += 1;
  const form: Form = { ...post.form(world.here), version };
  for (const name of texts)
    if (typeof form[name] === "string") form[name] = `${form[name]} ${String(salt)}`.trim();
  if ("tab" in form) form["tab"] = `another-tab-${String(salt)}`;
  for (const name of numbers) if (name in form) form[name] = String(salt % 90);
  return form;
}

/** A page that saves while one types answers in data, whatever it says. */
const isTaken = ({ status, text }: Answer) =>
  status === 302 || (status === 200 && !text.startsWith('{"ok":false'));
const isRefused = ({ status, text }: Answer) =>
  status === 409 || (text.startsWith('{"ok":false') && text.includes('"refusal"'));

test("every form that carries a version is among them", () => {
  const all = posts.filter(({ form }) => "version" in form(world.here));
  expect(posts.filter(carriesVersion)).toEqual(all);
});

describe.each(posts.filter(carriesVersion).map((post) => [`${post.route}, ${post.name}`, post] as const))(
  "%s",
  (_, post) => {
    test("of two who send it one is taken, and whoever comes later changes nothing", async () => {
      const address = addressOf(post.route, world.here) + (post.query?.(world.here) ?? "");
      const { id } = world.people[post.by].actor;
      const send = async (form: Form) => served.ask(address, { as: await signedIn(id), form });
      let taken = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const version = String(versionOf(post) + round);
        const [one, other] = await Promise.all([send(written(post, version)), send(written(post, version))]);
        const won = [one, other].filter(isTaken).length;
        // A step of a visit or a report can be taken once; a page that is edited, again and again.
        if (won === 0 && taken > 0) break;
        if (won === 0) continue;
        tally("stale.pairs");
        tally("stale.lost", won - 1);
        expect([won, [one, other].filter(isRefused).length]).toEqual([1, 1]);
        taken += 1;
        const before = await fingerprint();
        const late = await send(written(post, version));
        tally("stale.pairs");
        if (isTaken(late)) tally("stale.lost");
        expect(isRefused(late)).toBe(true);
        expect(await fingerprint()).toEqual(before);
      }
      expect(taken).toBeGreaterThan(0);
    });
  },
);
