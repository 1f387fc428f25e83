import { sql } from "drizzle-orm";
import type { Run } from "db/client";
import { planInJson, planOf, type PlanFacts, type PlanInJson } from "db/reads/plan-facts";
import { uuids } from "db/scope";
import type { Actor } from "~/domain/actor";
import type { Day } from "~/domain/day";
import type { DriftFacts } from "~/domain/drift";
import { clinicScope, may } from "~/domain/permissions";
import type { CheckpointDecision, CheckpointKind, Rating } from "~/domain/vocabulary";

export interface FoundCourse {
  plan: PlanInJson;
  patient: string;
  recordNumber: string;
  physician: string;
  zone: string;
  treatedBy: string[];
  baselinePain: number | null;
  latest: { day: Day; pain: number; rating: Rating | null } | null;
  lastAnswerDay: Day | null;
  reportId: string | null;
  decisions: Decision[];
}

export interface Decision {
  kind: CheckpointKind;
  decision: CheckpointDecision;
  note: string;
  by: string;
  day: Day;
}

export const maySeeResponse = (actor: Actor) => may(actor, "report.read") && may(actor, "plan.read-clinical");

/** The active courses at these clinics or of a patient, or one course, with what drift is judged by. What a patient said is left out for those who may not read it. */
export async function readCourses(
  run: Run,
  actor: Actor,
  of: { clinicIds: readonly string[] } | { planId: string } | { patientId: string },
  now: Date,
): Promise<(Omit<FoundCourse, "plan"> & { plan: PlanFacts })[]> {
  if (!may(actor, "plan.read")) return [];
  const scope = clinicScope(actor, "plan.read");
  const within = scope === "all" ? sql`true` : sql`w.clinic_id = any (${uuids(scope)})`;
  const where =
    "planId" in of
      ? sql`w.id = ${of.planId}`
      : "patientId" in of
        ? sql`w.status = 'active' and w.patient_id = ${of.patientId}`
        : sql`w.status = 'active' and w.clinic_id = any (${uuids(of.clinicIds)})`;
  const answered = sql`from outcome_reports r where r.plan_id = w.id and r.status = 'answered'`;
  const answeredDay = sql`(r.answered_at at time zone k.zone)::date`;
  const clinical = maySeeResponse(actor);
  const rows = await run.execute<FoundCourse & Record<string, unknown>>(sql`
    select ${planInJson(sql`w.id`)} as plan, pa.given_name || ' ' || pa.family_name as patient,
      pa.record_number as "recordNumber", ph.short_name as physician, k.zone,
      array(select distinct s.physician_id from sessions s where s.plan_id = w.id and s.status = 'performed')
        as "treatedBy",
      (select max(${answeredDay}) ${answered}) as "lastAnswerDay",
      (select r.id from outcome_reports r where r.plan_id = w.id and r.status in ('due', 'sent')
        and (${now.toISOString()}::timestamptz at time zone k.zone)::date between r.window_from and r.window_to
        order by r.due_on, r.id limit 1) as "reportId",
      ${
        clinical
          ? sql`coalesce(w.baseline_pain, (select r.pain ${answered} and r.time_point = 'baseline'))`
          : sql`null::int`
      } as "baselinePain",
      ${
        clinical
          ? sql`(select json_build_object('day', ${answeredDay}, 'pain', r.pain, 'rating', r.rating) ${answered}
              and r.time_point <> 'baseline' order by r.answered_at desc, r.id desc limit 1)`
          : sql`null::json`
      } as latest,
      ${
        clinical
          ? sql`coalesce((select json_agg(json_build_object('kind', c.kind, 'decision', c.decision, 'note', c.note,
              'by', a.name, 'day', (c.decided_at at time zone k.zone)::date) order by c.decided_at, c.id)
              from plan_checkpoints c join accounts a on a.id = c.decided_by where c.plan_id = w.id), '[]')`
          : sql`'[]'::json`
      } as decisions
    from plans w join clinics k on k.id = w.clinic_id join patients pa on pa.id = w.patient_id
    join physicians ph on ph.id = w.physician_id
    where ${where} and ${within} order by w.id limit 5000`);
  return rows.flatMap(({ plan: json, ...row }: FoundCourse) => {
    const plan = planOf(json);
    return plan ? [{ ...row, plan }] : [];
  });
}

export const driftFacts = ({
  plan,
  baselinePain,
  latest,
  lastAnswerDay,
  decisions,
}: Omit<FoundCourse, "plan"> & { plan: PlanFacts }): DriftFacts => ({
  ...plan,
  unansweredReports: 0,
  baselinePain,
  latest,
  lastAnswerDay,
  decisions,
});
