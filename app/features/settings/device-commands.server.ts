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
import type { Guidance } from "~/domain/vocabulary";
import { refuseWhileHeld } from "./held.server";

interface DeviceInput {
  name: string;
  kind: Guidance;
  /** The room it is fixed to. */
  fixedTo?: string | undefined;
}

export function addDevice(asking: Asking, clinicId: string, input: DeviceInput) {
  const about = { action: "device.add", noun: "device", clinicId };
  return command(asking, about, async ({ tx, audit }) => {
    await holdAdministrator(tx, asking);
    const [clinic] = await tx
      .select({ id: clinics.id })
      .from(clinics)
      .where(eq(clinics.id, clinicId))
      .for("share");
    if (!clinic) refuse("not-found");
    await refuseWrongRoom(tx, clinicId, input);
    const id = newId(asking.now);
    await tx.insert(resources).values({ id, kind: "device" });
    await tx.insert(devices).values({ id, clinicId, ...described(input) });
    await audit({ ...about, recordId: id, after: described(input) });
    await notify(tx, { clinicIds: [clinicId], noun: "practice" });
  });
}

/** Its kind, and the room it is fixed to, stay while sessions count on them. */
export function editDevice(
  asking: Asking,
  clinicId: string,
  deviceId: string,
  input: DeviceInput & { version: number },
) {
  const about = { action: "device.edit", noun: "device", recordId: deviceId, clinicId };
  return command(asking, about, async ({ tx, audit }) => {
    await holdAdministrator(tx, asking);
    const before = await lockDevice(tx, clinicId, deviceId);
    if (before.version !== input.version) refuse("stale", await whoChanged(tx, "device", deviceId));
    const after = described(input);
    const changes = changesOf({ name: before.name, kind: before.kind, roomId: before.roomId }, after);
    if (!changes) return;
    await refuseWrongRoom(tx, clinicId, input);
    if (changes.names.includes("kind")) await refuseWhileHeld(tx, deviceId, asking.now, { field: "kind" });
    if (after.roomId && changes.names.includes("roomId")) {
      await refuseWhileHeld(tx, deviceId, asking.now, {
        field: "fixedTo",
        where: sql`s.room_id <> ${after.roomId}`,
      });
    }
    await tx
      .update(devices)
      .set({ ...after, version: sql`${devices.version} + 1` })
      .where(eq(devices.id, deviceId));
    await audit({ ...about, before: changes.before, after: changes.after });
    await notify(tx, { clinicIds: [clinicId], noun: "practice" });
  });
}

/** No more bookings; refused while sessions still hold it. Maintenance takes it from them. */
export function closeDevice(asking: Asking, clinicId: string, deviceId: string) {
  return setClosed(asking, clinicId, deviceId, asking.now);
}

export function reopenDevice(asking: Asking, clinicId: string, deviceId: string) {
  return setClosed(asking, clinicId, deviceId, null);
}

function setClosed(asking: Asking, clinicId: string, deviceId: string, closedAt: Date | null) {
  const action = closedAt ? "device.close" : "device.reopen";
  const about = { action, noun: "device", recordId: deviceId, clinicId };
  return command(asking, about, async ({ tx, audit }) => {
    await holdAdministrator(tx, asking);
    const device = await lockDevice(tx, clinicId, deviceId);
    if ((device.closedAt === null) === (closedAt === null)) return;
    if (closedAt) await refuseWhileHeld(tx, deviceId, asking.now);
    else await refuseWithoutLead(tx, device);
    await tx
      .update(devices)
      .set({ closedAt, version: sql`${devices.version} + 1` })
      .where(eq(devices.id, deviceId));
    await audit({ ...about, before: { closedAt: device.closedAt }, after: { closedAt } });
    await notify(tx, { clinicIds: [clinicId], noun: "practice" });
  });
}

async function lockDevice(tx: Tx, clinicId: string, deviceId: string) {
  const [device] = await tx
    .select()
    .from(devices)
    .where(and(eq(devices.id, deviceId), eq(devices.clinicId, clinicId)))
    .for("update");
  return device ?? refuse("not-found");
}

async function refuseWrongRoom(tx: Tx, clinicId: string, { kind, fixedTo }: DeviceInput) {
  if (!fixedTo) return;
  const [room] = await tx
    .select({ kind: rooms.kind })
    .from(rooms)
    .where(and(eq(rooms.id, fixedTo), eq(rooms.clinicId, clinicId), isNull(rooms.closedAt)))
    .for("share");
  if (!room) return refuse("not-valid", { field: "fixedTo" });
  if (kind === "fluoroscope" && room.kind !== "shielded") refuse("room-not-shielded", { field: "fixedTo" });
}

/** While it was closed, its room could be anything. */
async function refuseWithoutLead(tx: Tx, { kind, roomId }: { kind: Guidance; roomId: string | null }) {
  if (!roomId || kind !== "fluoroscope") return;
  const [room] = await tx.select({ kind: rooms.kind }).from(rooms).where(eq(rooms.id, roomId)).for("share");
  if (room?.kind !== "shielded") refuse("room-not-shielded", { field: "fixedTo" });
}

const described = ({ name, kind, fixedTo }: DeviceInput) => ({ name, kind, roomId: fixedTo ?? null });
