import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Asking } from "db/command";
import { uuids } from "db/scope";
import type { Actor } from "~/domain/actor";
import { bestTime, byUrgency, callStanding, type Standing } from "~/domain/follow-up";
import { clinicScope, may } from "~/domain/permissions";
import { whyNotEnter } from "~/domain/report";
import { dayOf } from "~/domain/time";
import type { TimePoint } from "~/domain/vocabulary";
import { env } from "~/env.server";
import { readAsked, type FoundReport } from "./read.server";
import type { AskedRow, CallRow, ResponseNow, WaitingRow, Worklist } from "./view";

const SHOWN = 100;

interface Wanted {
  clinicIds: readonly string[];
  point: TimePoint | null;
  isMailSetUp?: boolean;
}

/** Who is to be called today at these clinics, who is waited for, and how many have answered. */
export async function readWorklist(
  asking: Asking,
  { isMailSetUp = mailIsSetUp(), ...wanted }: Wanted,
): Promise<Worklist> {
  const { actor, now } = asking;
  const clinicIds = scoped(actor, wanted.clinicIds);
  const [found, response] = await Promise.all([
    standings(asking, clinicIds, { point: wanted.point, isMailSetUp }),
    responseNow(clinicIds, now),
  ]);
  const calls = found.flatMap((one) =>
    one.standing.kind === "call" ? [{ ...one, standing: one.standing }] : [],
  );
  const waiting = found.flatMap((one) =>
    one.standing.kind === "waits" ? [{ ...one, standing: one.standing }] : [],
  );
  const inOrder = byUrgency(now);
  const shown = calls
    .sort((a, b) => inOrder(a.standing, b.standing) || (a.report.reportId < b.report.reportId ? -1 : 1))
    .slice(0, SHOWN);
  const reached = await timesReached(shown.map(({ report }) => report.patientId));
  return {
    calls: shown.map(({ report, standing: { kind: _, urgency: __, ...standing } }): CallRow => ({
      ...rowOf(actor, report),
      ...standing,
      best: bestTime(reached.get(report.patientId) ?? [], report.zone),
    })),
    callCount: calls.length,
    waiting: waiting
      .map(({ report, standing }): WaitingRow => ({
        ...rowOf(actor, report),
        waitsFor: standing.for,
        until: standing.for === "call-back" ? dayOf(standing.until, report.zone) : standing.until,
        callBackAt: standing.for === "call-back" ? standing.until : null,
      }))
      .sort(
        (a, b) =>
          (a.until ?? "9").localeCompare(b.until ?? "9") ||
          a.windowTo.localeCompare(b.windowTo) ||
          (a.reportId < b.reportId ? -1 : 1),
      )
      .slice(0, SHOWN),
    waitingCount: waiting.length,
    response,
    isMailSetUp,
  };
}

/** How many are to be called today at a clinic, or at all of the actor's, and how many of them for the contact at 72 hours. */
export async function countCalls(
  { actor, now }: Pick<Asking, "actor" | "now">,
  clinicId: string | "all",
): Promise<{ all: number; contacts: number }> {
  const clinicIds = scoped(actor, clinicId === "all" ? actor.clinicIds : [clinicId]);
  const found = await standings({ now }, clinicIds, { point: null, isMailSetUp: mailIsSetUp() });
  const calls = found.filter(({ standing }) => standing.kind === "call");
  return {
    all: calls.length,
    contacts: calls.filter(({ report }) => report.timePoint === "72-hours").length,
  };
}

const mailIsSetUp = () => env().SMTP_URL !== undefined;

async function standings(
  { now }: Pick<Asking, "now">,
  clinicIds: readonly string[],
  { point, isMailSetUp }: { point: TimePoint | null; isMailSetUp: boolean },
): Promise<{ report: FoundReport; standing: Standing }[]> {
  if (clinicIds.length === 0) return [];
  return (await readAsked(db, { clinicIds, point }, now)).flatMap((report) => {
    const standing = callStanding(report, { ...report, isMailSetUp }, report.zone, now);
    return standing ? [{ report, standing }] : [];
  });
}

function rowOf(actor: Actor, found: FoundReport): AskedRow {
  const { recipient, treatedBy, attempts, sendings, ...row } = found;
  return {
    ...row,
    hasEmail: recipient.email !== "",
    preferredContact: recipient.preferredContact,
    isTreating: whyNotEnter(actor.id, treatedBy) !== null,
    attempts: attempts.map(({ id, outcome, at, by, callBackAt }) => ({ id, outcome, at, by, callBackAt })),
    sendings: sendings.map(({ kind, way, state, at }) => ({ kind, way, state, at })),
  };
}

/** When these patients were reached by phone before: they answered a report, or asked to be called at another time. */
async function timesReached(patientIds: readonly string[]): Promise<Map<string, Date[]>> {
  if (patientIds.length === 0) return new Map();
  const rows = await db.execute<{ patientId: string; atMs: number[] }>(sql`
    select "patientId", json_agg(extract(epoch from at)::float8 * 1000) as "atMs" from (
      select p.patient_id as "patientId", r.answered_at as at
        from outcome_reports r join plans p on p.id = r.plan_id
        where p.patient_id = any (${uuids(patientIds)}) and r.channel = 'phone' and r.status = 'answered'
      union all
      select p.patient_id, a.at from report_attempts a join outcome_reports r on r.id = a.report_id
        join plans p on p.id = r.plan_id
        where p.patient_id = any (${uuids(patientIds)}) and a.outcome = 'call-back' and a.undone_at is null
    ) reached group by "patientId"`);
  return new Map(rows.map(({ patientId, atMs }) => [patientId, atMs.map((ms) => new Date(ms))]));
}

/** The widest window there is, before and after its due day. */
const WIDEST = { before: 42, after: 90 };

async function responseNow(clinicIds: readonly string[], now: Date): Promise<ResponseNow[]> {
  if (clinicIds.length === 0) return [];
  const today = sql`(${now.toISOString()}::timestamptz at time zone c.zone)::date`;
  return [
    ...(await db.execute<ResponseNow & Record<string, unknown>>(sql`
      select r.time_point as "timePoint", (count(*) filter (where r.status = 'answered'))::int as answered,
        count(*)::int as due
      from outcome_reports r join plans p on p.id = r.plan_id join clinics c on c.id = p.clinic_id
      where p.clinic_id = any (${uuids(clinicIds)})
        and r.time_point in ('72-hours', '3-months', '6-months', '12-months')
        and r.due_on between ${now.toISOString()}::date - ${WIDEST.after}::int
          and ${now.toISOString()}::date + ${WIDEST.before}::int
        and ${today} between r.window_from and r.window_to and (r.due_on <= ${today} or r.status = 'answered')
      group by r.time_point
      order by array_position(array['72-hours', '3-months', '6-months', '12-months'], r.time_point)`)),
  ];
}

function scoped(actor: Actor, clinicIds: readonly string[]): string[] {
  if (!may(actor, "report.enter")) return [];
  const scope = clinicScope(actor, "report.enter");
  return scope === "all" ? [...clinicIds] : clinicIds.filter((id) => scope.includes(id));
}
