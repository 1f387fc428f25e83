/**
 * SQL that someone could write around the app, and what of the database refuses it. `:name` stands for an id of the
 * test's practice. Every CHECK, unique and exclusion constraint and every raising trigger is here at least once; the
 * test compares the list with the catalogue.
 */
const session = (known: Record<string, string> = {}) => {
  const row: Record<string, string> = {
    plan_id: ":plan",
    patient_id: ":patient",
    ordinal: "7",
    clinic_id: ":clinic",
    room_id: ":room",
    physician_id: ":physician",
    device_id: ":cart",
    starts_at: "'2030-01-07 16:00Z'",
    treat_from: "'2030-01-07 16:05Z'",
    treat_to: "'2030-01-07 16:20Z'",
    ends_at: "'2030-01-07 16:30Z'",
    ...known,
  };
  return `insert into sessions (${Object.keys(row).join(", ")}) values (${Object.values(row).join(", ")})`;
};
const claim = (resource: string, during: string, holder = "session_id") =>
  `insert into claims (resource_id, during, ${holder}) values (${resource}, ${during}, ${holder === "session_id" ? ":booked" : ":leave"})`;
const booked = (set: string) => `update sessions set ${set} where id = :booked`;
const cancelled = (set: string) => `update sessions set ${set} where id = :cancelled`;
const plan = (set: string) => `update plans set ${set} where id = :plan`;
const patient = (set: string) => `update patients set ${set} where id = :patient`;
const report = (set: string) => `update outcome_reports set ${set} where id = :report`;
const reportLink = (known: Record<string, string> = {}) => {
  const row = {
    report_id: ":report",
    token_hash: "repeat('a', 64)",
    purpose: "'mail'",
    issued_at: "'2030-01-01'",
    expires_at: "'2030-01-02'",
    ...known,
  };
  return `insert into report_links (${Object.keys(row).join(", ")}) values (${Object.values(row).join(", ")})`;
};
const inserts = (table: string, row: Record<string, string>) =>
  `insert into ${table} (${Object.keys(row).join(", ")}) values (${Object.values(row).join(", ")})`;
const attempt = (known: Record<string, string> = {}) =>
  inserts("report_attempts", {
    report_id: ":report",
    outcome: "'no-answer'",
    at: "'2030-01-01'",
    by: ":scheduler",
    ...known,
  });
const sending = (known: Record<string, string> = {}) =>
  inserts("report_sendings", {
    report_id: ":report",
    due_on: "'2030-01-01'",
    kind: "'first'",
    state: "'sent'",
    at: "'2030-01-01'",
    ...known,
  });
const passkey = (known: Record<string, string>) =>
  inserts("passkeys", {
    id: "'key'",
    account_id: ":scheduler",
    public_key: "''",
    counter: "0",
    transports: "'{}'",
    name: "'Phone'",
    backed_up: "false",
    ...known,
  });
const restoreTest = (known: Record<string, string>) =>
  inserts("restore_tests", {
    ...{ at: "now()", source: "'kept'", tables: "1", rows: "1", bytes: "1", seconds: "1" },
    ...{ trail: "'intact'", outcome: "'right'", ...known },
  });
const protocol = (set: string) => `update protocols set ${set} where region = 'knee'`;
const room = (set: string) => `update rooms set ${set} where id = :room`;
const device = (set: string) => `update devices set ${set} where id = :cart`;
const answered = "status = 'answered', answered_at = now(), channel = 'phone', pain = 3, rating = 'good'";

export const guards: Record<string, string[]> = {
  // Nothing is taken twice.
  claim_no_overlap: [
    claim(":room", "tstzrange('2030-01-01 16:10Z', '2030-01-01 16:40Z')", "time_off_id"),
    claim(":patient", "tstzrange('2030-01-01 15:00Z', '2030-01-01 18:00Z')", "time_off_id"),
    claim(":physician", "tstzrange('2030-01-01 16:19Z', '2030-01-01 16:30Z')", "time_off_id"),
    claim(":cart", "tstzrange('2030-01-01 16:00Z', '2030-01-01 16:06Z')", "time_off_id"),
  ],
  claims_for_one: [
    "insert into claims (resource_id, during) values (:room, tstzrange('2031-01-01 10:00Z', '2031-01-01 11:00Z'))",
    `insert into claims (resource_id, during, session_id, time_off_id)
      values (:room, tstzrange('2031-01-01 10:00Z', '2031-01-01 11:00Z'), :booked, :leave)`,
  ],
  claims_bounded: [
    claim(":room", "'empty'", "time_off_id"),
    claim(":room", "tstzrange('2031-01-01 10:00Z', null)", "time_off_id"),
    claim(":room", "tstzrange(null, '2001-01-01 10:00Z')", "time_off_id"),
  ],
  claims_never_change: [
    "update claims set session_id = null, time_off_id = :leave where session_id = :booked and resource_id = :physician",
    "update claims set during = tstzrange('2030-01-01 20:00Z', '2030-01-01 20:30Z') where session_id = :booked",
  ],
  // A session and its claims are equal.
  session_claims_hold: [
    session(),
    claim(":otherRoom", "tstzrange('2030-01-01 16:00Z', '2030-01-01 16:30Z')"),
    claim(":room", "tstzrange('2030-01-01 20:00Z', '2030-01-01 20:30Z')"),
    "delete from claims where session_id = :booked and resource_id = :cart",
    "delete from claims where session_id = :booked",
    booked("status = 'cancelled-by-patient', released_at = now(), release_reason = 'Ill'"),
    booked(
      "starts_at = starts_at + interval '1 hour', treat_from = treat_from + interval '1 hour', treat_to = treat_to + interval '1 hour', ends_at = ends_at + interval '1 hour'",
    ),
    booked("room_id = :otherRoom"),
    booked("physician_id = :colleague"),
    booked("displaced_at = now()"),
    cancelled("status = 'booked', released_at = null, release_reason = null"),
    `insert into claims (resource_id, during, session_id)
      select room_id, period, id from sessions where id = :cancelled`,
  ],
  sessions_one_a_place: [booked("ordinal = 2")],
  sessions_ordinal: [booked("ordinal = 0"), booked("ordinal = 61")],
  // What a session uses fits together.
  sessions_shielded: [session({ device_id: ":cArm" }), booked("device_id = :looseArm")],
  sessions_device_room: [booked("device_id = :fixedCart")],
  sessions_room: [session({ room_id: ":harbourRoom" }), session({ clinic_id: ":harbour" })],
  sessions_device: [session({ device_id: ":harbourCart" })],
  sessions_plan_patient: [session({ patient_id: ":otherPatient" })],
  rooms_in_use: ["update rooms set kind = 'procedure' where id = :xrayRoom"],
  devices_in_use: [
    "update devices set kind = 'fluoroscope' where id = :cart",
    "update devices set room_id = :otherRoom where id = :cart",
  ],
  devices_room: ["update devices set room_id = :harbourRoom where id = :fixedCart"],
  // A session's state and what it says of itself.
  sessions_moves: [booked("status = 'performed', performed_at = now()"), booked("status = 'in-treatment'")],
  sessions_status: [session({ status: "'gone'" })],
  sessions_phases: [
    session({ treat_from: "'2030-01-07 15:00Z'" }),
    session({ treat_to: "'2030-01-07 16:05Z'" }),
    session({ ends_at: "'2030-01-07 16:10Z'" }),
    session({ ends_at: "'2030-01-08 16:10Z'" }),
  ],
  sessions_arrived: [booked("status = 'arrived'")],
  sessions_treated: [session({ status: "'in-treatment'", arrived_at: "now()" })],
  sessions_performed: [
    session({ status: "'performed'", arrived_at: "now()", treatment_started_at: "now()" }),
    booked("performed_at = now()"),
  ],
  sessions_released: [booked("status = 'no-show'"), booked("released_at = now()")],
  sessions_release_reason: [
    booked("status = 'cancelled-by-patient', released_at = now()"),
    booked("status = 'cancelled-by-clinic', released_at = now(), release_reason = ''"),
  ],
  sessions_displaced_status: [cancelled("displaced_at = now()")],
  sessions_lengths: [booked("gap_reason = repeat('x', 501)"), booked("overbook_reason = repeat('x', 501)")],
  // Plans.
  plans_moves: [plan("status = 'draft'")],
  plans_status: [
    "insert into plans (patient_id, physician_id, clinic_id, region, side, guidance, planned_sessions, gap_min_days, gap_target_days, gap_max_days, status, started_at) values (:patient, :physician, :clinic, 'knee', 'left', 'ultrasound', 4, 14, 21, 28, 'done', now())",
  ],
  plans_region: [plan("region = 'head'")],
  plans_side: [plan("side = 'top'")],
  plans_guidance: [plan("guidance = 'none'")],
  plans_sessions: [plan("planned_sessions = 0"), plan("planned_sessions = 21")],
  plans_gaps: [
    plan("gap_min_days = 22"),
    plan("gap_max_days = 20"),
    plan("gap_min_days = 0"),
    plan("gap_max_days = 366"),
  ],
  plans_stop_reason: [plan("status = 'stopped', ended_at = now()"), plan("stop_reason = 'other'")],
  plans_stop_reasons: [plan("status = 'stopped', ended_at = now(), stop_reason = 'bored'")],
  plans_started: [plan("started_at = null")],
  plans_ended: [plan("status = 'completed'"), plan("ended_at = now()")],
  plans_pain: [plan("baseline_pain = 11"), plan("baseline_pain = -1")],
  plans_symptom_months: [plan("symptom_months = -1"), plan("symptom_months = 1201")],
  plans_lengths: [plan("notes = repeat('x', 4001)")],
  // Reports.
  outcome_reports_not_by_treating: [report(`${answered}, entered_by = :physician`)],
  outcome_reports_kept: ["delete from outcome_reports where id = :answered"],
  outcome_reports_once: [
    `insert into outcome_reports (plan_id, time_point, due_on, window_from, window_to)
      values (:plan, '3-months', '2030-01-01', '2030-01-01', '2030-01-01')`,
  ],
  outcome_reports_status: [report("status = 'lost'")],
  outcome_reports_time_point: [report("time_point = '9-months'")],
  outcome_reports_channel: [report("channel = 'pigeon'")],
  outcome_reports_rating: [report(answered.replace("good", "fine"))],
  outcome_reports_self_care: [report(`${answered}, self_care = 'much'`)],
  outcome_reports_pain: [report(answered.replace("pain = 3", "pain = 11"))],
  outcome_reports_activities: [report(`${answered}, activities = array['flying']`)],
  outcome_reports_window: [report("window_from = due_on + 1"), report("window_to = due_on - 1")],
  outcome_reports_answered: [report("answered_at = now()"), report(answered.replace("now()", "null"))],
  outcome_reports_answers: [
    report(answered.replace("pain = 3", "pain = null")),
    report(answered.replace("'good'", "null")),
    report("rating = 'good'"),
    report("adverse_effects = 'Swelling'"),
  ],
  outcome_reports_session_of: [report("session_id = :booked"), report("time_point = '72-hours'")],
  outcome_reports_lengths: [
    report(`${answered}, adverse_effects = repeat('x', 2001)`),
    report(`${answered}, remarks = repeat('x', 2001)`),
  ],
  outcome_reports_red_flags: [report(`${answered}, red_flags = array['hiccups']`)],
  // A link opens one report, once, for a time; an alert is dealt with by somebody.
  report_attempts_outcome: [attempt({ outcome: "'answered'" })],
  report_attempts_call_back: [
    attempt({ outcome: "'call-back'" }),
    attempt({ call_back_at: "'2030-01-02'" }),
    attempt({ outcome: "'call-back'", call_back_at: "'2030-01-01'" }),
  ],
  report_attempts_undone: [attempt({ undone_at: "now()" })],
  report_sendings_once: [`${sending()}; ${sending({ state: "'put-off'" })}`],
  report_sendings_kind: [sending({ kind: "'third'" })],
  report_sendings_state: [sending({ state: "'lost'" })],
  report_sendings_taken_down: [sending({ state: "'taken-down'" })],
  report_sendings_by: [sending({ by: ":scheduler" }), sending({ kind: "'by-hand'" })],
  report_sendings_tries: [sending({ tries: "0" })],
  report_links_one_open: [`${reportLink()}; ${reportLink({ token_hash: "repeat('b', 64)" })}`],
  report_links_hash: [reportLink({ token_hash: "'a-token-as-it-was-sent'" })],
  report_links_purpose: [reportLink({ purpose: "'pigeon'" })],
  report_links_period: [reportLink({ expires_at: "'2030-01-01'" })],
  report_links_end: [reportLink({ revoked_at: "now()", used_at: "now()" })],
  report_alerts_dealt_with: [
    "insert into report_alerts (report_id, clinic_id, raised_at, dealt_with_at) values (:answered, :clinic, now(), now())",
  ],
  // Patients.
  patients_names: [patient("given_name = ''"), patient("family_name = repeat('x', 81)")],
  patients_birth: [patient("birth_date = '0001-01-01'"), patient("birth_date = '9999-01-01'")],
  patients_contact: [patient("preferred_contact = 'fax'")],
  patients_deceased: [
    patient("deceased_on = '2026-01-01'"),
    patient("deceased_on = '1960-01-01', deactivated_at = now()"),
  ],
  patients_lengths: [patient("desk_notes = repeat('x', 2001)")],
  patients_record_number_unique: [
    patient("record_number = (select record_number from patients where id = :otherPatient)"),
  ],
  patients_source_id_unique: ["update patients set source_id = 'same' where id in (:patient, :otherPatient)"],
  past_visits_source_id_unique: [
    `insert into past_visits (patient_id, started_at, description, source_id)
      values (:patient, now(), 'Visit', 'same'), (:otherPatient, now(), 'Visit', 'same')`,
  ],
  patients_resource: [
    `insert into patients (id, record_number, given_name, family_name, birth_date, home_clinic_id)
      values (:room, 'X-1', 'Rita', 'Room', '1970-01-01', :clinic)`,
  ],
  // Places and their hours.
  practice_only: [`insert into practice ("only", name) values (false, 'A second one')`],
  clinics_name: ["update clinics set name = '' where id = :clinic"],
  clinics_name_unique: ["update clinics set name = 'Harbour' where id = :clinic"],
  clinics_zone: [
    "update clinics set zone = 'Mars/Olympus' where id = :clinic",
    "update clinics set zone = '+01:00' where id = :clinic",
    "update clinics set zone = 'EST5EDT,M3.2.0,M11.1.0' where id = :clinic",
  ],
  clinic_hours_weekday: ["update clinic_hours set weekday = 8 where clinic_id = :clinic and weekday = 1"],
  clinic_hours_minutes: [
    "update clinic_hours set ends_minute = 1441 where clinic_id = :clinic",
    "update clinic_hours set starts_minute = ends_minute where clinic_id = :clinic",
  ],
  clinic_hours_no_overlap: [
    "insert into clinic_hours (clinic_id, weekday, starts_minute, ends_minute) values (:clinic, 1, 600, 700)",
  ],
  working_hours_weekday: [
    "update working_hours set weekday = 0 where physician_id = :physician and weekday = 1",
  ],
  working_hours_minutes: ["update working_hours set starts_minute = -1 where physician_id = :physician"],
  working_hours_valid: ["update working_hours set valid_until = valid_from where physician_id = :physician"],
  working_hours_no_overlap: [
    `insert into working_hours (physician_id, clinic_id, weekday, starts_minute, ends_minute, valid_from)
      values (:physician, :harbour, 1, 600, 700, '2026-01-01')`,
  ],
  resources_kind: ["insert into resources (kind) values ('chair')"],
  rooms_kind: [room("kind = 'cellar'")],
  rooms_name_length: [room("name = ''")],
  rooms_name: [room("name = 'Room 2'")],
  rooms_resource: [
    "insert into rooms (id, clinic_id, name, kind) values (:cart, :clinic, 'A cart', 'procedure')",
  ],
  devices_kind: ["update devices set kind = 'x-ray' where id = :fixedCart"],
  devices_name_length: [device("name = ''")],
  devices_name: [device("name = (select name from devices where id = :fixedCart)")],
  devices_resource: [
    "insert into devices (id, clinic_id, name, kind) values (:room, :clinic, 'A room', 'ultrasound')",
  ],
  physicians_resource: ["insert into physicians (id, short_name) values (:scheduler, 'Dr Desk')"],
  protocols_region: ["update protocols set region = 'head' where region = 'knee'"],
  protocols_guidance: [protocol("guidance = 'none'")],
  protocols_sessions: [protocol("sessions_min = 5, sessions_max = 4"), protocol("sessions_max = 21")],
  protocols_gaps: [protocol("gap_min_days = 22"), protocol("gap_max_days = 366")],
  protocols_minutes: [protocol("treat_minutes = 4"), protocol("recover_minutes = 241")],
  time_off_kind: ["update time_off set kind = 'party' where id = :leave"],
  time_off_period: ["update time_off set ends_at = starts_at where id = :leave"],
  time_off_shape: [
    "update time_off set clinic_id = :clinic where id = :leave",
    "update time_off set kind = 'closure' where id = :leave",
  ],
  time_off_reason: ["update time_off set reason = repeat('x', 501) where id = :leave"],
  // Accounts.
  accounts_last_administrator: [
    "update accounts set deactivated_at = now() where 'administrator' = any (roles)",
    "update accounts set roles = array['scheduler'] where 'administrator' = any (roles)",
  ],
  accounts_roles: [
    "update accounts set roles = array['owner'] where id = :scheduler",
    "update accounts set roles = '{}' where id = :scheduler",
  ],
  accounts_email: ["update accounts set email = 'nobody' where id = :scheduler"],
  accounts_email_unique: [
    "update accounts set email = (select upper(email::text) from accounts where id = :physician) where id = :scheduler",
  ],
  accounts_name: ["update accounts set name = '' where id = :scheduler"],
  accounts_deactivated: ["update accounts set deactivated_by = :scheduler where id = :scheduler"],
  one_time_links_purpose: [
    "insert into one_time_links (token_hash, purpose, account_id, expires_at) values ('x', 'gift', :scheduler, now())",
  ],
  passkeys_lengths: [passkey({ name: "''" }), passkey({ id: "repeat('a', 1401)" })],
  calendar_feeds_token: [
    "insert into calendar_feeds (account_id, token_hash) values (:scheduler, 'same'), (:physician, 'same')",
  ],
  sign_in_steps_purpose: [
    "insert into sign_in_steps (token_hash, purpose, account_id, expires_at) values ('x', 'gift', :scheduler, now())",
  ],
  sign_in_steps_account: [
    "insert into sign_in_steps (token_hash, purpose, expires_at) values ('x', 'second-factor', now())",
    "insert into sign_in_steps (token_hash, purpose, account_id, expires_at) values ('x', 'passkey-sign-in', :scheduler, now())",
  ],
  one_time_links_account: [
    "insert into one_time_links (token_hash, purpose, expires_at) values ('x', 'set-password', now())",
    "insert into one_time_links (token_hash, purpose, account_id, expires_at) values ('x', 'first-administrator', :scheduler, now())",
  ],
  // A chain that forks is none.
  audit_seals_previous: [
    `insert into audit_seals (number, sealed_at, era, "from", until, count, first_event, last_event, digests, key_id, previous, mac)
      select n, now(), 1, '0', '1', 0, 0, 0, '', '', 'the same', '' from generate_series(1, 2) n`,
  ],
  saved_views_page: [
    "insert into saved_views (account_id, page, name, query) values (:scheduler, 'moon', 'Mine', '')",
  ],
  saved_views_length: [
    "insert into saved_views (account_id, page, name, query) values (:scheduler, 'plans', '', '')",
  ],
  saved_views_name: [
    "insert into saved_views (account_id, page, name, query) values (:scheduler, 'plans', 'Mine', ''), (:scheduler, 'plans', 'Mine', '')",
  ],
  imports_kind: [
    `insert into imports (account_id, clinic_id, kind, file_name, columns, rows, dropped_columns, mapping)
      values (:scheduler, :clinic, 'songs', 'x.csv', '[]', '[]', '[]', '{}')`,
  ],
  // What is unknown of it is alike too.
  outcome_counts_key: [
    `insert into outcome_counts (point, month, closes, clinic_id, region, guidance, status, was_good, plans)
      select '3-months', '2026-01-01', '2026-02-01', :clinic, 'knee', 'ultrasound', 'active', false, 1 from generate_series(1, 2)`,
  ],
  // What came of a test restore.
  restore_tests_source: [restoreTest({ source: "'found'" })],
  restore_tests_trail: [restoreTest({ trail: "'torn'" })],
  restore_tests_outcome: [restoreTest({ outcome: "'perhaps'", fault: "'It ended early'" })],
  restore_tests_fault: [restoreTest({ outcome: "'failed'" }), restoreTest({ fault: "'It ended early'" })],
};

/** These exist only as the targets of foreign keys: their first column is unique by itself. */
export const onlyTargets = ["plans_id_patient", "resources_id_kind", "rooms_id_clinic", "devices_id_clinic"];
