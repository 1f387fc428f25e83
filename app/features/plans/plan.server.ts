import { sql, type SQL } from "drizzle-orm";
import { primary, type Reader } from "db/reader";
import { visiblePlan } from "db/scope";
import type { Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import type {
  Guidance,
  PlanStatus,
  Region,
  Side,
  StopReason,
  StructureKind,
  TimePoint,
  ReportStatus,
  SessionStatus,
  TimeOffKind,
  Rating,
  RedFlag,
  Activity,
  SelfCare,
  Channel,
} from "~/domain/vocabulary";

interface ReadPlan extends Record<string, unknown> {
  id: string;
  version: number;
  patientId: string;
  patient: string;
  recordNumber: string;
  patientActive: boolean;
  region: Region;
  side: Side;
  guidance: Guidance;
  physicianId: string;
  physician: string;
  clinicId: string;
  clinic: string;
  zone: string;
  status: PlanStatus;
  plannedSessions: number;
  min: number;
  target: number;
  max: number;
  usualMin: number | null;
  usualMax: number | null;
  usualAssumed: boolean | null;
  startedAtMs: number | null;
  endedAtMs: number | null;
  createdAtMs: number;
  sessions: ReadSession[];
  reports: ReadReport[];
  moves: ReadMove[];
  clinical: ReadClinical | null;
}

export interface ReadSession {
  id: string;
  ordinal: number;
  status: SessionStatus;
  startsAtMs: number;
  endsAtMs: number;
  zone: string;
  clinicId: string;
  clinic: string;
  room: string;
  physicianId: string;
  physician: string;
  displaced: boolean;
  off: TimeOffKind | null;
  gapReason: string | null;
  releaseReason: string | null;
  releasedBy: string | null;
  moved: { fromMs: number; fromZone: string; atMs: number; by: string } | null;
}

export interface ReadReport {
  id: string;
  timePoint: TimePoint;
  sessionId: string | null;
  dueOn: string;
  windowFrom: string;
  windowTo: string;
  status: ReportStatus;
  answeredAtMs: number | null;
  /** Only for those who may read them. */
  answers: {
    rating: Rating | null;
    pain: number | null;
    activities: Activity[] | null;
    selfCare: SelfCare | null;
    adverseEffects: string | null;
    redFlags: RedFlag[] | null;
    remarks: string | null;
    channel: Channel | null;
  } | null;
}

interface ReadMove {
  id: string;
  from: PlanStatus;
  to: PlanStatus;
  atMs: number;
  by: string;
  reason: string;
  released: number;
}

interface ReadClinical {
  diagnosis: string;
  structures: { kind: StructureKind; name: string }[];
  goal: string;
  baselinePain: number | null;
  symptomMonths: number | null;
  baselineFunction: string;
  notes: string;
  stopReason: StopReason | null;
}

/** A plan with all that belongs to it, in one statement; null where it is missing or at another's clinic. */
export async function readPlan(actor: Actor, id: string): Promise<ReadPlan | null> {
  const [plan] = await readPlans(actor, sql`plans.id = ${id}::uuid`, 1);
  return plan ?? null;
}

/** The plans of a patient that the actor may open, those under way first, then the latest. */
export const readPlansOf = (
  actor: Actor,
  patientId: string,
  most: number,
  run: Reader,
): Promise<ReadPlan[]> => readPlans(actor, sql`plans.patient_id = ${patientId}::uuid`, most, run);

async function readPlans(actor: Actor, which: SQL, most: number, run: Reader = primary): Promise<ReadPlan[]> {
  return run.execute<ReadPlan>(sql`
    select plans.id, plans.version, patients.id as "patientId",
      patients.given_name || ' ' || patients.family_name as patient, patients.record_number as "recordNumber",
      patients.deactivated_at is null as "patientActive", plans.region, plans.side, plans.guidance,
      plans.physician_id as "physicianId", accounts.name as physician, home.id as "clinicId", home.name as clinic,
      home.zone, plans.status, plans.planned_sessions as "plannedSessions", plans.gap_min_days as min,
      plans.gap_target_days as target, plans.gap_max_days as max, protocols.sessions_min as "usualMin",
      protocols.sessions_max as "usualMax", protocols.assumed as "usualAssumed",
      ${ms(sql`plans.started_at`)} as "startedAtMs", ${ms(sql`plans.ended_at`)} as "endedAtMs",
      ${ms(sql`plans.created_at`)} as "createdAtMs",
      ${sessionsJson} as sessions, ${reportsJson(actor)} as reports, ${movesJson(actor)} as moves,
      ${clinicalJson(actor)} as clinical
    from plans
    join patients on patients.id = plans.patient_id
    join accounts on accounts.id = plans.physician_id
    join clinics home on home.id = plans.clinic_id
    left join protocols on protocols.region = plans.region
    where ${which} and ${visiblePlan(actor)}
    order by plans.status in ('completed', 'stopped'), plans.created_at desc, plans.id
    limit ${most}`);
}

const ms = (instant: ReturnType<typeof sql>) => sql`extract(epoch from ${instant})::float8 * 1000`;

const sessionsJson = sql`coalesce((
  select json_agg(json_build_object(
    'id', s.id, 'ordinal', s.ordinal, 'status', s.status, 'startsAtMs', ${ms(sql`s.starts_at`)},
    'endsAtMs', ${ms(sql`s.ends_at`)}, 'zone', c.zone, 'clinicId', c.id, 'clinic', c.name, 'room', r.name,
    'physicianId', s.physician_id, 'physician', ph.short_name, 'displaced', s.displaced_at is not null,
    'off', t.kind, 'gapReason', s.gap_reason, 'releaseReason', s.release_reason, 'releasedBy', released.name,
    'moved', (
      select json_build_object('fromMs', ${ms(sql`m.from_starts_at`)}, 'fromZone', mc.zone,
        'atMs', ${ms(sql`m.moved_at`)}, 'by', mover.name)
      from session_moves m join accounts mover on mover.id = m.moved_by join clinics mc on mc.id = m.from_clinic_id
      where m.session_id = s.id order by m.moved_at desc, m.id desc limit 1)
    ) order by s.starts_at, s.id)
  from sessions s
  join clinics c on c.id = s.clinic_id
  join rooms r on r.id = s.room_id
  join physicians ph on ph.id = s.physician_id
  left join time_off t on t.id = s.displaced_by
  left join accounts released on released.id = s.released_by
  where s.plan_id = plans.id), '[]')`;

const reportsJson = (actor: Actor) => sql`coalesce((
  select json_agg(json_build_object(
    'id', r.id, 'timePoint', r.time_point, 'sessionId', r.session_id, 'dueOn', r.due_on,
    'windowFrom', r.window_from, 'windowTo', r.window_to, 'status', r.status,
    'answeredAtMs', ${ms(sql`r.answered_at`)}, 'answers', ${
      may(actor, "report.read")
        ? sql`case when r.status = 'answered' then json_build_object('rating', r.rating, 'pain', r.pain,
            'activities', r.activities, 'selfCare', r.self_care, 'adverseEffects', r.adverse_effects,
            'redFlags', r.red_flags, 'remarks', r.remarks, 'channel', r.channel) end`
        : sql`null`
    }) order by r.due_on, r.id)
  from outcome_reports r where r.plan_id = plans.id), '[]')`;

/** Why a plan was stopped or reopened is clinical; why it was put on hold is for the desk too. */
const movesJson = (actor: Actor) => sql`coalesce((
  select json_agg(json_build_object('id', m.id, 'from', m.from_status, 'to', m.to_status,
    'atMs', ${ms(sql`m.moved_at`)}, 'by', mover.name, 'released', m.released_sessions, 'reason', ${
      may(actor, "plan.read-clinical")
        ? sql`m.reason`
        : sql`case when m.to_status = 'on-hold' then m.reason else '' end`
    }) order by m.moved_at desc, m.id desc)
  from plan_moves m join accounts mover on mover.id = m.moved_by where m.plan_id = plans.id), '[]')`;

const clinicalJson = (actor: Actor) =>
  may(actor, "plan.read-clinical")
    ? sql`json_build_object('diagnosis', plans.diagnosis, 'structures', plans.structures, 'goal', plans.goal,
        'baselinePain', plans.baseline_pain, 'symptomMonths', plans.symptom_months,
        'baselineFunction', plans.baseline_function, 'notes', plans.notes,
        'stopReason', plans.stop_reason)`
    : sql`null`;
