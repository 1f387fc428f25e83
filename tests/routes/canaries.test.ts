import { describe, expect, test } from "vitest";
import { fieldRights } from "~/domain/permissions";
import type { Role } from "~/domain/vocabulary";
import { fingerprint, type Served } from "tests/support/served";
import { everyAddress } from "./every-address";
import { withServedWorld } from "./served-world";
import { canaries, type Canary, type World } from "./world";

/**
 * A word of its own stands in every field of two clinics. Everybody asks for everything that can be asked for, and no
 * payload holds a word that its reader may not read: what is hidden on screen is not there at all.
 */
let served: Served;
let world: World;
withServedWorld((...given) => ([served, world] = given));

const seen = new Set<string>();
const people = ["scheduler", "physician", "administrator"] as const;

function mayRead(who: (typeof people)[number], { group, clinicId }: Canary): boolean {
  if (group === "nobody" || group === "own account") return false;
  const reach = fieldRights[group][who satisfies Role].read;
  return reach === "practice" || (reach !== "none" && world.people[who].actor.clinicIds.includes(clinicId));
}

describe.each(people)("%s", (who) => {
  const payloads = new Map<string, string>();

  test("asks for everything, and nothing is changed by asking", async () => {
    const before = await fingerprint();
    for (const address of everyAddress(world)) {
      const { status, text } = await served.ask(address, { as: world.people[who].token });
      expect([address, status < 500]).toEqual([address, true]);
      payloads.set(address, text.toLowerCase());
      for (const { word } of canaries) if (text.toLowerCase().includes(word.toLowerCase())) seen.add(word);
    }
    expect(await fingerprint()).toEqual(before);
  }, 180_000);

  test("finds no word that is not theirs to read", () => {
    const barred = canaries.filter((canary) => !mayRead(who, canary));
    expect(barred.length).toBeGreaterThan(20);
    const found = [...payloads].flatMap(([address, text]) =>
      barred
        .filter(({ word }) => text.includes(word.toLowerCase()))
        .map(({ word, group }) => `${address}: ${word} (${group})`),
    );
    expect(found, found.join("\n")).toEqual([]);
  });
});

test("every word is found by somebody who may read it, so that looking for them means something", () => {
  const readable = canaries.filter(
    (canary) => canary.clinicId === world.here.clinicId && people.some((who) => mayRead(who, canary)),
  );
  const unseen = readable
    .filter((canary) => !seen.has(canary.word))
    .map(({ word, group }) => `${word} (${group})`);
  expect(unseen, unseen.join("\n")).toEqual([]);
});
