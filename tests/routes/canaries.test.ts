import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "db/client";
import { fieldRights } from "~/domain/permissions";
import type { Role } from "~/domain/vocabulary";
import { freshDatabase } from "tests/support/database";
import { fingerprint, serveApp, type Served } from "tests/support/served";
import { addressOf, dataOf, everyRoute } from "./addresses";
import { aWorld, canaries, inDays, type Canary, type World } from "./world";

/**
 * A word of its own stands in every field of two clinics. Everybody asks for everything that can be asked for, and no
 * payload holds a word that its reader may not read: what is hidden on screen is not there at all.
 */
let database: Awaited<ReturnType<typeof freshDatabase>>;
let served: Served;
let world: World;

beforeAll(async () => {
  database = await freshDatabase();
  world = await aWorld();
  served = await serveApp();
});
afterAll(async () => {
  await served.stop();
  await closeDatabase();
  await database.drop();
});

const seen = new Set<string>();
const people = ["scheduler", "physician", "administrator"] as const;

function mayRead(who: (typeof people)[number], { group, clinicId }: Canary): boolean {
  if (group === "nobody" || group === "own account") return false;
  const reach = fieldRights[group][who satisfies Role].read;
  return reach === "practice" || (reach !== "none" && world.people[who].actor.clinicIds.includes(clinicId));
}

/** What else a page can be asked to show. */
function variants(route: string): string[] {
  const { here, there } = world;
  const clinics = [here.clinicId, there.clinicId];
  if (route.includes("calendar.")) {
    const days = [0, 21, -21].map((day) => `?date=${inDays(day)}&clinic=${here.clinicId}`);
    return [
      ...days,
      ...["room", "device", "physician"].map((by) => `?date=${inDays(0)}&by=${by}`),
      `?clinic=${there.clinicId}`,
    ];
  }
  if (route === "routes/plans._index" || route === "routes/plans[.]csv") {
    return [
      ...["all", "attention", "unanswered"].map((show) => `?show=${show}`),
      "?show=all&q=zq",
      `?show=all&clinic=${there.clinicId}`,
      `?show=all&physician=${there.physician.id}`,
      `?show=all&columns=patient,region,physician,clinic,progress,next,gap,report,status,diagnosis,goal`,
      `?chosen=${there.plan.id}&chosen=${here.plan.id}&move=hold`,
    ];
  }
  if (route === "routes/patients._index")
    return ["?show=all", "?show=all&q=zq", `?show=all&clinic=${there.clinicId}`];
  if (route === "routes/find") return ["?q=zq", "?q=Zq1", "?q=knee"];
  if (route === "routes/plans.new")
    return ["?find=zq", `?patient=${there.plan.patientId}`, `?patient=${here.plan.patientId}`];
  if (route === "routes/sessions.new") {
    return [
      "?q=zq",
      ...[here, there].map(
        (site) => `?plan=${site.plan.id}&clinic=${site.clinicId}&date=${inDays(42)}&at=09:00`,
      ),
    ];
  }
  if (route === "routes/sessions.$id.move")
    return [`?date=${inDays(22)}`, `?date=${inDays(22)}&clinic=${there.clinicId}`];
  if (route === "routes/plans.$id.report")
    return [here, there].map((site) => `?report=${site.reports.answered}`);
  if (route === "routes/follow-up") {
    return ["?show=waiting", ...[here, there].map(({ reports }) => `?done=${reports.attempt}`)];
  }
  if (route.includes("outcomes")) {
    return [...clinics.map((clinic) => `?clinic=${clinic}&point=6-months`), "?figure=regions", "?beyond=1"];
  }
  if (route === "routes/patients.$id._index") return ["?visits=all"];
  if (route === "routes/settings.hours") return [`?physician=${here.physician.id}&at=${here.clinicId}`];
  if (route === "routes/_index") return clinics.map((clinic) => `?clinic=${clinic}`);
  return [];
}

function everyAddress(): string[] {
  const pages = everyRoute
    .filter(([route, { loader }]) => loader && route !== "routes/live")
    .flatMap(([route]) => {
      const bare = [...new Set([addressOf(route, world.here), addressOf(route, world.there)])];
      const asked = variants(route).flatMap((query) =>
        bare.filter((path) => !path.includes("?")).map((path) => path + query),
      );
      return [...bare, ...bare.map(dataOf), ...asked];
    });
  const { here, there } = world;
  const ids = [here, there].flatMap(({ sessions }) =>
    Object.values(sessions).flatMap((id) => [`/sessions/${id}`, `/sessions/${id}/record`]),
  );
  const records = [here, there].flatMap(({ sessions, lotId }) => [
    dataOf(`/sessions/${sessions.performed}/record`),
    `/sessions/${sessions.performed}/record?amend=1`,
    `/settings/lots?lot=${lotId}`,
    "/lots?q=zq",
  ]);
  const accounts = [here, there].map(({ physician }) => `/settings/accounts/${physician.id}`);
  return [
    ...new Set([
      ...pages,
      ...ids,
      ...records,
      ...accounts,
      `/patients/${world.sharedPatientId}`,
      "/_root.data?_routes=root",
    ]),
  ];
}

describe.each(people)("%s", (who) => {
  const payloads = new Map<string, string>();

  test("asks for everything, and nothing is changed by asking", async () => {
    const before = await fingerprint();
    for (const address of everyAddress()) {
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
