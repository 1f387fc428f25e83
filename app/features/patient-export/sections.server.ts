import { sql, type SQL } from "drizzle-orm";
import { uuids } from "db/scope";
import type { Actor } from "~/domain/actor";
import { clinicScope } from "~/domain/permissions";
import type { SectionName } from "./view";

const person = (id: SQL) => sql`(select name from accounts where accounts.id = ${id})`;
const clinic = (id: SQL) => sql`(select name from clinics where clinics.id = ${id})`;
/** Of the plans that the actor may see; `shown_plans` is in the statement's WITH. */
const ofShownPlans = (planId: SQL) => sql`${planId} in (select id from shown_plans)`;
const ofShownReports = (reportId: SQL) =>
  sql`${reportId} in (select id from outcome_reports where ${ofShownPlans(sql`plan_id`)})`;

/** What is held of a patient, table by table, as far as the actor's rights and clinics reach. Every column is named. */
export function sectionsFor(actor: Actor, patientId: string): Record<SectionName, SQL> {
  const scope = clinicScope(actor, "record.read");
  const atClinics = (id: SQL) => (scope === "all" ? sql`true` : sql`${id} = any (${uuids(scope)})`);
  return {
    patient: sql`
      select id, record_number as "recordNumber", given_name as "givenName", family_name as "familyName",
        birth_date as "birthDate", case when ${atClinics(sql`home_clinic_id`)} then ${clinic(sql`home_clinic_id`)} end
        as "homeClinic", phone, email, language, preferred_contact as "preferredContact", desk_notes as "deskNotes",
        deactivated_at as "deactivatedAt", deceased_on as "deceasedOn", source_id as "sourceId", created_at as "createdAt"
      from patients where id = ${patientId}`,
    pastVisits: sql`
      select started_at as "startedAt", ended_at as "endedAt", description, reason, source_id as "sourceId"
      from past_visits where patient_id = ${patientId} order by started_at, id`,
    plans: sql`
      select id, ${clinic(sql`clinic_id`)} as clinic, ${person(sql`physician_id`)} as physician, region, side, guidance,
        status, stop_reason as "stopReason", planned_sessions as "plannedSessions", gap_min_days as "gapMinDays",
        gap_target_days as "gapTargetDays", gap_max_days as "gapMaxDays", diagnosis, structures, goal,
        baseline_pain as "baselinePain", baseline_function as "baselineFunction", symptom_months as "symptomMonths",
        notes, created_at as "createdAt", ${person(sql`created_by`)} as "createdBy", started_at as "startedAt",
        ended_at as "endedAt"
      from plans where ${ofShownPlans(sql`id`)} order by created_at, id`,
    planMoves: sql`
      select plan_id as plan, from_status as "from", to_status as "to", reason, released_sessions as "releasedSessions",
        moved_at as "at", ${person(sql`moved_by`)} as "by"
      from plan_moves where ${ofShownPlans(sql`plan_id`)} order by moved_at, id`,
    checkpoints: sql`
      select plan_id as plan, kind, decision, note, pain_before as "painBefore", pain_after as "painAfter",
        decided_at as "at", ${person(sql`decided_by`)} as "by"
      from plan_checkpoints where ${ofShownPlans(sql`plan_id`)} order by decided_at, id`,
    sessions: sql`
      select s.id, s.plan_id as plan, s.ordinal, ${clinic(sql`s.clinic_id`)} as clinic,
        (select name from rooms where rooms.id = s.room_id) as room,
        (select name from devices where devices.id = s.device_id) as device, ${person(sql`s.physician_id`)} as physician,
        s.starts_at as "startsAt", s.treat_from as "treatFrom", s.treat_to as "treatTo", s.ends_at as "endsAt", s.status,
        s.arrived_at as "arrivedAt", s.treatment_started_at as "treatmentStartedAt", s.performed_at as "performedAt",
        s.released_at as "releasedAt", ${person(sql`s.released_by`)} as "releasedBy", s.release_reason as "releaseReason",
        s.confirmed_at as "confirmedAt", s.displaced_at as "displacedAt", s.gap_reason as "gapReason",
        s.overbook_reason as "overbookReason", s.booked_at as "bookedAt", ${person(sql`s.booked_by`)} as "bookedBy"
      from sessions s where ${ofShownPlans(sql`s.plan_id`)} order by s.starts_at, s.id`,
    sessionMoves: sql`
      select m.session_id as session, m.from_starts_at as "fromStartsAt", ${clinic(sql`m.from_clinic_id`)} as "fromClinic",
        ${person(sql`m.from_physician_id`)} as "fromPhysician", m.moved_at as "at", ${person(sql`m.moved_by`)} as "by"
      from session_moves m join sessions s on s.id = m.session_id
      where ${ofShownPlans(sql`s.plan_id`)} order by m.moved_at, m.id`,
    waitlist: sql`
      select plan_id as plan, ${clinic(sql`clinic_id`)} as clinic, times, notice_minutes as "noticeMinutes",
        not_before as "notBefore", not_after as "notAfter", same_physician as "samePhysician", note,
        created_at as "createdAt", ${person(sql`created_by`)} as "createdBy", closed_at as "closedAt",
        closed_because as "closedBecause"
      from waitlist_entries where ${ofShownPlans(sql`plan_id`)} order by created_at, id`,
    placesOffered: sql`
      select l.plan_id as plan, ${clinic(sql`o.clinic_id`)} as clinic, o.made_at as "at", ${person(sql`o.made_by`)} as "by",
        o.expires_at as "expiresAt", o.ended_because as "endedBecause", l.answer, l.answered_at as "answeredAt"
      from slot_offer_links l join slot_offers o on o.id = l.offer_id
      where ${ofShownPlans(sql`l.plan_id`)} order by o.made_at, l.id`,
    callsAboutMoves: sql`
      select plan_id as plan, handed_at as "at", ${person(sql`handed_by`)} as "by", attempts, tried_at as "triedAt", note,
        closed_at as "closedAt"
      from repair_calls where ${ofShownPlans(sql`plan_id`)} order by handed_at, id`,
    records: sql`
      select r.id, r.plan_id as plan, r.session_id as session, ${clinic(sql`r.clinic_id`)} as clinic,
        r.signed_number as "standingVersion", r.saved_at as "savedAt", ${person(sql`r.saved_by`)} as "savedBy",
        r.draft is not null as "hasDraft", case when s.physician_id = ${actor.id} then r.draft end as draft
      from procedure_records r join sessions s on s.id = r.session_id
      where r.patient_id = ${patientId} and ${atClinics(sql`r.clinic_id`)} order by s.starts_at, r.id`,
    recordVersions: sql`
      select v.record_id as record, v.number, v.consent_at as "consentAt", v.consent_form as "consentForm",
        v.consent_by as "consentBy", v.time_out_at as "timeOutAt", v.region, v.side, v.findings, v.decision,
        v.decision_reason as "decisionReason", v.skin_numbing as "skinNumbing",
        v.fluoroscopy_seconds as "fluoroscopySeconds", v.fluoroscopy_mgy as "fluoroscopyMgy",
        v.pain_before as "painBefore", v.pain_after as "painAfter", v.complication,
        v.complication_note as "complicationNote", v.note, v.amend_reason as "amendReason", v.signed_at as "signedAt",
        ${person(sql`v.signed_by`)} as "signedBy"
      from record_versions v join procedure_records r on r.id = v.record_id
      where r.patient_id = ${patientId} and ${atClinics(sql`r.clinic_id`)} order by v.signed_at, v.id`,
    injections: sql`
      select v.record_id as record, v.number as version, i.position, i.kind, i.structure, i.side,
        i.dextrose_percent as "dextrosePercent", i.anesthetic, i.anesthetic_percent as "anestheticPercent", i.ml,
        i.guidance, i.placement, l.product, l.lot_number as "lotNumber", l.expires_on as "lotExpiresOn"
      from record_injections i join record_versions v on v.id = i.version_id
      join procedure_records r on r.id = v.record_id join lots l on l.id = i.lot_id
      where r.patient_id = ${patientId} and ${atClinics(sql`r.clinic_id`)} order by v.signed_at, v.id, i.position`,
    reports: sql`
      select id, plan_id as plan, session_id as session, time_point as "timePoint", due_on as "dueOn",
        window_from as "windowFrom", window_to as "windowTo", status, channel, rating, pain, activities,
        self_care as "selfCare", adverse_effects as "adverseEffects", red_flags as "redFlags", remarks, language,
        answered_at as "answeredAt", ${person(sql`entered_by`)} as "enteredBy"
      from outcome_reports where ${ofShownPlans(sql`plan_id`)} order by due_on, id`,
    reportCalls: sql`
      select report_id as report, outcome, at, ${person(sql`by`)} as "by", call_back_at as "callBackAt",
        undone_at as "undoneAt"
      from report_attempts where ${ofShownReports(sql`report_id`)} order by at, id`,
    reportMails: sql`
      select report_id as report, due_on as "dueOn", kind, state, tries, at
      from report_sendings where ${ofShownReports(sql`report_id`)} order by at, id`,
    reportLinks: sql`
      select report_id as report, purpose, issued_at as "issuedAt", expires_at as "expiresAt",
        first_opened_at as "firstOpenedAt", revoked_at as "revokedAt", used_at as "usedAt"
      from report_links where ${ofShownReports(sql`report_id`)} order by issued_at, id`,
    alarms: sql`
      select report_id as report, ${clinic(sql`clinic_id`)} as clinic, raised_at as "raisedAt",
        dealt_with_at as "dealtWithAt", ${person(sql`dealt_with_by`)} as "dealtWithBy"
      from report_alerts where ${ofShownReports(sql`report_id`)} order by raised_at, id`,
  };
}
