import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { db } from "db/client";
import { patients } from "db/schema";
import { openSearch } from "~/http/sealed-search.server";
import type { Served } from "tests/support/served";
import { withServedWorld } from "./served-world";
import type { World } from "./world";

/** Whose name is searched for stands in no address: not in the one that is led to, nor in any that its page links to. */
let served: Served;
let world: World;
withServedWorld((...given) => ([served, world] = given));

const name = "Halvorsen-Zabriskie";
let number: string;
beforeAll(async () => {
  const { patientId } = world.here.plan;
  const [patient] = await db
    .update(patients)
    .set({ familyName: name })
    .where(eq(patients.id, patientId))
    .returning({ number: patients.recordNumber });
  number = patient?.number ?? "";
});

const addressesIn = (html: string) =>
  [...html.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, address = ""]) =>
    decodeURIComponent(address.replaceAll("&amp;", "&")),
  );

const searches = [
  { to: "/patients", field: "q", by: "scheduler" },
  { to: "/plans", field: "q", by: "scheduler", others: { show: "all", region: "" } },
  { to: "/plans", field: "q", by: "physician", others: { show: "all" } },
  { to: "/plans/new", field: "find", by: "physician" },
  { to: "/sessions/new", field: "q", by: "scheduler", others: { at: "09:00" } },
  { to: "/find", field: "q", by: "physician" },
] as const;

test.each(searches)("$to, asked by a $by", async ({ to, field, by, ...rest }) => {
  const as = world.people[by].token;
  const others = "others" in rest ? rest.others : {};
  const led = await served.ask("/search", { as, form: { where: to, [field]: name, ...others } });
  expect(led.status).toBe(302);
  const address = new URL(led.headers["location"] ?? "", served.origin);
  expect(address.pathname).toBe(to);
  expect(address.search).not.toMatch(/halvorsen|zabriskie/i);
  expect(openSearch(address.searchParams.get(field) ?? "")).toBe(name);
  const page = await served.ask(address.pathname + address.search, { as });
  expect(page.status).toBe(200);
  expect(page.text).toContain(name);
  expect(addressesIn(page.text).filter((one) => /halvorsen|zabriskie/i.test(one))).toEqual([]);
});

test("a form that sends a search by its address asks for no person", async () => {
  const by = (to: string) => world.people[to.startsWith("/settings") ? "administrator" : "physician"].token;
  for (const to of [
    "/patients",
    "/plans",
    "/plans/new",
    "/find",
    "/settings/audit",
    "/settings/audit/patient",
  ]) {
    const { text } = await served.ask(to, { as: by(to) });
    const forms = text.match(/<form[^>]*>.*?<\/form>/gs) ?? [];
    const searching = forms.filter((form) => /name="(?:q|find)"/.test(form));
    expect([to, searching.length > 0]).toEqual([to, true]);
    for (const form of searching) {
      const asks = /<input[^>]*name="(?:q|find)"[^>]*>/.exec(form)?.[0] ?? "";
      expect([to, /^<form[^>]*method="post"/.test(form) || asks.includes('type="hidden"')]).toEqual([
        to,
        true,
      ]);
    }
  }
});

test("a saved view is kept as typed, and led to by a sealed address", async () => {
  const as = world.people.scheduler.token;
  const saved = await served.ask(`/plans?show=all&q=${name}`, {
    as,
    form: { intent: "save-view", name: "Mine" },
  });
  expect(saved.status).toBe(302);
  expect(saved.headers["location"]).not.toMatch(/halvorsen/i);
  const page = await served.ask(saved.headers["location"] ?? "", { as });
  const link = /<a[^>]*aria-current="page"[^>]*>\s*Mine/.exec(page.text)?.[0] ?? "";
  expect(link).toContain("q=.");
  expect(addressesIn(page.text).filter((one) => /halvorsen/i.test(one))).toEqual([]);
});

test("a patient's record number leads an administrator to their id, and what else is asked goes along", async () => {
  const as = world.people.administrator.token;
  const days = { who: "", from: "2026-01-01", to: "2026-12-31" };
  const trail = await served.ask("/search", {
    as,
    form: { where: "/settings/audit", find: number, ...days },
  });
  expect(trail.headers["location"]).not.toContain(number);
  expect((await served.ask(trail.headers["location"] ?? "", { as })).headers["location"]).toBe(
    `/settings/audit?patient=${world.here.plan.patientId}&from=2026-01-01&to=2026-12-31`,
  );
  const led = await served.ask("/search", { as, form: { where: "/settings/audit/patient", find: number } });
  expect(led.headers["location"]).not.toContain(number);
  const found = await served.ask(led.headers["location"] ?? "", { as });
  expect(found.headers["location"]).toBe(`/settings/audit/patient?patient=${world.here.plan.patientId}`);
});

test("the palette asks by a form, and is told by its own status what was wrong", async () => {
  const as = world.people.scheduler.token;
  const found = await served.ask("/find/results", { as, form: { q: name } });
  expect(found.status).toBe(200);
  expect(JSON.parse(found.text)).toMatchObject({ asked: name, text: name });
  expect(found.text).toContain(world.here.plan.id);
  const tooLong = await served.ask("/find/results", { as, form: { q: "a".repeat(1001) } });
  expect([tooLong.status, JSON.parse(tooLong.text)]).toMatchObject([400, { ok: false }]);
});

test("a search leads to the pages that search, and nowhere else", async () => {
  const as = world.people.scheduler.token;
  for (const to of ["https://evil.example", "//evil.example", "/settings/accounts", ""]) {
    expect([to, (await served.ask("/search", { as, form: { where: to, q: "a" } })).status]).toEqual([
      to,
      400,
    ]);
  }
});

test("a file or an answer for a script that may not be had says why, as text", async () => {
  const as = world.people.scheduler.token;
  const file = await served.ask("/outcomes.csv", { as });
  expect([file.status, file.headers["content-type"]]).toEqual([403, "text/plain; charset=utf-8"]);
  expect(file.text).toMatch(/^Your role does not open this page\./);
  const method = await served.ask("/report-alerts", { as });
  expect([method.status, method.text]).toMatchObject([
    expect.any(Number),
    expect.not.stringContaining("Unexpected"),
  ]);
  const draft = await served.ask(`/sessions/${world.here.sessions.now}/draft`, {
    as: world.people.physician.token,
    form: { version: "x" },
  });
  expect([draft.status, JSON.parse(draft.text)]).toMatchObject([400, { ok: false }]);
});
