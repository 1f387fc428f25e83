import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "db/client";
import type { Actor } from "~/domain/actor";
import { findNextSessions, findPatients, findPhysicians } from "~/features/find/queries.server";
import { resultsFor } from "~/features/find/results";
import { freshDatabase } from "tests/support/database";
import { aPatient, aPlan, aPractice, aSession, NOW, type Practice } from "tests/support/practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;
let patientId: string;
let nextId: string;

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
  const { riverside, physician, rooms, carts } = practice;
  patientId = await aPatient(riverside, { givenName: "Nadia", familyName: "Rahman" });
  const plan = await aPlan(riverside, physician, { patientId });
  const stands = (startsAt: string, status: "booked" | "performed", ordinal: number) =>
    aSession({
      plan,
      clinicId: riverside,
      roomId: rooms[0] ?? "",
      deviceId: carts[0] ?? "",
      physicianId: physician.id,
      startsAt: new Date(startsAt),
      status,
      ordinal,
    });
  await stands("2026-11-03T16:00:00Z", "performed", 1);
  nextId = await stands("2026-12-01T16:00:00Z", "booked", 2);
  await stands("2026-12-22T16:00:00Z", "booked", 3);
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const none = { clinicId: null, patients: [], sessions: [], physicians: [], plans: [] };
const linksFor = (text: string, actor: Actor, found: Partial<Parameters<typeof resultsFor>[3]> = {}) =>
  resultsFor(actor, text, "2026-11-24", { ...none, ...found }).flatMap(({ results }) => results);

test("a patient leads to the next session in its clinic's calendar", async () => {
  const patients = await findPatients(practice.scheduler, "rahman");
  const sessions = await findNextSessions(practice.scheduler, [patientId], NOW);
  const next = linksFor("rahman", practice.scheduler, { patients, sessions }).find(({ name }) =>
    name.endsWith("next session"),
  );
  expect(next).toMatchObject({ name: "Nadia Rahman: next session", note: "Tue 1 Dec, 09:00, Riverside" });
  expect(next?.href).toBe(`/calendar/day?clinic=${practice.riverside}&date=2026-12-01&session=${nextId}`);
});

test("sessions and physicians of another clinic, and an administrator's, are not found", async () => {
  expect(await findNextSessions(practice.harbourScheduler, [patientId], NOW)).toEqual([]);
  expect(await findNextSessions(practice.administrator, [patientId], NOW)).toEqual([]);
  expect(await findPhysicians(practice.harbourScheduler, "okafor", null)).toEqual([]);
  expect(await findPhysicians(practice.administrator, "okafor", null)).toEqual([]);
});

test("a physician's name with a day leads to that day's column", async () => {
  const { scheduler, riverside, physician } = practice;
  const physicians = await findPhysicians(scheduler, "lena", riverside);
  expect(physicians).toMatchObject([{ id: physician.id, name: "Dr Okafor", clinic: "Riverside" }]);
  const [day] = linksFor("okafor next tue", scheduler, { physicians });
  expect(day).toEqual({
    href: `/calendar/day?clinic=${riverside}&date=2026-12-01&column=${physician.id}`,
    name: "Dr Okafor: Tue 1 Dec 2026",
    note: "Riverside",
  });
});

test.each([
  [
    "next tue",
    ["/calendar/day?date=2026-12-01", "/calendar/week?date=2026-12-01", "/calendar/free?date=2026-12-01"],
  ],
  ["who is free tomorrow", ["/calendar/free?date=2026-11-25"]],
  ["free", ["/calendar/free"]],
])("%j leads to %j", (text, links) => {
  expect(linksFor(text, practice.scheduler).map(({ href }) => href)).toEqual(links);
});

test("who may not see the calendar is led to none of it", () => {
  expect(linksFor("next tue", practice.administrator)).toEqual([]);
  expect(linksFor("who is free", practice.administrator)).toEqual([]);
});
