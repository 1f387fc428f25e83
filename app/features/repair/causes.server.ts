import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { ClinicFacts } from "db/reads/clinic-facts";
import { uuids } from "db/scope";
import type { Zone } from "~/domain/time";
import type { BrokenPlan } from "./broken.server";
import type { RepairCause, RepairCauseView } from "./view";

/** What the displaced sessions of these courses lost their places to, the one with the most first. */
export async function readCauses(plans: readonly BrokenPlan[]): Promise<RepairCauseView[]> {
  const counts = new Map<string, number>();
  for (const { displaced, displacedBy } of plans.flatMap(({ sessions }) => sessions)) {
    if (displaced) counts.set(displacedBy ?? "hours", (counts.get(displacedBy ?? "hours") ?? 0) + 1);
  }
  const ids = [...counts.keys()].filter((id) => id !== "hours");
  const rows = await db.execute<{ id: string; kind: RepairCause; name: string }>(sql`
    select t.id, t.kind, coalesce(ph.short_name, r.name, d.name, c.name, '') as name
    from time_off t left join physicians ph on ph.id = t.resource_id left join rooms r on r.id = t.resource_id
    left join devices d on d.id = t.resource_id left join clinics c on c.id = t.clinic_id
    where t.id = any (${uuids(ids)})`);
  const hours = counts.has("hours") ? [{ id: "hours", kind: "hours" as const, name: "" }] : [];
  return [...rows, ...hours]
    .map(({ id, kind, name }) => ({ id, kind, name, waiting: counts.get(id) ?? 0 }))
    .sort((a, b) => b.waiting - a.waiting || (a.id < b.id ? -1 : 1));
}

/** Who and what is called how, and on which clock a clinic lives. */
export interface Names {
  of(id: string): string;
  zoneOf(clinicId: string): Zone | null;
}

export function namesOf(
  facts: readonly ClinicFacts[],
  clinics: readonly { id: string; name: string; zone: Zone }[],
): Names {
  const all = [...clinics, ...facts.flatMap((one) => [one, ...one.physicians, ...one.rooms, ...one.devices])];
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const zones = new Map([...clinics, ...facts].map(({ id, zone }) => [id, zone]));
  return { of: (id) => names.get(id) ?? "another clinic", zoneOf: (id) => zones.get(id) ?? null };
}
