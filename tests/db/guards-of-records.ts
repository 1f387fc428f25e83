/** As guards.ts, for what belongs to records and lots. Session `:treated` has a signed record; `:cut` is in treatment. */
const record = "'00000000-0000-4000-8000-0000000000cc'";
const version = "'00000000-0000-4000-8000-0000000000dd'";

const lot = (set: string) => `update lots set ${set} where id = :lot`;

interface Written {
  record?: Record<string, string>;
  version?: Record<string, string>;
  injection?: Record<string, string>;
  /** What stands once all is written. */
  number?: string;
}

const insert = (table: string, row: Record<string, string>) =>
  `insert into ${table} (${Object.keys(row).join(", ")}) values (${Object.values(row).join(", ")});`;

/** A whole record of the session in treatment, with what is wrong about it. */
const written = ({ record: r = {}, version: v = {}, injection: i = {}, number = "1" }: Written) =>
  [
    insert("procedure_records", {
      id: record,
      session_id: ":cut",
      plan_id: ":plan",
      patient_id: ":patient",
      clinic_id: ":clinic",
      draft: "'{}'",
      saved_at: "now()",
      saved_by: ":physician",
      ...r,
    }),
    insert("record_versions", {
      id: version,
      record_id: record,
      clinic_id: ":clinic",
      number: "1",
      consent_at: "now()",
      consent_form: "'2026-1'",
      consent_by: "'Lena'",
      time_out_at: "now()",
      region: "'knee'",
      side: "'left'",
      findings: "'{}'",
      decision: "'clear'",
      injections: "1",
      pain_before: "6",
      pain_after: "3",
      complication: "'none'",
      signed_at: "now()",
      signed_by: ":physician",
      ...v,
    }),
    insert("record_injections", {
      version_id: version,
      clinic_id: ":clinic",
      position: "0",
      kind: "'joint'",
      structure: "'Joint'",
      side: "'left'",
      dextrose_percent: "50",
      anesthetic: "'none'",
      ml: "4",
      guidance: "'ultrasound'",
      placement: "'tip-seen'",
      lot_id: ":lot",
      ...i,
    }),
    `update procedure_records set signed_number = ${number} where id = ${record}`,
  ].join("\n");

/** This one stands. */
export const wholeRecord = written({});

const ofVersion = (known: Record<string, string>) => written({ version: known });
const ofInjection = (known: Record<string, string>) => written({ injection: known });

export const guardsOfRecords: Record<string, string[]> = {
  lots_number: [
    `insert into lots (clinic_id, product, lot_number, expires_on, received)
      select clinic_id, product, lot_number, expires_on, 1 from lots where id = :lot`,
  ],
  lots_names: [lot("product = ''"), lot("lot_number = repeat('x', 61)")],
  lots_stock: [lot("received = -1"), lot("used = -1")],
  lots_expiry: [lot("expires_on = '1999-12-31'"), lot("expires_on = '2200-01-01'")],
  lots_retired: [lot("retired_at = now()"), lot("retire_reason = 'Recall'")],
  procedure_records_session: [written({ record: { session_id: ":treated" } })],
  procedure_records_something: [
    insert("procedure_records", {
      session_id: ":cut",
      plan_id: ":plan",
      patient_id: ":patient",
      clinic_id: ":clinic",
      saved_at: "now()",
      saved_by: ":physician",
    }),
  ],
  procedure_records_draft: [
    written({ record: { draft: "'[]'" } }),
    written({ record: { draft: "jsonb_build_object('note', repeat('x', 60001))" } }),
  ],
  procedure_records_signed: [written({ number: "2" })],
  record_versions_record: [ofVersion({ clinic_id: ":harbour" })],
  record_versions_number: [
    `${wholeRecord}; insert into record_versions select (jsonb_populate_record(v, jsonb_build_object('id', uuidv7()))).*
      from record_versions v where id = ${version}`,
  ],
  record_versions_region: [ofVersion({ region: "'head'" })],
  record_versions_side: [ofVersion({ side: "'top'" })],
  record_versions_findings: [
    ofVersion({ findings: "array['fear']", decision: "'proceed'", decision_reason: "'Calm'" }),
  ],
  record_versions_decision: [ofVersion({ decision: "'defer'", decision_reason: "'Fever'" })],
  record_versions_screened: [
    ofVersion({ findings: "array['allergy']" }),
    ofVersion({ findings: "array['allergy']", decision: "'proceed'" }),
  ],
  record_versions_consent: [ofVersion({ consent_form: "''" }), ofVersion({ consent_by: "''" })],
  record_versions_injections: [ofVersion({ injections: "0" }), ofVersion({ injections: "21" })],
  record_versions_pain: [ofVersion({ pain_before: "11" }), ofVersion({ pain_after: "-1" })],
  record_versions_complication: [ofVersion({ complication: "'fright'", complication_note: "'Boo'" })],
  record_versions_complication_note: [ofVersion({ complication: "'vasovagal'" })],
  record_versions_dose: [
    ofVersion({ fluoroscopy_seconds: "10" }),
    ofVersion({ fluoroscopy_seconds: "7201", fluoroscopy_mgy: "1" }),
  ],
  record_versions_amended: [ofVersion({ amend_reason: "'Before anything was signed'" })],
  record_versions_reason: [
    `${wholeRecord}; insert into record_versions select (jsonb_populate_record(v, jsonb_build_object('id', uuidv7(),
      'number', 2, 'amend_reason', ''))).* from record_versions v where id = ${version}`,
  ],
  record_versions_lengths: [ofVersion({ note: "repeat('x', 4001)" })],
  // What agrees with the session, the plan and the lots.
  record_versions_session: [written({ record: { patient_id: ":otherPatient" } })],
  record_versions_performed: [written({ record: { session_id: ":booked" } })],
  record_versions_own: [ofVersion({ signed_by: ":colleague" })],
  record_versions_standing: [wholeRecord.replace(/update procedure_records[^;]*$/, "select 1")],
  record_versions_laterality: [
    ofVersion({ side: "'right'" }),
    ofVersion({ region: "'hip'" }),
    ofInjection({ side: "'right'" }),
    ofInjection({ side: "'midline'" }),
  ],
  record_versions_fluoroscopy: [
    ofInjection({ guidance: "'fluoroscope'" }),
    ofVersion({ fluoroscopy_seconds: "10", fluoroscopy_mgy: "1" }),
  ],
  record_versions_whole: [
    ofVersion({ injections: "2" }),
    `insert into record_injections select (jsonb_populate_record(i, jsonb_build_object('id', uuidv7(), 'position', 9))).*
      from record_injections i join record_versions v on v.id = i.version_id
      join procedure_records r on r.id = v.record_id where r.session_id = :treated`,
  ],
  record_injections_version: [ofInjection({ clinic_id: ":harbour", lot_id: ":harbourLot" })],
  record_injections_lot: [ofInjection({ lot_id: ":harbourLot" })],
  record_injections_position: [
    `${wholeRecord}; insert into record_injections select (jsonb_populate_record(i, jsonb_build_object('id', uuidv7()))).*
      from record_injections i where version_id = ${version}`,
  ],
  record_injections_kind: [ofInjection({ kind: "'bone'" })],
  record_injections_structure: [ofInjection({ structure: "''" })],
  record_injections_side: [ofInjection({ side: "'top'" })],
  record_injections_guidance: [ofInjection({ guidance: "'none'" })],
  record_injections_placement: [ofInjection({ placement: "'felt'" })],
  record_injections_anesthetic: [ofInjection({ anesthetic: "'cocaine'", anesthetic_percent: "1" })],
  record_injections_mixture: [
    ofInjection({ dextrose_percent: "71" }),
    ofInjection({ anesthetic: "'lidocaine'" }),
    ofInjection({ ml: "0" }),
  ],
  record_injections_expired: [ofInjection({ lot_id: ":expiredLot" })],
  record_injections_retired: [ofInjection({ lot_id: ":retiredLot" })],
  sessions_signed: [
    "update sessions set status = 'arrived', treatment_started_at = null where id = :treated",
  ],
};

/** These exist only as the targets of foreign keys: their first column is unique by itself. */
export const onlyTargetsOfRecords = [
  "lots_id_clinic",
  "procedure_records_id_clinic",
  "record_versions_id_clinic",
];
