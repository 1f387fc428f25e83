import { and, eq, gt, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "db/client";
import { command, type Asking } from "db/command";
import { whoChanged } from "db/reads/who-changed";
import { clinicHours, clinics, sessions } from "db/schema";
import { holdAdministrator } from "db/writes/administrator";
import { notify } from "db/writes/notify";
import { changesOf } from "~/domain/changes";
import { refuse } from "~/domain/refusals";
import { spansOn, spansText, weekdays, type WeekdaySpan } from "~/domain/working-hours";
import type { clinicForm } from "./forms";
import { zoneMeant } from "./zones.server";

type ClinicInput = z.output<typeof clinicForm>;

export function addClinic(asking: Asking, input: ClinicInput) {
  const about = { action: "clinic.add", noun: "clinic" };
  return command(asking, about, async ({ tx, audit }) => {
    await holdAdministrator(tx, asking);
    const clinic = { ...described(input), zone: zoneMeant(input.zone) ?? refuseZone() };
    const [added] = await tx.insert(clinics).values(clinic).returning({ id: clinics.id });
    const { id } = added ?? refuse("not-valid");
    await audit({ ...about, recordId: id, clinicId: id, after: clinic });
    await notify(tx, { clinicIds: [id], noun: "practice" });
    return { id };
  });
}

/** Its zone stays while sessions are booked: 09:00 there would become another moment for every patient. */
export function editClinic(asking: Asking, clinicId: string, input: ClinicInput & { version: number }) {
  const about = { action: "clinic.edit", noun: "clinic", recordId: clinicId, clinicId };
  return command(asking, about, async ({ tx, audit }) => {
    await holdAdministrator(tx, asking);
    const before = await lockClinic(tx, clinicId, input.version);
    const after = { ...described(input), zone: zoneMeant(input.zone) ?? refuseZone() };
    const changes = changesOf(described({ ...before, morningPackAt: before.morningPackMinute }), after);
    if (!changes) return;
    if (changes.names.includes("zone")) {
      const count = await bookedAhead(tx, clinicId, asking.now);
      if (count > 0) refuse("has-future-sessions", { field: "zone", count });
    }
    await tx
      .update(clinics)
      .set({ ...after, version: sql`${clinics.version} + 1` })
      .where(eq(clinics.id, clinicId));
    await audit({ ...about, before: changes.before, after: changes.after });
    await notify(tx, { clinicIds: [clinicId], noun: "practice" });
  });
}

/** Replaces the week. What is booked outside it stays booked. */
export function setClinicHours(
  asking: Asking,
  clinicId: string,
  input: { version: number; week: readonly WeekdaySpan[] },
) {
  const about = { action: "clinic.set-hours", noun: "clinic", recordId: clinicId, clinicId };
  return command(asking, about, async ({ tx, audit }) => {
    await holdAdministrator(tx, asking);
    await lockClinic(tx, clinicId, input.version);
    const before = await tx.delete(clinicHours).where(eq(clinicHours.clinicId, clinicId)).returning({
      weekday: clinicHours.weekday,
      startsMinute: clinicHours.startsMinute,
      endsMinute: clinicHours.endsMinute,
    });
    if (input.week.length > 0) {
      await tx.insert(clinicHours).values(input.week.map((span) => ({ clinicId, ...span })));
    }
    await tx
      .update(clinics)
      .set({ version: sql`${clinics.version} + 1` })
      .where(eq(clinics.id, clinicId));
    await audit({ ...about, before: { hours: weekText(before) }, after: { hours: weekText(input.week) } });
    await notify(tx, { clinicIds: [clinicId], noun: "practice" });
  });
}

async function lockClinic(tx: Tx, clinicId: string, version: number) {
  const [clinic] = await tx.select().from(clinics).where(eq(clinics.id, clinicId)).for("update");
  if (!clinic) return refuse("not-found");
  if (clinic.version !== version) return refuse("stale", await whoChanged(tx, "clinic", clinicId));
  return clinic;
}

const bookedAhead = (tx: Tx, clinicId: string, now: Date) =>
  tx.$count(
    sessions,
    and(
      eq(sessions.clinicId, clinicId),
      gt(sessions.startsAt, now),
      inArray(sessions.status, ["booked", "arrived"]),
    ),
  );

const refuseZone = () => refuse("zone-unknown", { field: "zone" });

const described = ({ name, zone, address, phone, morningPackAt }: ClinicInput) => ({
  name,
  zone,
  address,
  phone,
  morningPackMinute: morningPackAt,
});

/** "1 08:00–12:00; 2 …", as the audit keeps it. */
export const weekText = (week: readonly WeekdaySpan[]) =>
  weekdays
    .flatMap((weekday) => {
      const text = spansText(spansOn(week, weekday));
      return text ? [`${weekday} ${text}`] : [];
    })
    .join("; ");
