import { sql } from "drizzle-orm";
import { db } from "db/client";
import { visiblePlan } from "db/scope";
import type { Actor } from "~/domain/actor";
import { whyNotEnter, whyNotReport } from "~/domain/report";
import { dayOf } from "~/domain/time";
import { env } from "~/env.server";
import type { Region, ReportStatus, Side, TimePoint } from "~/domain/vocabulary";
import type { DeskReport, PlanReports } from "./report";

interface ReadPlan extends Record<string, unknown> {
  planId: string;
  patient: string;
  recordNumber: string;
  language: string;
  deceasedOn: string | null;
  hasEmail: boolean;
  region: Region;
  side: Side;
  clinic: string;
  phone: string;
  zone: string;
  treatedBy: string[];
  reports: ReadReport[];
}

interface ReadReport extends Pick<
  DeskReport,
  "id" | "version" | "sessionOn" | "dueOn" | "windowFrom" | "windowTo" | "link"
> {
  timePoint: TimePoint;
  status: ReportStatus;
  answeredOn: string | null;
  enteredBy: string | null;
}

/** A plan's reports without their answers; null where the plan is missing or at another's clinic. */
export async function readPlanReports(actor: Actor, planId: string, now: Date): Promise<PlanReports | null> {
  const [plan] = await db.execute<ReadPlan>(sql`
    select plans.id as "planId", patients.given_name || ' ' || patients.family_name as patient,
      patients.record_number as "recordNumber", patients.language, patients.deceased_on as "deceasedOn", patients.email <> '' as "hasEmail",
      plans.region, plans.side, home.name as clinic, home.phone, home.zone,
      array(select plans.physician_id union select physician_id from sessions
        where plan_id = plans.id and status = 'performed') as "treatedBy",
      ${reportsJson(now)} as reports
    from plans
    join patients on patients.id = plans.patient_id
    join clinics home on home.id = plans.clinic_id
    where plans.id = ${planId} and ${visiblePlan(actor)}`);
  if (!plan) return null;
  const today = dayOf(now, plan.zone);
  return {
    planId: plan.planId,
    patient: {
      name: plan.patient,
      recordNumber: plan.recordNumber,
      language: plan.language,
      deceasedOn: plan.deceasedOn,
      hasEmail: plan.hasEmail,
    },
    region: plan.region,
    side: plan.side,
    clinic: { name: plan.clinic, phone: plan.phone, zone: plan.zone },
    today,
    isMailSetUp: env().SMTP_URL !== undefined,
    isTreating: whyNotEnter(actor.id, plan.treatedBy) !== null,
    reports: plan.reports.map((report) => deskReport(report, today)),
  };
}

function deskReport({ answeredOn, enteredBy, ...report }: ReadReport, today: string): DeskReport {
  const whyNot = (move: "answer" | "decline" | "give-up" | "reopen") => whyNotReport(report, move, today);
  const closed = whyNot("answer");
  return {
    ...report,
    answered: answeredOn === null ? null : { on: answeredOn, by: enteredBy },
    closed: closed === "too-early" || closed === "window-over" ? closed : closed && "wrong-status",
    mayReopen: whyNot("reopen") === null,
    mayDecline: whyNot("decline") === null,
    mayGiveUp: whyNot("give-up") === null,
  };
}

const reportsJson = (now: Date) => sql`coalesce((
  select json_agg(json_build_object('id', r.id, 'version', r.version, 'timePoint', r.time_point,
    'sessionOn', (s.starts_at at time zone c.zone)::date, 'dueOn', r.due_on, 'windowFrom', r.window_from,
    'windowTo', r.window_to, 'status', r.status,
    'answeredOn', (r.answered_at at time zone home.zone)::date,
    'enteredBy', a.name, 'link', (
      select json_build_object('purpose', l.purpose, 'on', (l.issued_at at time zone home.zone)::date)
      from report_links l where l.report_id = r.id and l.revoked_at is null and l.used_at is null
        and l.expires_at > ${now.toISOString()}::timestamptz)) order by r.due_on, r.id)
  from outcome_reports r
  left join sessions s on s.id = r.session_id
  left join clinics c on c.id = s.clinic_id
  left join accounts a on a.id = r.entered_by
  where r.plan_id = plans.id), '[]')`;
