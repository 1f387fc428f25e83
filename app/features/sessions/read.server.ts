import { sql } from "drizzle-orm";
import { db } from "db/client";
import { uuids } from "db/scope";
import type { Actor } from "~/domain/actor";
import { clinicScope, may } from "~/domain/permissions";
import type { Guidance, PlanStatus, Region, SessionStatus, Side, TimeOffKind } from "~/domain/vocabulary";
import type { Zone } from "~/domain/wall-clock";

export interface ReadSession extends Record<string, unknown> {
  id: string;
  version: number;
  status: SessionStatus;
  ordinal: number;
  planId: string;
  planStatus: PlanStatus;
  planPhysicianId: string;
  region: Region;
  side: Side;
  guidance: Guidance;
  plannedSessions: number;
  min: number;
  target: number;
  max: number;
  patientId: string;
  patient: string;
  recordNumber: string;
  birthDate: string;
  phone: string;
  patientActive: boolean;
  clinicId: string;
  clinic: string;
  zone: Zone;
  roomId: string;
  room: string;
  physicianId: string;
  physician: string;
  deviceId: string;
  device: string;
  startsMs: number;
  treatFromMs: number;
  treatToMs: number;
  endsMs: number;
  sinceMs: number | null;
  confirmed: boolean;
  gapReason: string | null;
  overbookReason: string | null;
  releasedBy: string | null;
  releaseReason: string | null;
  off: { kind: TimeOffKind; resourceId: string | null; untilMs: number } | null;
  displaced: boolean;
  record: "draft" | "signed" | null;
  moved: { fromMs: number; fromZone: Zone; atMs: number; by: string; byId: string } | null;
  course: {
    id: string;
    ordinal: number;
    status: SessionStatus;
    startsMs: number;
    zone: Zone;
    displaced: boolean;
    explained: boolean;
  }[];
}

/** A session with the course it stands in, in one statement; null where it is missing or at another's clinic. */
export async function readSession(actor: Actor, id: string): Promise<ReadSession | null> {
  if (!may(actor, "calendar.read")) return null;
  const scope = clinicScope(actor, "calendar.read");
  const [row] = await db.execute<ReadSession>(sql`
    select s.id, s.version, s.status, s.ordinal, p.id as "planId", p.status as "planStatus",
      p.physician_id as "planPhysicianId", p.region, p.side, p.guidance, p.planned_sessions as "plannedSessions",
      p.gap_min_days as min, p.gap_target_days as target, p.gap_max_days as max,
      pa.id as "patientId", pa.given_name || ' ' || pa.family_name as patient, pa.record_number as "recordNumber",
      pa.birth_date as "birthDate", pa.phone, pa.deactivated_at is null as "patientActive",
      c.id as "clinicId", c.name as clinic, c.zone, r.id as "roomId", r.name as room, ph.id as "physicianId",
      ph.short_name as physician, d.id as "deviceId", d.name as device,
      ${ms(sql`s.starts_at`)} as "startsMs", ${ms(sql`s.treat_from`)} as "treatFromMs",
      ${ms(sql`s.treat_to`)} as "treatToMs", ${ms(sql`s.ends_at`)} as "endsMs",
      ${ms(sql`coalesce(s.released_at, s.performed_at, s.treatment_started_at, s.arrived_at)`)} as "sinceMs",
      s.confirmed_at is not null as confirmed, s.gap_reason as "gapReason", s.overbook_reason as "overbookReason", released.name as "releasedBy",
      s.release_reason as "releaseReason", s.displaced_at is not null as displaced,
      (select case when r.signed_number is null then 'draft' else 'signed' end
        from procedure_records r where r.session_id = s.id) as record,
      (select json_build_object('kind', t.kind, 'resourceId', t.resource_id, 'untilMs', ${ms(sql`t.ends_at`)})
        from time_off t where t.id = s.displaced_by) as off,
      (select json_build_object('fromMs', ${ms(sql`m.from_starts_at`)}, 'fromZone', mc.zone,
          'atMs', ${ms(sql`m.moved_at`)}, 'by', mover.name, 'byId', mover.id)
        from session_moves m join accounts mover on mover.id = m.moved_by join clinics mc on mc.id = m.from_clinic_id
        where m.session_id = s.id order by m.moved_at desc, m.id desc limit 1) as moved,
      (select json_agg(json_build_object('id', o.id, 'ordinal', o.ordinal, 'status', o.status,
          'startsMs', ${ms(sql`o.starts_at`)}, 'zone', oc.zone, 'displaced', o.displaced_at is not null,
          'explained', o.gap_reason is not null) order by o.starts_at, o.id)
        from sessions o join clinics oc on oc.id = o.clinic_id where o.plan_id = p.id) as course
    from sessions s
    join plans p on p.id = s.plan_id
    join patients pa on pa.id = s.patient_id
    join clinics c on c.id = s.clinic_id
    join rooms r on r.id = s.room_id
    join physicians ph on ph.id = s.physician_id
    join devices d on d.id = s.device_id
    left join accounts released on released.id = s.released_by
    where s.id = ${id} and ${scope === "all" ? sql`true` : sql`s.clinic_id = any (${uuids(scope)})`}`);
  return row ?? null;
}

const ms = (instant: ReturnType<typeof sql>) => sql`extract(epoch from ${instant})::float8 * 1000`;
