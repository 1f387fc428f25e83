import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase } from "db/client";
import type { Role } from "~/domain/vocabulary";
import { deactivateAccount, editAccount } from "~/features/accounts/commands.server";
import { accountEditForm } from "~/features/accounts/forms";
import { findAccount } from "~/features/accounts/queries.server";
import { listTargets } from "~/features/time-off/targets.server";
import { freshDatabase } from "tests/support/database";
import {
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
import { accountRow } from "./accounts-practice";
import { done } from "./sessions-practice";

/** A physician who treats no more where sessions are still booked with them: none of these moves by itself. */
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
const standing = async (id: string) => (await findAccount(id, NOW))?.strandedSessions;
const targets = async () => (await listTargets(practice.administrator, NOW)).map(({ value }) => value);

async function edit(id: string, change: { roles?: Role[]; clinicIds?: string[] }) {
  const { name, email, roles, version } = await accountRow(id);
  const clinicIds = [practice.riverside];
  const form = { intent: "save", name, email, roles, clinicIds, version, ...change };
  await done(editAccount(boss(), id, accountEditForm.parse(form)));
}

test.each([
  ["the role", (id: string) => edit(id, { roles: ["scheduler"] })],
  ["the clinic", (id: string) => edit(id, { clinicIds: [practice.harbour] })],
  ["the account", (id: string) => done(deactivateAccount(boss(), id))],
])("are told of once %s is taken from them, and leave can still be entered", async (_, takeAway) => {
  const { id } = await anAccount("Lee Ver", ["physician"], [practice.riverside]);
  await aSession({
    plan: await aPlan(practice.riverside, { ...practice.physician, id }),
    clinicId: practice.riverside,
    roomId: await aRoom(practice.riverside),
    deviceId: await aDevice(practice.riverside),
    physicianId: id,
    startsAt: new Date(NOW.getTime() + 3 * 86_400_000),
  });
  expect(await standing(id)).toBe(0);
  await takeAway(id);
  expect(await standing(id)).toBe(1);
  expect(await targets()).toContain(`leave:${id}`);
});

test("who left with nothing ahead has no leave to enter", async () => {
  const { id } = await anAccount("Gon Already", ["physician"], [practice.riverside]);
  expect(await targets()).toContain(`leave:${id}`);
  await done(deactivateAccount(boss(), id));
  expect(await targets()).not.toContain(`leave:${id}`);
});
