/** As guards.ts, for what belongs to courses: overbooking, waitlist, offers, checkpoints. */
const [plan, session] = ["'00000000-0000-4000-8000-0000000000aa'", "'00000000-0000-4000-8000-0000000000bb'"];
const at = (clock: string) => `'2030-01-01 ${clock}Z'`;
const range = (from: string, until: string) => `tstzrange(${at(from)}, ${at(until)})`;

/** A session a quarter of an hour into the one that is booked: it shares its room for the other quarter. */
const overTheBooked = (reason: string) => `
  insert into plans (id, patient_id, physician_id, clinic_id, region, side, guidance, planned_sessions, gap_min_days,
    gap_target_days, gap_max_days, status, started_at)
  values (${plan}, :otherPatient, :physician, :clinic, 'neck', 'left', 'ultrasound', 4, 14, 21, 28, 'active', now());
  insert into sessions (id, plan_id, patient_id, ordinal, clinic_id, room_id, physician_id, device_id, starts_at, treat_from,
    treat_to, ends_at, overbook_reason)
  values (${session}, ${plan}, :otherPatient, 1, :clinic, :room, :physician, :cart, ${at("16:15")}, ${at("16:20")},
    ${at("16:35")}, ${at("16:45")}, ${reason});
  insert into claims (resource_id, during, session_id) values (:physician, ${range("16:20", "16:35")}, ${session}),
    (:cart, ${range("16:20", "16:35")}, ${session}), (:room, ${range("16:30", "16:45")}, ${session});`;
const itsPatient = `insert into claims (resource_id, during, session_id) values (:otherPatient, ${range("16:15", "16:45")}, ${session});`;
const itsRoom = `insert into overbookings (resource_id, during, session_id) values (:room, ${range("16:15", "16:30")}, ${session});`;

/** This one stands. */
export const overbooked = `${overTheBooked("'In pain'")} ${itsPatient} ${itsRoom}`;

const over = (resource: string, during: string) =>
  `insert into overbookings (session_id, resource_id, during) values (:booked, ${resource}, ${during})`;
const entry = (known: string, value: string) =>
  `insert into waitlist_entries (plan_id, clinic_id, created_by, notice_minutes, ${known}) values (:plan, :clinic, :scheduler, 60, ${value})`;
const offer = (known: string, value: string) =>
  `insert into slot_offers (freed_by_id, clinic_id, made_by, made_at, expires_at, ${known})
    values (:cancelled, :clinic, :scheduler, now(), now() + interval '1 hour', ${value})`;
const link = (answer: string, answeredAt: string) =>
  `with made as (insert into slot_offers (freed_by_id, clinic_id, made_by, made_at, expires_at)
    values (:cancelled, :clinic, :scheduler, now(), now() + interval '1 hour') returning id)
  insert into slot_offer_links (offer_id, plan_id, token_hash, answer, answered_at)
    select id, :plan, 'x', ${answer}, ${answeredAt} from made`;
const checkpoint = (known: Record<string, string>) => {
  const row = {
    plan_id: ":plan",
    kind: "'half-way'",
    decision: "'continue'",
    decided_by: ":physician",
    ...known,
  };
  return `insert into plan_checkpoints (decided_at, ${Object.keys(row).join(", ")}) values (now(), ${Object.values(row).join(", ")})`;
};

const call = (known: string, value: string) =>
  `insert into repair_calls (plan_id, handed_at, handed_by, ${known}) values (:plan, now(), :scheduler, ${value})`;
const run = (known: Record<string, string>) => {
  const row = {
    clinic_id: ":clinic",
    scope: "'backlog'",
    asked_at: "now()",
    asked_by: ":scheduler",
    ...known,
  };
  return `insert into batch_runs (${Object.keys(row).join(", ")}) values (${Object.values(row).join(", ")})`;
};
const planned = (known: Record<string, string>) => {
  const row = { plan_id: ":plan", lacking: "2", displaced: "0", ...known };
  return `with made as (${run({})} returning id)
    insert into batch_courses (run_id, ${Object.keys(row).join(", ")}) select id, ${Object.values(row).join(", ")} from made`;
};

export const guardsOfCourses: Record<string, string[]> = {
  // Overbooked with a reason, never of the patient, and only over what another holds.
  session_claims_hold: [
    `${overTheBooked("'In pain'")} ${itsPatient}`,
    `${overTheBooked("null")} ${itsPatient} ${itsRoom}`,
    `${overTheBooked("'In pain'")} ${itsRoom} insert into overbookings (resource_id, during, session_id)
      values (:otherPatient, ${range("16:15", "16:45")}, ${session});`,
    over(":room", range("16:00", "16:30")),
  ],
  overbooked_is_held: [`${overbooked} delete from claims where session_id = :booked;`],
  overbookings_bounded: [over(":room", "'empty'"), over(":room", "tstzrange('2030-01-01 10:00Z', null)")],
  // Who waits, and what was offered.
  waitlist_entries_notice: [
    `insert into waitlist_entries (plan_id, clinic_id, created_by, notice_minutes) values (:plan, :clinic, :scheduler, -1)`,
    `insert into waitlist_entries (plan_id, clinic_id, created_by, notice_minutes) values (:plan, :clinic, :scheduler, 20161)`,
  ],
  waitlist_entries_note: [entry("note", "repeat('x', 501)")],
  waitlist_entries_days: [entry("not_before, not_after", "'2030-01-02', '2030-01-01'")],
  waitlist_entries_ends: [entry("closed_at, closed_because", "now(), 'bored'")],
  waitlist_entries_closed: [entry("closed_at", "now()"), entry("closed_because", "'booked'")],
  slot_offers_ends: [offer("ended_at, ended_because", "now(), 'bored'")],
  slot_offers_ended: [offer("ended_at", "now()"), offer("ended_because", "'taken'")],
  slot_offers_period: [
    `insert into slot_offers (freed_by_id, clinic_id, made_by, made_at, expires_at)
      values (:cancelled, :clinic, :scheduler, now(), now())`,
  ],
  slot_offer_links_answer: [link("'perhaps'", "now()")],
  slot_offer_links_answered: [link("'accepted'", "null"), link("null", "now()")],
  // What a physician decided.
  plan_checkpoints_kind: [checkpoint({ kind: "'whenever'" })],
  plan_checkpoints_decision: [checkpoint({ decision: "'stop'" })],
  plan_checkpoints_pain: [checkpoint({ pain_before: "11" }), checkpoint({ pain_after: "-1" })],
  plan_checkpoints_note: [checkpoint({ note: "repeat('x', 1001)" })],
  // Who is to be called before a repair.
  repair_calls_note: [call("note", "repeat('x', 501)")],
  repair_calls_attempts: [call("attempts, tried_at", "-1, now()")],
  repair_calls_tried: [call("attempts", "1"), call("tried_at", "now()")],
  // Many courses planned at once.
  batch_runs_status: [run({ status: "'asleep'" })],
  batch_runs_scope: [run({ scope: "'everything'" })],
  batch_runs_of: [
    run({ scope: "'physician'" }),
    run({ scope: "'time-off'" }),
    run({ physician_id: ":physician" }),
    run({ time_off_id: ":leave" }),
  ],
  batch_runs_share: [run({ share: "-0.1" }), run({ share: "1.1" })],
  batch_runs_one_under_way: [`${run({})}; ${run({})}`],
  batch_courses_counts: [
    planned({ lacking: "0" }),
    planned({ displaced: "3" }),
    planned({ displaced: "-1" }),
  ],
  batch_courses_outcome: [planned({ outcome: "'lost'", decided_at: "now()" })],
  batch_courses_decided: [
    planned({ outcome: "'booked'" }),
    planned({ decided_at: "now()" }),
    planned({ outcome: "'refused'", decided_at: "now()" }),
    planned({ outcome: "'booked'", decided_at: "now()", refusal: "'taken'" }),
  ],
  // When a clinic's day is put on paper.
  clinics_morning_pack: [
    "update clinics set morning_pack_minute = 1440",
    "update clinics set morning_pack_minute = -1",
  ],
};
