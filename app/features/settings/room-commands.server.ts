import { and, eq, isNull, sql } from "drizzle-orm";
import type { Tx } from "db/client";
import { command, type Asking } from "db/command";
import { newId } from "db/new-id";
import { whoChanged } from "db/reads/who-changed";
import { clinics, devices, resources, rooms } from "db/schema";
import { holdAdministrator } from "db/writes/administrator";
import { notify } from "db/writes/notify";
import { changesOf } from "~/domain/changes";
import { refuse } from "~/domain/refusals";
import type { RoomKind } from "~/domain/vocabulary";
import { refuseWhileHeld } from "./held.server";

interface RoomInput {
  name: string;
  kind: RoomKind;
}

/** A room that opens during a closure is closed like the others: the database sees to that. */
export function addRoom(asking: Asking, clinicId: string, { name, kind }: RoomInput) {
  const about = { action: "room.add", noun: "room", clinicId };
  return command(asking, about, async ({ tx, audit }) => {
    await holdAdministrator(tx, asking);
    const [clinic] = await tx
      .select({ id: clinics.id })
      .from(clinics)
      .where(eq(clinics.id, clinicId))
      .for("share");
    if (!clinic) refuse("not-found");
    const id = newId(asking.now);
    await tx.insert(resources).values({ id, kind: "room" });
    await tx.insert(rooms).values({ id, clinicId, name, kind });
    await audit({ ...about, recordId: id, after: { name, kind } });
    await notify(tx, { clinicIds: [clinicId], noun: "practice" });
  });
}

/** A room keeps its lead while a fluoroscope is fixed in it or booked for it. */
export function editRoom(
  asking: Asking,
  clinicId: string,
  roomId: string,
  { name, kind, version }: RoomInput & { version: number },
) {
  const about = { action: "room.edit", noun: "room", recordId: roomId, clinicId };
  return command(asking, about, async ({ tx, audit }) => {
    await holdAdministrator(tx, asking);
    const before = await lockRoom(tx, clinicId, roomId);
    if (before.version !== version) refuse("stale", await whoChanged(tx, "room", roomId));
    const changes = changesOf({ name: before.name, kind: before.kind }, { name, kind });
    if (!changes) return;
    if (before.kind === "shielded" && kind !== "shielded") await refuseWithoutLead(tx, asking, roomId);
    await tx
      .update(rooms)
      .set({ name, kind, version: sql`${rooms.version} + 1` })
      .where(eq(rooms.id, roomId));
    await audit({ ...about, before: changes.before, after: changes.after });
    await notify(tx, { clinicIds: [clinicId], noun: "practice" });
  });
}

/** No more bookings; refused while sessions still hold it. Maintenance takes it from them. */
export function closeRoom(asking: Asking, clinicId: string, roomId: string) {
  return setClosed(asking, clinicId, roomId, asking.now);
}

export function reopenRoom(asking: Asking, clinicId: string, roomId: string) {
  return setClosed(asking, clinicId, roomId, null);
}

function setClosed(asking: Asking, clinicId: string, roomId: string, closedAt: Date | null) {
  const action = closedAt ? "room.close" : "room.reopen";
  const about = { action, noun: "room", recordId: roomId, clinicId };
  return command(asking, about, async ({ tx, audit }) => {
    await holdAdministrator(tx, asking);
    const room = await lockRoom(tx, clinicId, roomId);
    if ((room.closedAt === null) === (closedAt === null)) return;
    if (closedAt) await refuseWhileHeld(tx, roomId, asking.now);
    await tx
      .update(rooms)
      .set({ closedAt, version: sql`${rooms.version} + 1` })
      .where(eq(rooms.id, roomId));
    await audit({ ...about, before: { closedAt: room.closedAt }, after: { closedAt } });
    await notify(tx, { clinicIds: [clinicId], noun: "practice" });
  });
}

async function lockRoom(tx: Tx, clinicId: string, roomId: string) {
  const [room] = await tx
    .select()
    .from(rooms)
    .where(and(eq(rooms.id, roomId), eq(rooms.clinicId, clinicId)))
    .for("update");
  return room ?? refuse("not-found");
}

async function refuseWithoutLead(tx: Tx, { now }: Asking, roomId: string) {
  const fixed = await tx
    .select({ id: devices.id })
    .from(devices)
    .where(and(eq(devices.roomId, roomId), eq(devices.kind, "fluoroscope"), isNull(devices.closedAt)));
  if (fixed.length > 0) refuse("room-not-shielded", { field: "kind" });
  await refuseWhileHeld(tx, roomId, now, {
    field: "kind",
    where: sql`d.kind = 'fluoroscope'`,
  });
}
