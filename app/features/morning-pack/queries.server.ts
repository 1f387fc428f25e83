import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Asking } from "db/command";
import { auditRead } from "db/writes/audit-reads";
import { uuids } from "db/scope";
import type { Actor } from "~/domain/actor";
import { packState, type PackHour, type PackState } from "~/domain/morning-pack";
import { clinicScope, may } from "~/domain/permissions";
import { dayOf, type Day } from "~/domain/time";
import { packContents } from "./contents.server";
import { packHtml } from "./make.server";
import { findPack, patientsIn, readPack } from "./store.server";

export interface PackClinic extends PackHour {
  id: string;
  name: string;
}

/** The clinics that have a pack: of the practice for the job, of the actor's for whoever asks. */
export async function packClinics(actor: Actor | null): Promise<PackClinic[]> {
  if (actor && !may(actor, "calendar.read")) return [];
  const scope = actor ? clinicScope(actor, "calendar.read") : "all";
  return [
    ...(await db.execute<PackClinic & Record<string, unknown>>(sql`
      select id, name, zone, morning_pack_minute as "packMinute" from clinics
      where closed_at is null and ${scope === "all" ? sql`true` : sql`id = any (${uuids(scope)})`}
      order by name, id limit 2000`)),
  ];
}

export interface PackRow {
  clinic: PackClinic;
  day: Day;
  state: PackState;
  /** In the pack that is kept. */
  sessions: number | null;
}

/** How today's pack stands at the actor's clinics, or at one of them. */
export async function listPacks(actor: Actor, clinicId: string | "all", now: Date): Promise<PackRow[]> {
  const clinics = (await packClinics(actor)).filter(({ id }) => clinicId === "all" || id === clinicId);
  return Promise.all(
    clinics.map(async (clinic) => {
      const day = dayOf(now, clinic.zone);
      const pack = await findPack(clinic.id, day);
      return {
        clinic,
        day,
        state: packState(clinic, pack?.madeAt ?? null, now),
        sessions: pack?.sessions ?? null,
      };
    }),
  );
}

/** Where today's pack is not there, and should be. */
export async function missingPacks(actor: Actor, clinicId: string | "all", now: Date) {
  const packs = await listPacks(actor, clinicId, now);
  return packs.filter(({ state }) => state.kind === "missing").map(({ clinic }) => clinic.name);
}

/**
 * A clinic's pack as a file: the one that is kept, or today's as it stands now where none is. Null where the actor has no
 * such clinic, or the day none. Who took it is noted.
 */
export async function takePack(
  { actor, now, requestId }: Asking,
  clinicId: string,
  asked: Day | null,
): Promise<{ html: string; day: Day } | null> {
  const clinic = (await packClinics(actor)).find(({ id }) => id === clinicId);
  if (!clinic) return null;
  const today = dayOf(now, clinic.zone);
  const day = asked ?? today;
  const html =
    (await readPack(clinicId, day)) ?? (day === today ? await freshPack(clinicId, day, now) : null);
  if (html === null) return null;
  const patients = patientsIn(html);
  await auditRead(
    { actor, now, requestId },
    {
      ...{ action: "morning-pack.download", noun: "morning-pack", clinicId, after: { day } },
      // A day without sessions is taken along too.
      ...(patients && patients.length > 0 && { patients }),
    },
  );
  return { html, day };
}

async function freshPack(clinicId: string, day: Day, now: Date): Promise<string | null> {
  const pack = await packContents(clinicId, day, now);
  return pack && packHtml(pack);
}
