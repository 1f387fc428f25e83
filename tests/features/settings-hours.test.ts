import { and, asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { workingHours } from "db/schema";
import { spansText, type WeekdaySpan } from "~/domain/working-hours";
import { setWorkingHours } from "~/features/settings/hours-commands.server";
import { findHours, listHours } from "~/features/settings/hours.server";
import { idsOutside } from "~/features/settings/outside.server";
import type { Actor } from "~/domain/actor";
import { freshDatabase } from "tests/support/database";
import { aPlan, aPractice, aSession, anAccount, asks, NOW, type Practice } from "tests/support/practice";
import { auditOf } from "./accounts-practice";
import { attend, claimsHeldBy, done, refusalOf, rowOf } from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const boss = () => asks(practice.administrator);
const aPhysician = (clinicIds = [practice.riverside]) => anAccount("Olu Hours", ["physician"], clinicIds);
const morning = (weekday: number): WeekdaySpan => ({ weekday, startsMinute: 480, endsMinute: 720 });
const afternoon = (weekday: number): WeekdaySpan => ({ weekday, startsMinute: 780, endsMinute: 1020 });

async function set(
  physician: Actor,
  from: string,
  week: WeekdaySpan[],
  { clinicId = practice.riverside, stamp }: { clinicId?: string; stamp?: string } = {},
) {
  const standing = await findHours(physician.id, clinicId, NOW);
  return setWorkingHours(boss(), {
    physicianId: physician.id,
    clinicId,
    from,
    week,
    stamp: stamp ?? standing?.stamp ?? "",
  });
}

const rowsOf = ({ id }: Actor) =>
  db
    .select({ weekday: workingHours.weekday, from: workingHours.validFrom, until: workingHours.validUntil })
    .from(workingHours)
    .where(and(eq(workingHours.physicianId, id)))
    .orderBy(asc(workingHours.validFrom), asc(workingHours.weekday));

describe("working hours", () => {
  test("set from a day on end the former week the day before", async () => {
    const olu = await aPhysician();
    await done(set(olu, "2026-11-24", [morning(1), morning(2)]));
    await done(set(olu, "2027-01-04", [morning(2), afternoon(2)]));
    expect(await rowsOf(olu)).toEqual([
      { weekday: 1, from: "2026-11-24", until: "2027-01-04" },
      { weekday: 2, from: "2026-11-24", until: null },
      { weekday: 2, from: "2027-01-04", until: null },
    ]);
    const shown = await findHours(olu.id, practice.riverside, NOW);
    expect(shown?.present.map(({ weekday }) => weekday)).toEqual([1, 2]);
    expect(shown?.coming).toMatchObject([{ from: "2027-01-04" }]);
    expect(spansText(shown?.coming[0]?.week ?? [])).toBe("08:00–12:00, 13:00–17:00");
    const [, audited] = await auditOf("working-hours", `${olu.id} ${practice.riverside}`);
    expect(audited).toMatchObject({
      before: { hours: "1 08:00–12:00; 2 08:00–12:00" },
      after: { hours: "2 08:00–12:00, 13:00–17:00", from: "2027-01-04" },
    });
  });

  test("of two administrators at once, one is saved and the other told who did", async () => {
    const olu = await aPhysician();
    const stamp = (await findHours(olu.id, practice.riverside, NOW))?.stamp ?? "";
    const outcomes = await Promise.all([
      set(olu, "2026-11-24", [morning(1)], { stamp }),
      set(olu, "2026-11-24", [morning(3)], { stamp }),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const lost = outcomes.find(({ ok }) => !ok);
    expect(lost).toMatchObject({
      refusal: { code: "stale", changed: { by: "Ada Boss", fields: ["from", "hours"] } },
    });
    expect(await rowsOf(olu)).toHaveLength(1);
  });

  test("at two clinics at one clock time are refused on their weekday, in turn and at once", async () => {
    const olu = await aPhysician([practice.riverside, practice.harbour]);
    await done(set(olu, "2026-11-24", [morning(4)]));
    const clash = { code: "hours-overlap", field: "day4" };
    const there = { clinicId: practice.harbour };
    expect(await refusalOf(set(olu, "2026-12-01", [morning(1), morning(4)], there))).toMatchObject(clash);
    await done(set(olu, "2026-12-01", [afternoon(4)], there));
    const both = await Promise.all([
      set(olu, "2026-12-01", [morning(5)]),
      set(olu, "2026-12-01", [morning(5)], there),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("do not reach into the past, and are an administrator's alone", async () => {
    const olu = await aPhysician();
    expect(await refusalOf(set(olu, "2026-11-23", [morning(1)]))).toMatchObject({
      code: "in-the-past",
      field: "from",
    });
    const own = {
      physicianId: olu.id,
      clinicId: practice.riverside,
      from: "2026-12-01",
      week: [],
      stamp: "",
    };
    expect(await refusalOf(setWorkingHours(asks(olu), own))).toMatchObject({ code: "not-allowed" });
    expect(await refusalOf(setWorkingHours(boss(), { ...own, clinicId: practice.harbour }))).toMatchObject({
      code: "not-found",
    });
  });

  test("leave what is booked outside them booked, and count it", async () => {
    const olu = await aPhysician();
    await done(set(olu, "2026-11-24", [morning(2)]));
    const plan = await aPlan(practice.riverside, olu);
    // Tuesdays: treated from 11:40 to 11:55 in Denver, and from 11:50 to 12:05.
    for (const [ordinal, clock] of ["18:35", "18:45"].entries()) {
      await aSession({
        plan,
        clinicId: practice.riverside,
        roomId: practice.rooms[ordinal] ?? "",
        deviceId: practice.carts[ordinal] ?? "",
        physicianId: olu.id,
        startsAt: new Date(`2026-12-${String(1 + ordinal * 7).padStart(2, "0")}T${clock}:00Z`),
        ordinal: ordinal + 1,
      });
    }
    const outside = async () => (await findHours(olu.id, practice.riverside, NOW))?.outsideHours;
    expect(await outside()).toBe(1);
    await done(set(olu, "2026-12-08", []));
    expect(await outside()).toBe(1);
    await done(set(olu, "2026-11-24", []));
    expect(await outside()).toBe(2);
  });

  test("are listed for every physician at each clinic", async () => {
    const olu = await aPhysician([practice.riverside, practice.harbour]);
    await done(set(olu, "2026-11-24", [morning(1), afternoon(1), morning(3)]));
    await done(set(olu, "2026-12-07", [morning(1)]));
    const rows = (await listHours(NOW)).filter(({ physicianId }) => physicianId === olu.id);
    expect(rows).toMatchObject([
      { clinic: "Harbour", days: [], hours: 0, changesOn: null },
      { clinic: "Riverside", days: [1, 3], hours: 12, changesOn: null },
    ]);
  });
});

describe("sessions that new hours leave outside", () => {
  const stands = (physician: Actor) => ({
    clinicId: practice.riverside,
    roomId: practice.rooms[0] ?? "",
    deviceId: practice.carts[0] ?? "",
    physicianId: physician.id,
  });
  /** One on a Tuesday morning, one on a Wednesday, at nine in Denver. */
  async function aWeekBooked() {
    const olu = await aPhysician();
    await done(set(olu, "2026-11-24", [morning(2), morning(3)]));
    const plans = [await aPlan(practice.riverside, olu), await aPlan(practice.riverside, olu)] as const;
    const day = 1 + (weeks += 7);
    const at = (days: number) => new Date(Date.UTC(2027, 0, day + days, 16));
    const tuesday = await aSession({ plan: plans[0], ...stands(olu), startsAt: at(4) });
    const wednesday = await aSession({ plan: plans[1], ...stands(olu), startsAt: at(5) });
    return { olu, tuesday, wednesday };
  }
  let weeks = 0;
  const setAnd = async (olu: Actor, booked: "displace" | "keep", week = [morning(3)]) => {
    const standing = await findHours(olu.id, practice.riverside, NOW);
    const input = { physicianId: olu.id, clinicId: practice.riverside, from: "2026-12-01", week };
    return setWorkingHours(boss(), { ...input, stamp: standing?.stamp ?? "", booked });
  };

  test("are found before anything is saved", async () => {
    const { olu, tuesday } = await aWeekBooked();
    const asked = { physicianId: olu.id, clinicId: practice.riverside, from: "2026-12-01" };
    expect(await idsOutside(NOW, { ...asked, week: [morning(3)] })).toEqual([tuesday]);
    expect(await idsOutside(NOW, { ...asked, week: [morning(2), morning(3)] })).toEqual([]);
    // Two stretches that touch are one.
    const halves = [2, 3].flatMap((weekday) => [
      { weekday, startsMinute: 480, endsMinute: 550 },
      { weekday, startsMinute: 550, endsMinute: 720 },
    ]);
    expect(await idsOutside(NOW, { ...asked, week: halves })).toEqual([]);
  });

  test("lose their physician and keep the rest, where that is chosen", async () => {
    const { olu, tuesday, wednesday } = await aWeekBooked();
    expect(await done(setAnd(olu, "displace"))).toEqual({ displaced: 1 });
    const row = await rowOf(tuesday);
    expect(row).toMatchObject({ status: "booked", displacedAt: NOW, displacedBy: null, version: 2 });
    const held = (await claimsHeldBy(tuesday)).map(({ resourceId }) => resourceId);
    expect(held.sort()).toEqual([row.roomId, row.deviceId, row.patientId].sort());
    expect(await rowOf(wednesday)).toMatchObject({ displacedAt: null, version: 1 });
    expect(await claimsHeldBy(wednesday)).toHaveLength(4);
  });

  test("stay as they are where that is chosen", async () => {
    const { olu, tuesday } = await aWeekBooked();
    expect(await done(setAnd(olu, "keep"))).toEqual({ displaced: 0 });
    expect(await rowOf(tuesday)).toMatchObject({ displacedAt: null, version: 1 });
    expect((await findHours(olu.id, practice.riverside, NOW))?.outsideHours).toBe(1);
  });

  test("are displaced once, also while somebody cancels one", async () => {
    const { olu, tuesday } = await aWeekBooked();
    const [hours] = await Promise.all([
      setAnd(olu, "displace", []),
      attend(asks(practice.scheduler), tuesday, "cancel-by-patient", 1, "Ill"),
    ]);
    const row = await rowOf(tuesday);
    if (!hours.ok) throw new Error(hours.refusal.code);
    const held = await claimsHeldBy(tuesday);
    if (row.status === "booked") {
      expect(row.displacedAt).not.toBeNull();
      expect(held).toHaveLength(3);
    } else expect([row.displacedAt, held]).toEqual([null, []]);
  });
});
