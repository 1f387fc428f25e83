import type * as schema from "../schema";

/** What will be written, table by table, in the order in which the tables depend on each other. */
export interface Rows {
  resources: (typeof schema.resources.$inferInsert)[];
  clinics: (typeof schema.clinics.$inferInsert)[];
  clinic_hours: (typeof schema.clinicHours.$inferInsert)[];
  rooms: (typeof schema.rooms.$inferInsert)[];
  devices: (typeof schema.devices.$inferInsert)[];
  protocols: (typeof schema.protocols.$inferInsert)[];
  accounts: (typeof schema.accounts.$inferInsert)[];
  account_clinics: (typeof schema.accountClinics.$inferInsert)[];
  account_visits: (typeof schema.accountVisits.$inferInsert)[];
  physicians: (typeof schema.physicians.$inferInsert)[];
  working_hours: (typeof schema.workingHours.$inferInsert)[];
  patients: (typeof schema.patients.$inferInsert)[];
  plans: (typeof schema.plans.$inferInsert)[];
  plan_moves: (typeof schema.planMoves.$inferInsert)[];
  time_off: (typeof schema.timeOff.$inferInsert)[];
  sessions: (typeof schema.sessions.$inferInsert)[];
  session_moves: (typeof schema.sessionMoves.$inferInsert)[];
  claims: (typeof schema.claims.$inferInsert)[];
  lots: (typeof schema.lots.$inferInsert)[];
  procedure_records: (typeof schema.procedureRecords.$inferInsert)[];
  record_versions: (typeof schema.recordVersions.$inferInsert)[];
  record_injections: (typeof schema.recordInjections.$inferInsert)[];
  outcome_reports: (typeof schema.outcomeReports.$inferInsert)[];
  report_attempts: (typeof schema.reportAttempts.$inferInsert)[];
  report_sendings: (typeof schema.reportSendings.$inferInsert)[];
  report_alerts: (typeof schema.reportAlerts.$inferInsert)[];
  practice: (typeof schema.practice.$inferInsert)[];
  audit_events: (typeof schema.auditEvents.$inferInsert)[];
}

export function noRows(): Rows {
  return {
    resources: [],
    clinics: [],
    clinic_hours: [],
    rooms: [],
    devices: [],
    protocols: [],
    accounts: [],
    account_clinics: [],
    account_visits: [],
    physicians: [],
    working_hours: [],
    patients: [],
    plans: [],
    plan_moves: [],
    time_off: [],
    sessions: [],
    session_moves: [],
    claims: [],
    lots: [],
    procedure_records: [],
    record_versions: [],
    record_injections: [],
    outcome_reports: [],
    report_attempts: [],
    report_sendings: [],
    report_alerts: [],
    practice: [],
    audit_events: [],
  };
}

export function range(from: Date, until: Date): string {
  return `[${from.toISOString()},${until.toISOString()})`;
}
