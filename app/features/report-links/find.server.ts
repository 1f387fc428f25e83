import { sql, type SQL } from "drizzle-orm";
import { db, type Run } from "db/client";
import { reportTokenHash } from "db/writes/report-links";
import { linkState, type ReportLinkFacts } from "~/domain/report-link";
import type { LinkPurpose, Region, ReportStatus, Side, TimePoint } from "~/domain/vocabulary";
import type { AskedReport } from "./asked";

interface Row extends Record<string, unknown> {
  linkId: string;
  reportId: string;
  planId: string;
  patientId: string;
  clinicId: string;
  clinic: string;
  phone: string;
  zone: string;
  language: string;
  deceasedOn: string | null;
  region: Region;
  side: Side;
  timePoint: TimePoint;
  status: ReportStatus;
  dueOn: string;
  windowFrom: string;
  windowTo: string;
  purpose: LinkPurpose;
  expiresMs: number;
  revokedMs: number | null;
  usedMs: number | null;
}

/** The report behind a token, or null where there is none for whoever holds it, whatever the reason. */
export async function findAskedReport(token: string, now: Date): Promise<AskedReport | null> {
  const row = await readLink(db, token);
  const state = row ? linkState(factsOf(row), now) : "closed";
  if (!row || state === "closed") return null;
  const { clinic, phone, region, side, timePoint, language } = row;
  return {
    state,
    clinic: { name: clinic, phone },
    region,
    side,
    timePoint,
    language,
    isKiosk: row.purpose === "kiosk",
  };
}

/** Like a sign-in's last-seen time: that somebody looked, for the desk that waits for answers. */
export async function noteOpened(token: string, now: Date): Promise<void> {
  await db.execute(sql`
    update report_links set first_opened_at = ${now.toISOString()}
    where token_hash = ${reportTokenHash(token)} and first_opened_at is null`);
}

export async function readLink(run: Run, token: string, lock: SQL = sql``): Promise<Row | null> {
  const [row] = await run.execute<Row>(sql`
    select l.id as "linkId", r.id as "reportId", p.id as "planId", p.patient_id as "patientId", c.id as "clinicId",
      c.name as clinic, c.phone, c.zone, pa.language, pa.deceased_on as "deceasedOn", p.region, p.side,
      r.time_point as "timePoint", r.status, r.due_on as "dueOn", r.window_from as "windowFrom",
      r.window_to as "windowTo", l.purpose, ${ms(sql`l.expires_at`)} as "expiresMs",
      ${ms(sql`l.revoked_at`)} as "revokedMs", ${ms(sql`l.used_at`)} as "usedMs"
    from report_links l join outcome_reports r on r.id = l.report_id join plans p on p.id = r.plan_id
    join patients pa on pa.id = p.patient_id join clinics c on c.id = p.clinic_id
    where l.token_hash = ${reportTokenHash(token)} ${lock}`);
  return row ?? null;
}

const ms = (column: SQL) => sql`extract(epoch from ${column})::float8 * 1000`;
const instant = (at: number | null) => (at === null ? null : new Date(at));

export const factsOf = (row: Row): ReportLinkFacts => ({
  expiresAt: new Date(row.expiresMs),
  revokedAt: instant(row.revokedMs),
  usedAt: instant(row.usedMs),
  report: row,
  zone: row.zone,
  deceasedOn: row.deceasedOn,
});
