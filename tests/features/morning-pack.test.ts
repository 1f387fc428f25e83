import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, claims, clinics, patients, sessions, timeOff } from "db/schema";
import { makePackNow } from "~/features/morning-pack/commands.server";
import { listPacks, missingPacks, takePack } from "~/features/morning-pack/queries.server";
import { findPack, keepPack, readPack } from "~/features/morning-pack/store.server";
import { morningPacks } from "~/jobs/morning-packs";
import { freshDatabase } from "tests/support/database";
import { aPatient, aPlan, aPractice, aSession, asks, NOW, type Practice } from "tests/support/practice";

const folder = mkdtempSync(join(tmpdir(), "tendon-packs-"));
let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;

beforeAll(async () => {
  process.env.MORNING_PACK_DIR = folder;
  database = await freshDatabase();
  practice = await aPractice();
});
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const TODAY = "2026-11-24";
const work = (now: Date) => morningPacks.run({}, { now, signal: new AbortController().signal });
/** Half past five in Denver and in Berlin. */
const dawn = { denver: new Date("2026-11-24T12:30:00Z"), berlin: new Date("2026-11-24T04:30:00Z") };

async function comes(
  startsAt: string,
  known: Partial<typeof patients.$inferInsert> = {},
  status: "booked" | "cancelled-by-patient" = "booked",
  lane = 0,
) {
  const { riverside, physician, rooms, carts } = practice;
  const patientId = await aPatient(riverside, known);
  const plan = await aPlan(riverside, physician, {
    patientId,
    diagnosis: "CLINICAL diagnosis",
    goal: "CLINICAL goal",
    notes: "CLINICAL notes",
  });
  return aSession({
    plan,
    clinicId: riverside,
    roomId: rooms[lane] ?? "",
    deviceId: carts[lane] ?? "",
    physicianId: physician.id,
    startsAt: new Date(startsAt),
    status,
  });
}

describe("the job", () => {
  test("makes each clinic's pack at its own hour, once, and again only when it was made before that", async () => {
    const { riverside, harbour } = practice;
    await work(dawn.berlin);
    expect(await readPack(harbour, TODAY)).not.toBeNull();
    expect(await readPack(riverside, TODAY)).toBeNull();
    await work(dawn.denver);
    const made = await findPack(riverside, TODAY);
    expect(made).toEqual({ madeAt: dawn.denver, sessions: 0 });
    await work(new Date(dawn.denver.getTime() + 3_600_000));
    expect(await findPack(riverside, TODAY)).toEqual(made);
    expect((await findPack(harbour, TODAY))?.madeAt).toEqual(dawn.berlin);
  });

  test("follows the hour that an administrator sets", async () => {
    const { harbour } = practice;
    await db.update(clinics).set({ morningPackMinute: 420 }).where(eq(clinics.id, harbour));
    await work(dawn.berlin);
    expect(await readPack(harbour, TODAY)).toBeNull();
    await work(new Date("2026-11-24T06:00:00Z"));
    expect(await readPack(harbour, TODAY)).not.toBeNull();
    await db.update(clinics).set({ morningPackMinute: 330 }).where(eq(clinics.id, harbour));
  });

  test("keeps the others when one clinic's folder cannot be written, and says so", async () => {
    const { riverside, harbour } = practice;
    writeFileSync(join(folder, harbour), "in the way");
    await expect(work(dawn.denver)).rejects.toThrow();
    expect(await readPack(riverside, TODAY)).not.toBeNull();
  });

  test("lets go of old packs and of what a killed process left, and of nothing that another is writing", async () => {
    const { riverside } = practice;
    await keepPack(riverside, "2026-11-16", "old");
    await keepPack(riverside, "2026-11-17", "kept");
    const left = join(folder, riverside, ".01234567-0123-0123-0123-0123456789ab.tmp");
    writeFileSync(left, "half");
    utimesSync(left, dawn.berlin, dawn.berlin);
    const beingWritten = ".76543210-0123-0123-0123-0123456789ab.tmp";
    writeFileSync(join(folder, riverside, beingWritten), "half");
    writeFileSync(join(folder, riverside, "notes.txt"), "somebody's own");
    await work(dawn.denver);
    expect(readdirSync(join(folder, riverside)).sort()).toEqual([
      beingWritten,
      "2026-11-17.html",
      `${TODAY}.html`,
      "notes.txt",
    ]);
  });
});

test("a pack is nobody else's to read on the machine, and replaced whole", async () => {
  const { riverside } = practice;
  await keepPack(riverside, TODAY, "first");
  const file = join(folder, riverside, `${TODAY}.html`);
  utimesSync(file, new Date(0), new Date(0));
  await keepPack(riverside, TODAY, "second");
  expect(readFileSync(file, "utf8")).toBe("second");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, riverside)).mode & 0o777).toBe(0o700);
});

test.each([
  ["../../etc", TODAY],
  ["", TODAY],
  ["practice", TODAY],
])("%j is no clinic's folder", async (clinic, day) => {
  await expect(keepPack(clinic, day, "x")).rejects.toThrow("is an id");
  await expect(readPack(clinic, day)).rejects.toThrow("is an id");
  expect(readdirSync(folder)).toEqual([]);
});

test.each(["../2026-11-24", "2026-11-24/..", "2026-02-30", "..", "2026-11-24.html\u0000"])(
  "%j is no pack's day",
  async (day) => {
    await expect(readPack(practice.riverside, day)).rejects.toThrow("is a day");
  },
);

describe("what is in it", () => {
  async function pack() {
    const outcome = await makePackNow(asks(practice.scheduler), practice.riverside);
    if (!outcome.ok) throw new Error("not made");
    return (await readPack(practice.riverside, TODAY)) ?? "";
  }

  test("who comes, when and where, with a number to call; tomorrow; and nothing clinical", async () => {
    await comes("2026-11-24T18:00:00Z", {
      givenName: "Nadia",
      familyName: "Rahman",
      phone: "+1 303 555 0177",
    });
    await comes("2026-11-25T18:00:00Z", { givenName: "Otto", familyName: "Morgen" });
    await comes("2026-11-24T19:00:00Z", { givenName: "Gone", familyName: "Away" }, "cancelled-by-patient", 1);
    await comes("2026-11-26T18:00:00Z", { givenName: "Later", familyName: "Still" });
    const html = await pack();
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).toContain("Nadia Rahman");
    expect(html).toContain("+1 303 555 0177");
    expect(html).toContain("11:00 to 11:30");
    expect(html).toContain("Otto Morgen");
    expect(html).not.toContain("Later Still");
    expect(html).not.toContain("CLINICAL");
    const [, notComing = ""] = /Not coming:(.*?)<\/p>/.exec(html) ?? [];
    expect(notComing).toContain("Gone Away");
    expect((await findPack(practice.riverside, TODAY))?.sessions).toBe(1);
  });

  test("names are text whatever they hold, and nothing is asked of anybody", async () => {
    const name = `<script>alert(1)</script>"><img src=x onerror=alert(2)>`;
    await comes("2026-11-24T20:00:00Z", {
      givenName: name,
      familyName: "O'Hara & <b>Sons</b>",
      phone: `"><i>`,
    });
    const html = await pack();
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).not.toMatch(/<(script|img|b|i|link|iframe|object|form)\b/i);
    expect(html).not.toMatch(/(src|href)="(?!#)/);
    expect(html).not.toMatch(/url\(|@import/);
    expect(html).toContain("default-src &#x27;none&#x27;");
  });

  test("who lost a place stands on the list of those to call, whatever the day", async () => {
    const id = await comes("2026-12-08T18:00:00Z", { givenName: "Dora", familyName: "Placed" });
    const [off] = await db
      .insert(timeOff)
      .values({
        kind: "leave",
        resourceId: practice.physician.id,
        startsAt: new Date("2026-12-08T00:00:00Z"),
        endsAt: new Date("2026-12-09T00:00:00Z"),
        reason: "PRIVATE reason",
      })
      .returning();
    await db.transaction(async (tx) => {
      const { physician } = practice;
      await tx.delete(claims).where(and(eq(claims.sessionId, id), eq(claims.resourceId, physician.id)));
      await tx.update(sessions).set({ displacedAt: NOW, displacedBy: off?.id }).where(eq(sessions.id, id));
    });
    const html = await pack();
    expect(html.slice(html.indexOf('id="displaced"'))).toContain("Dora Placed");
    expect(html).not.toContain("PRIVATE");
  });
});

describe("who may have it", () => {
  test("the desk and the physicians of the clinic, and each taking is noted", async () => {
    const { riverside, scheduler, physician, harbour } = practice;
    for (const actor of [scheduler, physician]) {
      expect((await takePack(asks(actor), riverside, null))?.day).toBe(TODAY);
      const [noted] = await db.select().from(auditEvents).where(eq(auditEvents.actorId, actor.id));
      expect(noted).toBeDefined();
      expect(await takePack(asks(actor), harbour, null)).toBeNull();
    }
    const taken = await db.select().from(auditEvents).where(eq(auditEvents.action, "morning-pack.download"));
    expect(taken.map(({ clinicId }) => clinicId)).toEqual([riverside, riverside]);
  });

  test("not an administrator, and not the desk of another clinic, who cannot have it made either", async () => {
    const { riverside, administrator, harbourScheduler } = practice;
    for (const actor of [administrator, harbourScheduler]) {
      expect(await takePack(asks(actor), riverside, null)).toBeNull();
      const made = await makePackNow(asks(actor), riverside);
      expect(made).toMatchObject({ ok: false, refusal: { code: "not-found" } });
    }
    expect(await readPack(riverside, TODAY)).toBeNull();
    expect(await listPacks(administrator, "all", NOW)).toEqual([]);
  });

  test("of today as it stands now where none is kept; of another day only what is kept", async () => {
    const { riverside, scheduler } = practice;
    expect((await takePack(asks(scheduler), riverside, null))?.html).toContain("Riverside");
    expect(await takePack(asks(scheduler), riverside, "2026-11-23")).toBeNull();
    await keepPack(riverside, "2026-11-23", "kept yesterday");
    expect((await takePack(asks(scheduler), riverside, "2026-11-23"))?.html).toBe("kept yesterday");
  });
});

test("a pack that was due and is not there is missing, until somebody makes it", async () => {
  const { scheduler, riverside } = practice;
  expect(await missingPacks(scheduler, "all", new Date(dawn.denver.getTime() + 60_000))).toEqual([]);
  expect(await missingPacks(scheduler, "all", NOW)).toEqual(["Riverside"]);
  writeFileSync(join(folder, riverside), "in the way");
  expect(await makePackNow(asks(scheduler), riverside)).toMatchObject({
    ok: false,
    refusal: { code: "pack-not-kept" },
  });
  rmSync(join(folder, riverside));
  expect(await makePackNow(asks(scheduler), riverside)).toMatchObject({ ok: true });
  expect(await missingPacks(scheduler, "all", NOW)).toEqual([]);
  const [row] = await listPacks(scheduler, "all", NOW);
  expect(row?.state).toEqual({ kind: "made", madeAt: NOW });
});
