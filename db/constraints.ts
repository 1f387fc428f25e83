import type { RefusalCode } from "~/domain/refusals";

/** What the database refuses by itself, said as the refusal that the rule in the app would have given. */
export const refusalOfConstraint: Record<string, { code: RefusalCode; field?: string }> = {
  accounts_email_unique: { code: "email-taken", field: "email" },
  accounts_last_administrator: { code: "last-administrator" },
  batch_runs_one_under_way: { code: "batch-under-way" },
  claim_no_overlap: { code: "taken" },
  clinic_hours_no_overlap: { code: "hours-overlap" },
  clinics_name_unique: { code: "name-taken", field: "name" },
  clinics_zone: { code: "zone-unknown", field: "zone" },
  devices_in_use: { code: "has-future-sessions" },
  devices_name: { code: "name-taken", field: "name" },
  lots_number: { code: "lot-known", field: "lotNumber" },
  outcome_reports_not_by_treating: { code: "treating-physician" },
  patients_record_number_unique: { code: "record-number-taken", field: "recordNumber" },
  plans_moves: { code: "plan-move-not-possible" },
  procedure_records_session: { code: "stale" },
  record_injections_expired: { code: "cannot-sign" },
  record_injections_retired: { code: "cannot-sign" },
  record_versions_laterality: { code: "cannot-sign" },
  record_versions_performed: { code: "not-treated" },
  report_links_one_open: { code: "busy-try-again" },
  report_sendings_once: { code: "busy-try-again" },
  rooms_in_use: { code: "has-future-sessions" },
  rooms_name: { code: "name-taken", field: "name" },
  saved_views_name: { code: "name-taken", field: "name" },
  session_claims_hold: { code: "taken" },
  sessions_signed: { code: "record-signed" },
  sessions_moves: { code: "wrong-status" },
  sessions_ordinal: { code: "course-full" },
  sessions_one_a_place: { code: "busy-try-again" },
  working_hours_no_overlap: { code: "hours-overlap" },
};

interface PostgresFault {
  code?: string;
  constraint_name?: string;
}

/** PostgreSQL's own error beneath Drizzle's, whose message holds the parameters and is never shown or logged. */
export function postgresFault(error: unknown): PostgresFault {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  if (typeof cause !== "object" || cause === null) return {};
  const { code, constraint_name } = cause as PostgresFault;
  return { ...(code && { code }), ...(constraint_name && { constraint_name }) };
}

const away = new Set([
  ...[
    "ECONNREFUSED",
    "ECONNRESET",
    "EPIPE",
    "ETIMEDOUT",
    "ENOTFOUND",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "EAI_AGAIN",
  ],
  ...["CONNECT_TIMEOUT", "CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECTION_DESTROYED"],
  // Our own pool's: no answer in time, too many waiting, the line went dead, no server of several takes writes.
  ...["DATABASE_SILENT", "DATABASE_BUSY", "DATABASE_LOST", "DATABASE_NO_PRIMARY"],
  // Stopped, crashed, starting, not there, full; a statement past its time; a transaction left alone too long.
  ...["57P01", "57P02", "57P03", "3D000", "53300", "57014", "25P03"],
  // Its disk is full or fails, its memory is; it was promoted or demoted a moment ago.
  ...["53100", "53200", "58030", "25006"],
]);

/** The database cannot be reached or does not answer: no fault of the request's, which may be sent again. */
export const isAway = (error: unknown) => away.has(postgresFault(error).code ?? "");

/** Its server stops, starts, or takes no writes any more: another connection may come to one that does. */
export const isTurnedAway = (error: unknown) =>
  ["57P01", "57P02", "57P03", "25006"].includes(postgresFault(error).code ?? "");

/** Deadlock, serialisation failure, lock not had in time: nothing was wrong, only the moment. */
export const isPassing = (error: unknown) =>
  ["40P01", "40001", "55P03"].includes(postgresFault(error).code ?? "");
