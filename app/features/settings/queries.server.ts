import { asc, inArray, sql } from "drizzle-orm";
import { db } from "db/client";
import { clinics, practice } from "db/schema";
import type { Actor } from "~/domain/actor";
import { hasRole } from "~/domain/actor";

export interface ClinicChoice {
  id: string;
  name: string;
  zone: string;
}

/** An actor lives as long as their request, in which the frame and the page both ask. */
const listed = new WeakMap<Actor, Promise<ClinicChoice[]>>();

/** The clinics an actor can switch between: their own, or all of them for an administrator. */
export function listClinics(actor: Actor): Promise<ClinicChoice[]> {
  const known = listed.get(actor) ?? readClinics(actor);
  listed.set(actor, known);
  return known;
}

const readClinics = (actor: Actor): Promise<ClinicChoice[]> =>
  db
    .select({ id: clinics.id, name: clinics.name, zone: clinics.zone })
    .from(clinics)
    .where(hasRole(actor, "administrator") ? undefined : inArray(clinics.id, [...actor.clinicIds]))
    .orderBy(asc(clinics.name), asc(clinics.id))
    .limit(2000);

/** The practice's name and whether it is the demo; null before first-run setup. */
export async function findPractice() {
  const [row] = await db
    .select({ name: practice.name, isDemo: sql<boolean>`${practice.demoLoadedAt} is not null` })
    .from(practice);
  return row ?? null;
}
