import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db } from "db/client";
import { outcomeReports, reportLinks, throttles } from "db/schema";
import { issueReportLink, reportTokenHash } from "db/writes/report-links";
import { paths } from "~/paths";
import { fingerprint, type Form, type Served } from "tests/support/served";
import { dataOf } from "./addresses";
import { withServedWorld } from "./served-world";
import { canaries, type World } from "./world";

/** A patient's form as anybody on the internet can ask for it. */
let served: Served;
let world: World;
withServedWorld((...given) => ([served, world] = given));

const right: Form = {
  intent: "send",
  step: "2",
  rating: "good",
  pain: "3",
  activities: ["sleep", "walking"],
  selfCare: "done",
  adverseEffects: "Some swelling",
  remarks: "Thanks",
};
const address = () => paths.report(world.here.reportToken);
const ask = (path: string, form?: Form) => served.ask(path, form ? { form } : {});
/** To the other clinic's planted report, as if nobody had answered it. */
async function freshLink() {
  const [link] = await db
    .select({ reportId: reportLinks.reportId })
    .from(reportLinks)
    .where(eq(reportLinks.tokenHash, reportTokenHash(world.there.reportToken)));
  if (!link) throw new Error("no link was planted");
  const { reportId } = link;
  const nothing = { rating: null, pain: null, activities: null, selfCare: null, redFlags: null };
  await db
    .update(outcomeReports)
    .set({ ...nothing, status: "due", answeredAt: null, adverseEffects: null, remarks: null })
    .where(eq(outcomeReports.id, reportId));
  return db.transaction((tx) =>
    issueReportLink(tx, { reportId, by: null, purpose: "handed-over", now: new Date() }),
  );
}

describe("a stranger with a link", () => {
  test("finds nothing in any payload but where to call", async () => {
    const theirs = canaries.filter(({ group }) => group !== "practice.places").map(({ word }) => word);
    expect(theirs.length).toBeGreaterThan(20);
    const asked = await Promise.all([
      ask(address()),
      ask(dataOf(address())),
      ask(paths.report(world.here.reportToken, { language: "es" })),
      ask(address(), { ...right, intent: "continue", pain: "" }),
      ask(dataOf(address()), { ...right, intent: "continue" }),
    ]);
    for (const { text } of asked) {
      expect(theirs.filter((word) => text.toLowerCase().includes(word.toLowerCase()))).toEqual([]);
      expect(text).not.toContain(world.here.plan.patientId);
    }
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 400, 200]);
  });

  test("gets a page that is kept nowhere, sends its address nowhere, and names nobody in its title", async () => {
    const { headers, text } = await ask(address());
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["referrer-policy"]).toBe("same-origin");
    expect(text).toContain("<title>Your report to the clinic</title>");
    expect(text).toContain('<html lang="en"');
    expect(text).toContain("noindex");
  });

  test("reads it in the language of the address, and the page says so", async () => {
    const { text } = await ask(paths.report(world.here.reportToken, { language: "es" }));
    expect(text).toContain('<html lang="es"');
    expect(text).toContain("Su rodilla");
    expect((await ask(paths.report(world.here.reportToken, { language: "xx" }))).text).toContain("Your ");
  });

  test("changes nothing by looking, or by anything but sending", async () => {
    const before = await fingerprint();
    await ask(address());
    for (const intent of ["continue", "back", "stay"]) await ask(address(), { ...right, intent });
    await ask(address(), { ...right, pain: "" });
    expect(await fingerprint()).toEqual(before);
  });

  test("keeps all that was typed where something is missing, and is told beside the field and above", async () => {
    const { status, text } = await ask(address(), { ...right, rating: "", pain: "11" });
    expect(status).toBe(400);
    expect(text.match(/Choose how you rate the result/g)?.length).toBeGreaterThan(1);
    expect(text.match(/Choose a number from 0 to 10/g)?.length).toBeGreaterThan(1);
    expect(text).toContain("Some swelling");
    expect(text).toMatch(/checked=""[^>]*value="walking"|value="walking"[^>]*checked=""/);
  });

  test.each([
    ["markup", { remarks: '"><script>zq(1)</script>' }],
    ["NUL", { remarks: "a\u0000b" }],
    ["too much", { adverseEffects: "x".repeat(3000) }],
    ["lists where there is one", { rating: ["good", "poor"], pain: ["1", "2"] }],
    ["another's fields", { token: "x", status: "answered", enteredBy: "x", version: "7", reportId: "x" }],
    ["numbers that are none", { pain: "1e1" }],
    ["nothing", { intent: "", rating: "", pain: "" }],
    ["what was not asked", { intent: "drop", redFlags: ["hiccups", "fever"] }],
    ["a file", { remarks: { fileName: "x.html", text: "<script>zq(1)</script>" } }],
  ] as [string, Form][])("who sends %s is no fault of ours", async (_, fields) => {
    const token = await freshLink();
    for (const way of [paths.report(token), dataOf(paths.report(token))]) {
      const { status, text, headers } = await ask(way, { ...right, ...fields });
      expect(status).toBeLessThan(500);
      if (headers["content-type"]?.startsWith("text/html")) expect(text).not.toContain("<script>zq");
    }
  });
});

test("a fever is told whom to call on the page that answers, and nothing is told to a second tab", async () => {
  const token = await freshLink();
  const first = await ask(paths.report(token), { ...right, redFlags: "fever" });
  expect(first.status).toBe(200);
  expect(first.text).toContain("Please call us now.");
  expect(first.text).toMatch(/href="tel:/);
  const second = await ask(paths.report(token), { ...right, rating: "poor" });
  expect(second.text).toContain("Your answers are in.");
  const looked = await ask(paths.report(token));
  expect(looked.text).toContain("Your answers are in.");
  expect(looked.text).not.toMatch(/Please call us now\.|Some swelling/);
  const [link] = await db
    .select({ rating: outcomeReports.rating })
    .from(reportLinks)
    .innerJoin(outcomeReports, eq(outcomeReports.id, reportLinks.reportId))
    .where(eq(reportLinks.tokenHash, reportTokenHash(token)));
  expect(link?.rating).toBe("good");
});

describe("links that open nothing", () => {
  const ways = async () => {
    const revoked = await freshDead();
    return ["", "x", "a".repeat(43), `${"a".repeat(42)}%00`, "a".repeat(5000), "%ED%A0%80", revoked].map(
      (token) => `/report?token=${token}`,
    );
  };
  /** Of a report that is answered: the link before the one that was used. */
  async function freshDead() {
    const [link] = await db.select().from(reportLinks).limit(1);
    const dead = "D".repeat(43);
    await db.insert(reportLinks).values({
      reportId: link?.reportId ?? "",
      tokenHash: reportTokenHash(dead),
      purpose: "mail",
      issuedAt: new Date(Date.now() - 86_400_000),
      expiresAt: new Date(Date.now() + 86_400_000),
      revokedAt: new Date(),
    });
    return dead;
  }
  const plain = (text: string) =>
    text.replace(/[\w-]{22}(?=\\?")/g, "<nonce>").replace(/[0-9a-f-]{36}/g, "<id>");

  test("look alike whatever the cause, to whoever looks and to whoever sends", async () => {
    await db.delete(throttles).where(eq(throttles.key, throttles.key));
    const all = await ways();
    const looked = await Promise.all(all.map((way) => ask(way)));
    const sent = await Promise.all(all.map((way) => ask(way, right)));
    for (const answers of [looked, sent]) {
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
      expect(new Set(answers.map(({ text }) => plain(text).length)).size).toBe(1);
    }
    expect(looked[0]?.text).toContain("This link opens nothing any more");
  });

  test("are counted, and told to wait after too many; a link that opens its form is not", async () => {
    const open = address();
    for (let tries = 0; tries < 31; tries += 1) await ask(`/report?token=${String(tries)}`);
    const { status, text } = await ask("/report?token=once-more");
    expect(status).toBe(429);
    expect(text).toContain("too many tries");
    expect((await ask(open)).status).toBe(200);
  });
});
