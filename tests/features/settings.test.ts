import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { claims, clinicHours, clinics, devices, protocols, rooms, timeOff } from "db/schema";
import { startingProtocols } from "~/domain/starting-protocols";
import { addClinic, editClinic, setClinicHours } from "~/features/settings/clinic-commands.server";
import { addDevice, closeDevice, editDevice, reopenDevice } from "~/features/settings/device-commands.server";
import { clinicForm, clinicPageForm, protocolForm, weekOf } from "~/features/settings/forms";
import { findOverview } from "~/features/settings/overview.server";
import { findClinic, listPlaces } from "~/features/settings/places.server";
import { editProtocol, listProtocols } from "~/features/settings/protocols.server";
import { addRoom, closeRoom, editRoom, reopenRoom } from "~/features/settings/room-commands.server";
import { saveTimeOff } from "~/features/time-off/commands.server";
import { parseForm } from "~/http/read-form.server";
import { freshDatabase } from "tests/support/database";
import {
  aClinic,
  aDevice,
  anAccount,
  aPlan,
  aPractice,
  aRoom,
  aSession,
  asks,
  NOW,
  type Practice,
} from "tests/support/practice";
import { auditOf } from "./accounts-practice";
import { done, refusalOf } from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
  await db.insert(protocols).values(startingProtocols());
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const boss = () => asks(practice.administrator);
const details = (name: string, known: object = {}) => ({
  name,
  zone: "America/Denver",
  address: "",
  morningPackAt: 330,
  phone: "",
  ...known,
});
const inDays = (days: number, hour = 17) => new Date(Date.UTC(2026, 10, 24 + days, hour));

async function bookedAt(known: { clinicId?: string; roomId: string; deviceId: string; startsAt?: Date }) {
  const plan = await aPlan(practice.riverside, practice.physician);
  return aSession({
    plan,
    clinicId: practice.riverside,
    physicianId: (await anAccount("Extra Doctor", ["physician"], [practice.riverside])).id,
    startsAt: inDays(5),
    ...known,
  });
}

describe("a clinic", () => {
  test("is added and edited, told in the audit, refused on an old version", async () => {
    const { id } = await done(addClinic(boss(), details("Foothills")));
    await done(editClinic(boss(), id, { ...details("Foothills", { phone: "720 555 0140" }), version: 1 }));
    const [, edited] = await auditOf("clinic", id);
    expect(edited).toMatchObject({
      action: "clinic.edit",
      clinicId: id,
      before: { phone: "" },
      after: { phone: "720 555 0140" },
    });
    const stale = await refusalOf(editClinic(boss(), id, { ...details("Elsewhere"), version: 1 }));
    expect(stale).toMatchObject({ code: "stale", changed: { by: "Ada Boss", fields: ["phone"] } });
    expect((await findClinic(id, NOW))?.name).toBe("Foothills");
  });

  test.each([
    ["Denver", "America/Denver"],
    ["new york", "America/New_York"],
    ["europe/berlin", "Europe/Berlin"],
    ["America/Denver", "America/Denver"],
  ])("is in %s by its city's name: %s", async (typed, zone) => {
    const { id } = await done(addClinic(boss(), details(`Near ${typed}`, { zone: typed })));
    expect((await findClinic(id, NOW))?.zone).toBe(zone);
  });

  test.each(["Europe/Atlantis", "GMT+2", "+01:00", "Europe/../etc", "Springfield"])(
    "has no zone %s",
    async (zone) => {
      const refusal = await refusalOf(addClinic(boss(), details(`In ${zone}`, { zone })));
      expect(refusal).toMatchObject({ code: "zone-unknown", field: "zone" });
    },
  );

  test("has its morning pack made at an hour of its own, half past five where none is typed", async () => {
    const typed = { name: "Pack hour", zone: "America/Denver" };
    expect(clinicForm.parse(typed).morningPackAt).toBe(330);
    expect(clinicForm.parse({ ...typed, morningPackAt: "06:15" }).morningPackAt).toBe(375);
    for (const morningPackAt of ["24:00", "6", "x", "99:99", ""]) {
      const { error } = clinicForm.safeParse({ ...typed, morningPackAt });
      expect(error?.issues.map(({ message }) => message)).toEqual(["Enter a time such as 05:30"]);
    }
    const added = await done(addClinic(boss(), { ...details("Pack hour"), morningPackAt: 375 }));
    const [row] = await db.select().from(clinics).where(eq(clinics.id, added.id));
    expect(row?.morningPackMinute).toBe(375);
  });

  test("has a name of its own", async () => {
    expect(await refusalOf(addClinic(boss(), details("Riverside")))).toMatchObject({
      code: "name-taken",
      field: "name",
    });
  });

  test("keeps its zone while sessions are booked, and says how many", async () => {
    const clinicId = await aClinic("Zoned", "America/Denver");
    const [roomId, deviceId] = [await aRoom(clinicId), await aDevice(clinicId)];
    await bookedAt({ clinicId, roomId, deviceId });
    const input = { ...details("Zoned", { zone: "America/Chicago" }), version: 1 };
    expect(await refusalOf(editClinic(boss(), clinicId, input))).toMatchObject({
      code: "has-future-sessions",
      field: "zone",
      count: 1,
    });
    const later = { ...boss(), now: inDays(6) };
    await done(editClinic(later, clinicId, input));
    expect((await findClinic(clinicId, inDays(6)))?.zone).toBe("America/Chicago");
  });

  test("is nobody's to change who is no administrator, or one no longer", async () => {
    const input = { ...details("Mine"), version: 1 };
    for (const actor of [practice.scheduler, practice.physician]) {
      expect(await refusalOf(editClinic(asks(actor), practice.riverside, input))).toMatchObject({
        code: "not-allowed",
      });
      expect(
        await refusalOf(addRoom(asks(actor), practice.riverside, { name: "Mine", kind: "procedure" })),
      ).toMatchObject({
        code: "not-allowed",
      });
    }
    const fallen = await anAccount("Dee Posed", ["administrator"], []);
    await db.execute(sql`update accounts set deactivated_at = now() where id = ${fallen.id}`);
    expect(await refusalOf(addClinic(asks(fallen), details("Mine")))).toMatchObject({ code: "not-allowed" });
  });
});

describe("opening hours", () => {
  const typed = (known: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ intent: "hours", version: "1", ...known }))
      form.set(name, value);
    return parseForm(form, clinicPageForm);
  };

  test("are typed a line a day, and replace the week", async () => {
    const clinicId = await aClinic("Hours", "America/Denver");
    const form = typed({ day1: "8-12, 13-17", day3: "", day6: "09:30–11:00" });
    if (!form.ok || form.data.intent !== "hours") throw new Error("was not read");
    await done(setClinicHours(boss(), clinicId, { version: 1, week: weekOf(form.data) }));
    const rows = await db.select().from(clinicHours).where(eq(clinicHours.clinicId, clinicId));
    expect(rows.map((row) => [row.weekday, row.startsMinute, row.endsMinute]).sort()).toEqual(
      [
        [1, 480, 720],
        [1, 780, 1020],
        [6, 570, 660],
      ].sort(),
    );
    expect(await refusalOf(setClinicHours(boss(), clinicId, { version: 1, week: [] }))).toMatchObject({
      code: "stale",
      changed: { fields: ["hours"] },
    });
  });

  test("that overlap, end before they start or are no times are told on their day", () => {
    const form = typed({ day1: "8-12, 11-13", day2: "17-8", day5: "mornings", day6: "" });
    expect(!form.ok && Object.keys(form.faults.errors).sort()).toEqual(["day1", "day2", "day5"]);
  });

  test("leave what is booked outside them booked, and count it", async () => {
    const clinicId = await aClinic("Narrow", "America/Denver");
    const [roomId, deviceId] = [await aRoom(clinicId), await aDevice(clinicId)];
    // 10:00 in Denver, a Sunday.
    await bookedAt({ clinicId, roomId, deviceId });
    expect((await findClinic(clinicId, NOW))?.outsideHours).toBe(0);
    const week = [{ weekday: 7, startsMinute: 600, endsMinute: 629 }];
    await done(setClinicHours(boss(), clinicId, { version: 1, week }));
    expect((await findClinic(clinicId, NOW))?.outsideHours).toBe(1);
    const wider = [{ weekday: 7, startsMinute: 600, endsMinute: 630 }];
    await done(setClinicHours(boss(), clinicId, { version: 2, week: wider }));
    expect((await findClinic(clinicId, NOW))?.outsideHours).toBe(0);
  });
});

describe("a room", () => {
  const roomNamed = async (name: string) => {
    const [row] = await db
      .select()
      .from(rooms)
      .where(and(eq(rooms.clinicId, practice.riverside), eq(rooms.name, name)));
    return row ?? Promise.reject(new Error(`no ${name}`));
  };

  test("is added, renamed, closed and reopened", async () => {
    await done(addRoom(boss(), practice.riverside, { name: "Room 7", kind: "procedure" }));
    const { id } = await roomNamed("Room 7");
    await done(editRoom(boss(), practice.riverside, id, { name: "Room 8", kind: "shielded", version: 1 }));
    await done(closeRoom(boss(), practice.riverside, id));
    expect((await roomNamed("Room 8")).closedAt).toEqual(NOW);
    await done(reopenRoom(boss(), practice.riverside, id));
    expect((await roomNamed("Room 8")).closedAt).toBeNull();
    expect((await auditOf("room", id)).map(({ action }) => action)).toEqual([
      "room.add",
      "room.edit",
      "room.close",
      "room.reopen",
    ]);
  });

  test("with sessions ahead is not closed, and says how many; once maintenance took it from them, it is", async () => {
    const roomId = await aRoom(practice.riverside, "procedure", "Room busy");
    await bookedAt({ roomId, deviceId: practice.carts[0] ?? "" });
    await bookedAt({ roomId, deviceId: practice.carts[0] ?? "", startsAt: inDays(6) });
    expect(await refusalOf(closeRoom(boss(), practice.riverside, roomId))).toMatchObject({
      code: "has-future-sessions",
      count: 2,
    });
    const target = { kind: "maintenance" as const, id: roomId };
    await done(saveTimeOff(boss(), { target, fromDay: "2026-11-28", untilDay: "2026-12-05", reason: "" }));
    await done(closeRoom(boss(), practice.riverside, roomId));
  });

  test("that opens during a closure is closed like the others", async () => {
    const clinicId = await aClinic("Closing", "America/Denver");
    const target = { kind: "closure" as const, id: clinicId };
    const { id } = await done(saveTimeOff(boss(), { target, fromDay: "2026-12-24", reason: "" }));
    await done(addRoom(boss(), clinicId, { name: "Late", kind: "procedure" }));
    const [late] = await db.select().from(rooms).where(eq(rooms.clinicId, clinicId));
    const held = await db
      .select()
      .from(claims)
      .where(eq(claims.resourceId, late?.id ?? ""));
    expect(held).toMatchObject([{ timeOffId: id }]);
    expect(await db.select().from(timeOff).where(eq(timeOff.id, id))).toHaveLength(1);
  });

  test("keeps its lead while a fluoroscope is fixed in it or booked for it", async () => {
    const lead = await aRoom(practice.riverside, "shielded", "Lead");
    const cArm = await aDevice(practice.riverside, "fluoroscope", lead);
    const input = { name: "Lead", kind: "procedure" as const, version: 1 };
    expect(await refusalOf(editRoom(boss(), practice.riverside, lead, input))).toMatchObject({
      code: "room-not-shielded",
      field: "kind",
    });
    await db.update(devices).set({ roomId: null }).where(eq(devices.id, cArm));
    await bookedAt({ roomId: lead, deviceId: cArm, startsAt: inDays(8) });
    expect(await refusalOf(editRoom(boss(), practice.riverside, lead, input))).toMatchObject({
      code: "has-future-sessions",
      field: "kind",
      count: 1,
    });
  });

  test("has a name of its own in its clinic, and belongs to no other", async () => {
    const again = { name: "Room 1", kind: "procedure" as const };
    expect(await refusalOf(addRoom(boss(), practice.riverside, again))).toMatchObject({
      code: "name-taken",
      field: "name",
    });
    await done(addRoom(boss(), practice.harbour, again));
    const elsewhere = { ...again, version: 1 };
    expect(
      await refusalOf(editRoom(boss(), practice.harbour, practice.rooms[0] ?? "", elsewhere)),
    ).toMatchObject({
      code: "not-found",
    });
    expect(await refusalOf(addRoom(boss(), randomUUID(), again))).toMatchObject({ code: "not-found" });
  });
});

describe("a device", () => {
  test("is fixed only to an open room of its clinic, a fluoroscope only behind lead", async () => {
    const fixed = (kind: "ultrasound" | "fluoroscope", fixedTo: string) =>
      addDevice(boss(), practice.riverside, { name: `D ${randomUUID().slice(0, 8)}`, kind, fixedTo });
    await done(fixed("fluoroscope", practice.xrayRoom));
    await done(fixed("ultrasound", practice.rooms[0] ?? ""));
    expect(await refusalOf(fixed("fluoroscope", practice.rooms[0] ?? ""))).toMatchObject({
      code: "room-not-shielded",
      field: "fixedTo",
    });
    expect(await refusalOf(fixed("ultrasound", practice.harbourRoom))).toMatchObject({
      code: "not-valid",
      field: "fixedTo",
    });
  });

  test("keeps its kind and its place while sessions count on them", async () => {
    const cart = await aDevice(practice.riverside);
    await bookedAt({ roomId: practice.rooms[0] ?? "", deviceId: cart, startsAt: inDays(9) });
    const input = { name: "Cart", kind: "ultrasound" as const, version: 1 };
    const edit = (known: object) => editDevice(boss(), practice.riverside, cart, { ...input, ...known });
    const held = { code: "has-future-sessions", count: 1 };
    expect(await refusalOf(edit({ kind: "fluoroscope" }))).toMatchObject({ ...held, field: "kind" });
    expect(await refusalOf(edit({ fixedTo: practice.rooms[1] }))).toMatchObject({
      ...held,
      field: "fixedTo",
    });
    expect(await refusalOf(closeDevice(boss(), practice.riverside, cart))).toMatchObject(held);
    await done(edit({ fixedTo: practice.rooms[0] }));
    expect(await refusalOf(edit({ name: "Other" }))).toMatchObject({
      code: "stale",
      changed: { by: "Ada Boss" },
    });
  });

  test("is closed and reopened", async () => {
    const cart = await aDevice(practice.riverside);
    await done(closeDevice(boss(), practice.riverside, cart));
    expect(
      (await findClinic(practice.riverside, NOW))?.devices.find(({ id }) => id === cart)?.closedAt,
    ).toEqual(NOW);
    await done(reopenDevice(boss(), practice.riverside, cart));
    expect((await auditOf("device", cart)).map(({ action }) => action)).toEqual([
      "device.close",
      "device.reopen",
    ]);
  });

  test("stays closed while the room it is fixed to has lost its lead meanwhile", async () => {
    const room = await aRoom(practice.riverside, "shielded", "Leaded");
    const input = { name: "Old C-arm", kind: "fluoroscope", fixedTo: room } as const;
    await done(addDevice(boss(), practice.riverside, input));
    const found = async () =>
      (await findClinic(practice.riverside, NOW))?.devices.find(({ name }) => name === input.name);
    const id = (await found())?.id ?? "";
    await done(closeDevice(boss(), practice.riverside, id));
    await done(editRoom(boss(), practice.riverside, room, { name: "Leaded", kind: "procedure", version: 1 }));
    expect(await refusalOf(reopenDevice(boss(), practice.riverside, id))).toMatchObject({
      code: "room-not-shielded",
      field: "fixedTo",
    });
    expect((await found())?.closedAt).toEqual(NOW);
  });
});

describe("a protocol", () => {
  const typed = (known: Record<string, string> = {}) => {
    const form = new FormData();
    const elbow = {
      region: "elbow",
      sessionsMin: "2",
      sessionsMax: "4",
      gapMinDays: "14",
      gapTargetDays: "21",
      gapMaxDays: "28",
      prepareMinutes: "5",
      treatMinutes: "15",
      recoverMinutes: "10",
      guidance: "ultrasound",
      solution: "Dextrose 50 % with lidocaine 1 %",
      version: "1",
    };
    for (const [name, value] of Object.entries({ ...elbow, ...known })) form.set(name, value);
    return parseForm(form, protocolForm);
  };

  test("saved becomes the practice's own, also unchanged", async () => {
    const form = typed();
    if (!form.ok) throw new Error("was not read");
    expect((await listProtocols()).find(({ region }) => region === "elbow")?.assumed).toBe(true);
    await done(editProtocol(boss(), form.data));
    expect((await listProtocols()).find(({ region }) => region === "elbow")).toMatchObject({
      assumed: false,
      version: 2,
    });
    expect(await auditOf("protocol", "elbow")).toMatchObject([{ after: { assumed: false } }]);
    expect(await refusalOf(editProtocol(boss(), form.data))).toMatchObject({ code: "stale" });
  });

  test.each([
    [{ sessionsMin: "5" }, "sessionsMax"],
    [{ gapTargetDays: "10" }, "gapTargetDays"],
    [{ gapMaxDays: "20" }, "gapMaxDays"],
    [{ treatMinutes: "0" }, "treatMinutes"],
    [{ treatMinutes: "13" }, "treatMinutes"],
    [{ gapMaxDays: "1e9" }, "gapMaxDays"],
    [{ sessionsMax: "NaN" }, "sessionsMax"],
    [{ region: "soul" }, "region"],
    [{ solution: "" }, "solution"],
  ])("with %o says so beside the field", (known, field) => {
    const form = typed(known);
    expect(!form.ok && Object.keys(form.faults.errors)).toEqual([field]);
  });
});

test("the overview counts what the practice has and lacks", async () => {
  const overview = await findOverview(NOW);
  expect(overview).toMatchObject({ assumedProtocols: 5 });
  expect(overview.physiciansWithoutHours).toBeGreaterThan(0);
  const riverside = (await listPlaces()).find(({ id }) => id === practice.riverside);
  const shown = await findClinic(practice.riverside, NOW);
  expect(riverside?.rooms).toBe(shown?.rooms.filter((room) => !room.closedAt).length);
  expect(riverside?.openDays).toBe(7);
});
