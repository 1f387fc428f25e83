CREATE TABLE "account_clinics" (
	"account_id" uuid NOT NULL,
	"clinic_id" uuid NOT NULL,
	CONSTRAINT "account_clinics_account_id_clinic_id_pk" PRIMARY KEY("account_id","clinic_id")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" "citext" NOT NULL,
	"name" text NOT NULL,
	"roles" text[] NOT NULL,
	"password_hash" text,
	"password_set_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"deactivated_at" timestamp with time zone,
	"deactivated_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "accounts_email_unique" UNIQUE("email"),
	CONSTRAINT "accounts_roles" CHECK ("accounts"."roles" <@ array['scheduler', 'physician', 'administrator'] and cardinality("accounts"."roles") > 0),
	CONSTRAINT "accounts_email" CHECK (length("accounts"."email") between 3 and 254 and position('@' in "accounts"."email") > 1),
	CONSTRAINT "accounts_name" CHECK (length("accounts"."name") between 1 and 120),
	CONSTRAINT "accounts_deactivated" CHECK ("accounts"."deactivated_by" is null or "accounts"."deactivated_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"account_id" uuid NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"outcome" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_account_id_key_pk" PRIMARY KEY("account_id","key")
);
--> statement-breakpoint
CREATE TABLE "one_time_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"account_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "one_time_links_purpose" CHECK ("one_time_links"."purpose" in ('first-administrator', 'set-password')),
	CONSTRAINT "one_time_links_account" CHECK (("one_time_links"."purpose" = 'first-administrator') = ("one_time_links"."account_id" is null))
);
--> statement-breakpoint
CREATE TABLE "physicians" (
	"id" uuid PRIMARY KEY NOT NULL,
	"resource_kind" text GENERATED ALWAYS AS ('physician') STORED NOT NULL,
	"short_name" text NOT NULL,
	"speciality" text DEFAULT '' NOT NULL,
	"board" text DEFAULT '' NOT NULL,
	"certified_until" date
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"page" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	CONSTRAINT "saved_views_name" UNIQUE("account_id","page","name"),
	CONSTRAINT "saved_views_page" CHECK ("saved_views"."page" in ('plans')),
	CONSTRAINT "saved_views_length" CHECK (length("saved_views"."name") between 1 and 60 and length("saved_views"."query") <= 2000)
);
--> statement-breakpoint
CREATE TABLE "sign_ins" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"device" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "working_hours" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"physician_id" uuid NOT NULL,
	"clinic_id" uuid NOT NULL,
	"weekday" smallint NOT NULL,
	"starts_minute" smallint NOT NULL,
	"ends_minute" smallint NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	CONSTRAINT "working_hours_weekday" CHECK ("working_hours"."weekday" between 1 and 7),
	CONSTRAINT "working_hours_minutes" CHECK ("working_hours"."starts_minute" >= 0 and "working_hours"."starts_minute" < "working_hours"."ends_minute" and "working_hours"."ends_minute" <= 1440),
	CONSTRAINT "working_hours_valid" CHECK ("working_hours"."valid_until" is null or "working_hours"."valid_from" < "working_hours"."valid_until")
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"noun" text NOT NULL,
	"record_id" text,
	"clinic_id" uuid,
	"patient_id" uuid,
	"before" jsonb,
	"after" jsonb,
	"request_id" text
);
--> statement-breakpoint
CREATE TABLE "outcome_reports" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"plan_id" uuid NOT NULL,
	"time_point" text NOT NULL,
	"session_id" uuid,
	"due_on" date NOT NULL,
	"window_from" date NOT NULL,
	"window_to" date NOT NULL,
	"status" text DEFAULT 'due' NOT NULL,
	"channel" text,
	"rating" text,
	"pain" smallint,
	"activities" text[],
	"self_care" text,
	"adverse_effects" text,
	"language" text,
	"answered_at" timestamp with time zone,
	"entered_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "outcome_reports_once" UNIQUE NULLS NOT DISTINCT("plan_id","time_point","session_id"),
	CONSTRAINT "outcome_reports_time_point" CHECK ("outcome_reports"."time_point" in ('baseline', 'before-session', '72-hours', '3-months', '6-months', '12-months')),
	CONSTRAINT "outcome_reports_status" CHECK ("outcome_reports"."status" in ('due', 'sent', 'answered', 'declined', 'unreachable', 'expired')),
	CONSTRAINT "outcome_reports_channel" CHECK ("outcome_reports"."channel" is null or "outcome_reports"."channel" in ('link', 'in-clinic', 'phone', 'paper')),
	CONSTRAINT "outcome_reports_rating" CHECK ("outcome_reports"."rating" is null or "outcome_reports"."rating" in ('excellent', 'good', 'fair', 'poor')),
	CONSTRAINT "outcome_reports_self_care" CHECK ("outcome_reports"."self_care" is null or "outcome_reports"."self_care" in ('done', 'partly', 'not')),
	CONSTRAINT "outcome_reports_pain" CHECK ("outcome_reports"."pain" between 0 and 10),
	CONSTRAINT "outcome_reports_activities" CHECK ("outcome_reports"."activities" <@ array['sleep', 'sitting', 'walking', 'sport']),
	CONSTRAINT "outcome_reports_window" CHECK ("outcome_reports"."window_from" <= "outcome_reports"."due_on" and "outcome_reports"."due_on" <= "outcome_reports"."window_to"),
	CONSTRAINT "outcome_reports_answered" CHECK (("outcome_reports"."status" = 'answered') = ("outcome_reports"."answered_at" is not null)),
	CONSTRAINT "outcome_reports_answers" CHECK (case when "outcome_reports"."status" = 'answered' then "outcome_reports"."channel" is not null and "outcome_reports"."pain" is not null and ("outcome_reports"."rating" is not null) = ("outcome_reports"."time_point" <> 'baseline') else "outcome_reports"."rating" is null and "outcome_reports"."pain" is null and "outcome_reports"."activities" is null and "outcome_reports"."self_care" is null and "outcome_reports"."adverse_effects" is null end),
	CONSTRAINT "outcome_reports_session_of" CHECK (("outcome_reports"."session_id" is not null) = ("outcome_reports"."time_point" in ('before-session', '72-hours'))),
	CONSTRAINT "outcome_reports_lengths" CHECK (length("outcome_reports"."adverse_effects") <= 2000)
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"clinic_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"columns" jsonb NOT NULL,
	"rows" jsonb NOT NULL,
	"dropped_columns" jsonb NOT NULL,
	"mapping" jsonb NOT NULL,
	"left_out" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp with time zone,
	"applied_count" jsonb,
	CONSTRAINT "imports_kind" CHECK ("imports"."kind" in ('patients', 'visits'))
);
--> statement-breakpoint
CREATE TABLE "past_visits" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"patient_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"description" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"source_id" text NOT NULL,
	CONSTRAINT "past_visits_sourceId_unique" UNIQUE("source_id")
);
--> statement-breakpoint
CREATE TABLE "patients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"resource_kind" text GENERATED ALWAYS AS ('patient') STORED NOT NULL,
	"record_number" text NOT NULL,
	"given_name" text NOT NULL,
	"family_name" text NOT NULL,
	"birth_date" date NOT NULL,
	"home_clinic_id" uuid NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"preferred_contact" text DEFAULT 'phone' NOT NULL,
	"desk_notes" text DEFAULT '' NOT NULL,
	"deactivated_at" timestamp with time zone,
	"deceased_on" date,
	"source_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"search" text GENERATED ALWAYS AS (searchable(given_name || ' ' || family_name || ' ' || given_name || ' ' || record_number)) STORED NOT NULL,
	CONSTRAINT "patients_recordNumber_unique" UNIQUE("record_number"),
	CONSTRAINT "patients_sourceId_unique" UNIQUE("source_id"),
	CONSTRAINT "patients_names" CHECK (length("patients"."given_name") between 1 and 80 and length("patients"."family_name") between 1 and 80),
	CONSTRAINT "patients_birth" CHECK ("patients"."birth_date" between '1880-01-01' and '2200-01-01'),
	CONSTRAINT "patients_contact" CHECK ("patients"."preferred_contact" in ('phone', 'email', 'post')),
	CONSTRAINT "patients_deceased" CHECK ("patients"."deceased_on" is null or ("patients"."deactivated_at" is not null and "patients"."deceased_on" >= "patients"."birth_date")),
	CONSTRAINT "patients_lengths" CHECK (length("patients"."desk_notes") <= 2000 and length("patients"."phone") <= 40 and length("patients"."email") <= 254)
);
--> statement-breakpoint
CREATE TABLE "clinic_hours" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"clinic_id" uuid NOT NULL,
	"weekday" smallint NOT NULL,
	"starts_minute" smallint NOT NULL,
	"ends_minute" smallint NOT NULL,
	CONSTRAINT "clinic_hours_weekday" CHECK ("clinic_hours"."weekday" between 1 and 7),
	CONSTRAINT "clinic_hours_minutes" CHECK ("clinic_hours"."starts_minute" >= 0 and "clinic_hours"."starts_minute" < "clinic_hours"."ends_minute" and "clinic_hours"."ends_minute" <= 1440)
);
--> statement-breakpoint
CREATE TABLE "clinics" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"zone" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "clinics_name_unique" UNIQUE("name"),
	CONSTRAINT "clinics_name" CHECK (length("clinics"."name") between 1 and 80)
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"resource_kind" text GENERATED ALWAYS AS ('device') STORED NOT NULL,
	"clinic_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"room_id" uuid,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "devices_name" UNIQUE("clinic_id","name"),
	CONSTRAINT "devices_id_clinic" UNIQUE("id","clinic_id"),
	CONSTRAINT "devices_kind" CHECK ("devices"."kind" in ('ultrasound', 'fluoroscope')),
	CONSTRAINT "devices_name_length" CHECK (length("devices"."name") between 1 and 60)
);
--> statement-breakpoint
CREATE TABLE "practice" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"name" text NOT NULL,
	"demo_loaded_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "practice_only" CHECK ("practice"."only")
);
--> statement-breakpoint
CREATE TABLE "protocols" (
	"region" text PRIMARY KEY NOT NULL,
	"sessions_min" smallint NOT NULL,
	"sessions_max" smallint NOT NULL,
	"gap_min_days" smallint NOT NULL,
	"gap_target_days" smallint NOT NULL,
	"gap_max_days" smallint NOT NULL,
	"prepare_minutes" smallint NOT NULL,
	"treat_minutes" smallint NOT NULL,
	"recover_minutes" smallint NOT NULL,
	"guidance" text NOT NULL,
	"solution" text NOT NULL,
	"assumed" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "protocols_region" CHECK ("protocols"."region" in ('wrist', 'hand', 'elbow', 'shoulder', 'ankle', 'foot', 'knee', 'hip', 'neck', 'upper-back', 'lower-back', 'sacroiliac', 'other')),
	CONSTRAINT "protocols_guidance" CHECK ("protocols"."guidance" in ('ultrasound', 'fluoroscope')),
	CONSTRAINT "protocols_sessions" CHECK (1 <= "protocols"."sessions_min" and "protocols"."sessions_min" <= "protocols"."sessions_max" and "protocols"."sessions_max" <= 20),
	CONSTRAINT "protocols_gaps" CHECK (1 <= "protocols"."gap_min_days" and "protocols"."gap_min_days" <= "protocols"."gap_target_days" and "protocols"."gap_target_days" <= "protocols"."gap_max_days" and "protocols"."gap_max_days" <= 365),
	CONSTRAINT "protocols_minutes" CHECK ("protocols"."prepare_minutes" between 0 and 120 and "protocols"."treat_minutes" between 5 and 240 and "protocols"."recover_minutes" between 0 and 240)
);
--> statement-breakpoint
CREATE TABLE "resources" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "resources_id_kind" UNIQUE("id","kind"),
	CONSTRAINT "resources_kind" CHECK ("resources"."kind" in ('physician', 'room', 'device', 'patient'))
);
--> statement-breakpoint
CREATE TABLE "rooms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"resource_kind" text GENERATED ALWAYS AS ('room') STORED NOT NULL,
	"clinic_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "rooms_name" UNIQUE("clinic_id","name"),
	CONSTRAINT "rooms_id_clinic" UNIQUE("id","clinic_id"),
	CONSTRAINT "rooms_kind" CHECK ("rooms"."kind" in ('procedure', 'shielded')),
	CONSTRAINT "rooms_name_length" CHECK (length("rooms"."name") between 1 and 60)
);
--> statement-breakpoint
CREATE TABLE "plan_moves" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"plan_id" uuid NOT NULL,
	"from_status" text NOT NULL,
	"to_status" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"released_sessions" smallint DEFAULT 0 NOT NULL,
	"moved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"moved_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"patient_id" uuid NOT NULL,
	"physician_id" uuid NOT NULL,
	"clinic_id" uuid NOT NULL,
	"region" text NOT NULL,
	"side" text NOT NULL,
	"guidance" text NOT NULL,
	"planned_sessions" smallint NOT NULL,
	"gap_min_days" smallint NOT NULL,
	"gap_target_days" smallint NOT NULL,
	"gap_max_days" smallint NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"stop_reason" text,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"diagnosis" text DEFAULT '' NOT NULL,
	"structures" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"goal" text DEFAULT '' NOT NULL,
	"baseline_pain" smallint,
	"baseline_function" text DEFAULT '' NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "plans_id_patient" UNIQUE("id","patient_id"),
	CONSTRAINT "plans_region" CHECK ("plans"."region" in ('wrist', 'hand', 'elbow', 'shoulder', 'ankle', 'foot', 'knee', 'hip', 'neck', 'upper-back', 'lower-back', 'sacroiliac', 'other')),
	CONSTRAINT "plans_side" CHECK ("plans"."side" in ('left', 'right', 'both', 'midline')),
	CONSTRAINT "plans_guidance" CHECK ("plans"."guidance" in ('ultrasound', 'fluoroscope')),
	CONSTRAINT "plans_status" CHECK ("plans"."status" in ('draft', 'active', 'on-hold', 'completed', 'stopped')),
	CONSTRAINT "plans_sessions" CHECK ("plans"."planned_sessions" between 1 and 20),
	CONSTRAINT "plans_gaps" CHECK (1 <= "plans"."gap_min_days" and "plans"."gap_min_days" <= "plans"."gap_target_days" and "plans"."gap_target_days" <= "plans"."gap_max_days" and "plans"."gap_max_days" <= 365),
	CONSTRAINT "plans_stop_reason" CHECK (("plans"."status" = 'stopped') = ("plans"."stop_reason" is not null)),
	CONSTRAINT "plans_stop_reasons" CHECK ("plans"."stop_reason" is null or "plans"."stop_reason" in ('responded-early', 'no-response', 'adverse-event', 'contraindication', 'patients-choice', 'lost-to-follow-up', 'other')),
	CONSTRAINT "plans_started" CHECK ("plans"."status" = 'draft' or "plans"."started_at" is not null),
	CONSTRAINT "plans_ended" CHECK (("plans"."status" in ('completed', 'stopped')) = ("plans"."ended_at" is not null)),
	CONSTRAINT "plans_pain" CHECK ("plans"."baseline_pain" between 0 and 10),
	CONSTRAINT "plans_lengths" CHECK (length("plans"."diagnosis") <= 2000 and length("plans"."goal") <= 500 and length("plans"."baseline_function") <= 1000 and length("plans"."notes") <= 4000)
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "claims_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"resource_id" uuid NOT NULL,
	"during" "tstzrange" NOT NULL,
	"session_id" uuid,
	"time_off_id" uuid,
	CONSTRAINT "claims_for_one" CHECK (num_nonnulls("claims"."session_id", "claims"."time_off_id") = 1),
	CONSTRAINT "claims_bounded" CHECK (not isempty("claims"."during") and not lower_inf("claims"."during") and not upper_inf("claims"."during"))
);
--> statement-breakpoint
CREATE TABLE "session_moves" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"from_starts_at" timestamp with time zone NOT NULL,
	"from_clinic_id" uuid NOT NULL,
	"from_room_id" uuid NOT NULL,
	"from_physician_id" uuid NOT NULL,
	"from_device_id" uuid NOT NULL,
	"moved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"moved_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"plan_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"ordinal" smallint NOT NULL,
	"clinic_id" uuid NOT NULL,
	"room_id" uuid NOT NULL,
	"physician_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"treat_from" timestamp with time zone NOT NULL,
	"treat_to" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"period" "tstzrange" GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED NOT NULL,
	"treatment" "tstzrange" GENERATED ALWAYS AS (tstzrange(treat_from, treat_to, '[)')) STORED NOT NULL,
	"status" text DEFAULT 'booked' NOT NULL,
	"arrived_at" timestamp with time zone,
	"treatment_started_at" timestamp with time zone,
	"performed_at" timestamp with time zone,
	"released_at" timestamp with time zone,
	"released_by" uuid,
	"release_reason" text,
	"confirmed_at" timestamp with time zone,
	"displaced_at" timestamp with time zone,
	"displaced_by" uuid,
	"gap_reason" text,
	"booked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"booked_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sessions_status" CHECK ("sessions"."status" in ('booked', 'arrived', 'in-treatment', 'performed', 'cancelled-by-patient', 'cancelled-by-clinic', 'no-show')),
	CONSTRAINT "sessions_phases" CHECK ("sessions"."starts_at" <= "sessions"."treat_from" and "sessions"."treat_from" < "sessions"."treat_to" and "sessions"."treat_to" <= "sessions"."ends_at" and "sessions"."ends_at" - "sessions"."starts_at" <= interval '10 hours'),
	CONSTRAINT "sessions_ordinal" CHECK ("sessions"."ordinal" between 1 and 60),
	CONSTRAINT "sessions_arrived" CHECK ("sessions"."status" not in ('arrived', 'in-treatment', 'performed') or "sessions"."arrived_at" is not null),
	CONSTRAINT "sessions_treated" CHECK ("sessions"."status" not in ('in-treatment', 'performed') or "sessions"."treatment_started_at" is not null),
	CONSTRAINT "sessions_performed" CHECK (("sessions"."status" = 'performed') = ("sessions"."performed_at" is not null)),
	CONSTRAINT "sessions_released" CHECK (("sessions"."status" in ('cancelled-by-patient', 'cancelled-by-clinic', 'no-show')) = ("sessions"."released_at" is not null)),
	CONSTRAINT "sessions_release_reason" CHECK ("sessions"."status" not in ('cancelled-by-patient', 'cancelled-by-clinic') or length("sessions"."release_reason") > 0),
	CONSTRAINT "sessions_displaced_status" CHECK ("sessions"."displaced_at" is null or "sessions"."status" in ('booked', 'arrived')),
	CONSTRAINT "sessions_lengths" CHECK (length("sessions"."gap_reason") <= 500 and length("sessions"."release_reason") <= 500)
);
--> statement-breakpoint
CREATE TABLE "time_off" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"clinic_id" uuid,
	"resource_id" uuid,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" uuid,
	CONSTRAINT "time_off_kind" CHECK ("time_off"."kind" in ('leave', 'closure', 'maintenance')),
	CONSTRAINT "time_off_period" CHECK ("time_off"."starts_at" < "time_off"."ends_at"),
	CONSTRAINT "time_off_shape" CHECK (case "time_off"."kind" when 'leave' then "time_off"."resource_id" is not null and "time_off"."clinic_id" is null when 'closure' then "time_off"."resource_id" is null and "time_off"."clinic_id" is not null else "time_off"."resource_id" is not null and "time_off"."clinic_id" is not null end),
	CONSTRAINT "time_off_reason" CHECK (length("time_off"."reason") <= 500)
);
--> statement-breakpoint
ALTER TABLE "account_clinics" ADD CONSTRAINT "account_clinics_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_clinics" ADD CONSTRAINT "account_clinics_clinic_id_clinics_id_fk" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_deactivated_by_accounts_id_fk" FOREIGN KEY ("deactivated_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_links" ADD CONSTRAINT "one_time_links_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_links" ADD CONSTRAINT "one_time_links_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "physicians" ADD CONSTRAINT "physicians_id_accounts_id_fk" FOREIGN KEY ("id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "physicians" ADD CONSTRAINT "physicians_resource" FOREIGN KEY ("id","resource_kind") REFERENCES "public"."resources"("id","kind") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_physician_id_physicians_id_fk" FOREIGN KEY ("physician_id") REFERENCES "public"."physicians"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_clinic_id_clinics_id_fk" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_reports" ADD CONSTRAINT "outcome_reports_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_reports" ADD CONSTRAINT "outcome_reports_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_reports" ADD CONSTRAINT "outcome_reports_entered_by_accounts_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_clinic_id_clinics_id_fk" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "past_visits" ADD CONSTRAINT "past_visits_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients" ADD CONSTRAINT "patients_home_clinic_id_clinics_id_fk" FOREIGN KEY ("home_clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients" ADD CONSTRAINT "patients_resource" FOREIGN KEY ("id","resource_kind") REFERENCES "public"."resources"("id","kind") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clinic_hours" ADD CONSTRAINT "clinic_hours_clinic_id_clinics_id_fk" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_clinic_id_clinics_id_fk" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_resource" FOREIGN KEY ("id","resource_kind") REFERENCES "public"."resources"("id","kind") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_room" FOREIGN KEY ("room_id","clinic_id") REFERENCES "public"."rooms"("id","clinic_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_clinic_id_clinics_id_fk" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_resource" FOREIGN KEY ("id","resource_kind") REFERENCES "public"."resources"("id","kind") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_moves" ADD CONSTRAINT "plan_moves_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_moves" ADD CONSTRAINT "plan_moves_moved_by_accounts_id_fk" FOREIGN KEY ("moved_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_physician_id_physicians_id_fk" FOREIGN KEY ("physician_id") REFERENCES "public"."physicians"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_clinic_id_clinics_id_fk" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_resource_id_resources_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_time_off_id_time_off_id_fk" FOREIGN KEY ("time_off_id") REFERENCES "public"."time_off"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_moves" ADD CONSTRAINT "session_moves_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_moves" ADD CONSTRAINT "session_moves_moved_by_accounts_id_fk" FOREIGN KEY ("moved_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_clinic_id_clinics_id_fk" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_physician_id_physicians_id_fk" FOREIGN KEY ("physician_id") REFERENCES "public"."physicians"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_released_by_accounts_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_booked_by_accounts_id_fk" FOREIGN KEY ("booked_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_plan_patient" FOREIGN KEY ("plan_id","patient_id") REFERENCES "public"."plans"("id","patient_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_room" FOREIGN KEY ("room_id","clinic_id") REFERENCES "public"."rooms"("id","clinic_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_device" FOREIGN KEY ("device_id","clinic_id") REFERENCES "public"."devices"("id","clinic_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_displaced_by" FOREIGN KEY ("displaced_by") REFERENCES "public"."time_off"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_off" ADD CONSTRAINT "time_off_clinic_id_clinics_id_fk" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_off" ADD CONSTRAINT "time_off_resource_id_resources_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_off" ADD CONSTRAINT "time_off_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_off" ADD CONSTRAINT "time_off_withdrawn_by_accounts_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_clinics_clinic" ON "account_clinics" USING btree ("clinic_id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "one_time_links_account_index" ON "one_time_links" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sign_ins_account" ON "sign_ins" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sign_ins_expires" ON "sign_ins" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "working_hours_clinic" ON "working_hours" USING btree ("clinic_id");--> statement-breakpoint
CREATE INDEX "audit_events_record" ON "audit_events" USING btree ("noun","record_id");--> statement-breakpoint
CREATE INDEX "outcome_reports_due" ON "outcome_reports" USING btree ("time_point","due_on");--> statement-breakpoint
CREATE INDEX "outcome_reports_session" ON "outcome_reports" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "imports_account" ON "imports" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "past_visits_patient" ON "past_visits" USING btree ("patient_id","started_at");--> statement-breakpoint
CREATE INDEX "patients_home_clinic" ON "patients" USING btree ("home_clinic_id","family_name");--> statement-breakpoint
CREATE INDEX "clinic_hours_clinic" ON "clinic_hours" USING btree ("clinic_id");--> statement-breakpoint
CREATE INDEX "plan_moves_plan" ON "plan_moves" USING btree ("plan_id","moved_at");--> statement-breakpoint
CREATE INDEX "plans_clinic_status" ON "plans" USING btree ("clinic_id","status");--> statement-breakpoint
CREATE INDEX "plans_patient" ON "plans" USING btree ("patient_id");--> statement-breakpoint
CREATE INDEX "plans_physician" ON "plans" USING btree ("physician_id","status");--> statement-breakpoint
CREATE INDEX "claims_session" ON "claims" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "claims_time_off" ON "claims" USING btree ("time_off_id");--> statement-breakpoint
CREATE INDEX "session_moves_session" ON "session_moves" USING btree ("session_id","moved_at");--> statement-breakpoint
CREATE INDEX "sessions_clinic_starts" ON "sessions" USING btree ("clinic_id","starts_at");--> statement-breakpoint
CREATE INDEX "sessions_physician_starts" ON "sessions" USING btree ("physician_id","starts_at");--> statement-breakpoint
CREATE INDEX "sessions_plan_starts" ON "sessions" USING btree ("plan_id","starts_at");--> statement-breakpoint
CREATE INDEX "sessions_patient" ON "sessions" USING btree ("patient_id","starts_at");--> statement-breakpoint
CREATE INDEX "sessions_displaced" ON "sessions" USING btree ("clinic_id") WHERE displaced_at is not null;--> statement-breakpoint
CREATE INDEX "time_off_clinic" ON "time_off" USING btree ("clinic_id","starts_at");--> statement-breakpoint
CREATE INDEX "time_off_resource" ON "time_off" USING btree ("resource_id","starts_at");