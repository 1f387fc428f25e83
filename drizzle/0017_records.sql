CREATE TABLE "lots" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"clinic_id" uuid NOT NULL,
	"product" text NOT NULL,
	"lot_number" text NOT NULL,
	"expires_on" date NOT NULL,
	"received" integer NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"retired_at" timestamp with time zone,
	"retired_by" uuid,
	"retire_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "lots_number" UNIQUE("clinic_id","product","lot_number"),
	CONSTRAINT "lots_id_clinic" UNIQUE("id","clinic_id"),
	CONSTRAINT "lots_names" CHECK (length("lots"."product") between 1 and 120 and length("lots"."lot_number") between 1 and 60),
	CONSTRAINT "lots_stock" CHECK ("lots"."received" between 0 and 100000 and "lots"."used" >= 0),
	CONSTRAINT "lots_expiry" CHECK ("lots"."expires_on" between '2000-01-01' and '2199-12-31'),
	CONSTRAINT "lots_retired" CHECK (("lots"."retired_at" is null) = ("lots"."retire_reason" is null) and length("lots"."retire_reason") between 1 and 500)
);
--> statement-breakpoint
CREATE TABLE "procedure_records" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"session_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"patient_id" uuid NOT NULL,
	"clinic_id" uuid NOT NULL,
	"draft" jsonb,
	"saved_at" timestamp with time zone NOT NULL,
	"saved_by" uuid NOT NULL,
	"signed_number" smallint,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "procedure_records_sessionId_unique" UNIQUE("session_id"),
	CONSTRAINT "procedure_records_id_clinic" UNIQUE("id","clinic_id"),
	CONSTRAINT "procedure_records_something" CHECK (num_nonnulls("procedure_records"."draft", "procedure_records"."signed_number") >= 1),
	CONSTRAINT "procedure_records_draft" CHECK (jsonb_typeof("procedure_records"."draft") = 'object' and length("procedure_records"."draft"::text) <= 60000)
);
--> statement-breakpoint
CREATE TABLE "record_injections" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"version_id" uuid NOT NULL,
	"clinic_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"kind" text NOT NULL,
	"structure" text NOT NULL,
	"side" text NOT NULL,
	"dextrose_percent" numeric(4, 1) NOT NULL,
	"anesthetic" text NOT NULL,
	"anesthetic_percent" numeric(4, 2),
	"ml" numeric(5, 2) NOT NULL,
	"guidance" text NOT NULL,
	"placement" text NOT NULL,
	"lot_id" uuid NOT NULL,
	CONSTRAINT "record_injections_position" UNIQUE("version_id","position"),
	CONSTRAINT "record_injections_kind" CHECK ("record_injections"."kind" in ('joint', 'ligament', 'tendon')),
	CONSTRAINT "record_injections_structure" CHECK (length("record_injections"."structure") between 1 and 120),
	CONSTRAINT "record_injections_side" CHECK ("record_injections"."side" in ('left', 'right', 'both', 'midline')),
	CONSTRAINT "record_injections_guidance" CHECK ("record_injections"."guidance" in ('ultrasound', 'fluoroscope')),
	CONSTRAINT "record_injections_placement" CHECK ("record_injections"."placement" in ('tip-seen', 'spread-seen', 'contrast-pattern')),
	CONSTRAINT "record_injections_anesthetic" CHECK ("record_injections"."anesthetic" in ('lidocaine', 'ropivacaine', 'bupivacaine', 'none')),
	CONSTRAINT "record_injections_mixture" CHECK ("record_injections"."dextrose_percent" > 0 and "record_injections"."dextrose_percent" <= 70 and ("record_injections"."anesthetic" = 'none') = ("record_injections"."anesthetic_percent" is null) and "record_injections"."anesthetic_percent" > 0 and "record_injections"."anesthetic_percent" <= 10 and "record_injections"."ml" > 0 and "record_injections"."ml" <= 100)
);
--> statement-breakpoint
CREATE TABLE "record_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"record_id" uuid NOT NULL,
	"clinic_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"consent_at" timestamp with time zone NOT NULL,
	"consent_form" text NOT NULL,
	"consent_by" text NOT NULL,
	"time_out_at" timestamp with time zone NOT NULL,
	"region" text NOT NULL,
	"side" text NOT NULL,
	"findings" text[] NOT NULL,
	"decision" text NOT NULL,
	"decision_reason" text DEFAULT '' NOT NULL,
	"skin_numbing" text DEFAULT '' NOT NULL,
	"injections" smallint NOT NULL,
	"fluoroscopy_seconds" integer,
	"fluoroscopy_mgy" numeric(8, 2),
	"pain_before" smallint NOT NULL,
	"pain_after" smallint NOT NULL,
	"complication" text NOT NULL,
	"complication_note" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"amend_reason" text,
	"signed_at" timestamp with time zone NOT NULL,
	"signed_by" uuid NOT NULL,
	CONSTRAINT "record_versions_number" UNIQUE("record_id","number"),
	CONSTRAINT "record_versions_id_clinic" UNIQUE("id","clinic_id"),
	CONSTRAINT "record_versions_region" CHECK ("record_versions"."region" in ('wrist', 'hand', 'elbow', 'shoulder', 'ankle', 'foot', 'knee', 'hip', 'neck', 'upper-back', 'lower-back', 'sacroiliac', 'other')),
	CONSTRAINT "record_versions_side" CHECK ("record_versions"."side" in ('left', 'right', 'both', 'midline')),
	CONSTRAINT "record_versions_findings" CHECK ("record_versions"."findings" <@ array['allergy', 'anticoagulant', 'infection', 'pregnancy', 'diabetes']),
	CONSTRAINT "record_versions_decision" CHECK ("record_versions"."decision" in ('clear', 'proceed')),
	CONSTRAINT "record_versions_screened" CHECK (case "record_versions"."decision" when 'clear' then "record_versions"."findings" = '{}' else "record_versions"."decision_reason" <> '' end),
	CONSTRAINT "record_versions_consent" CHECK ("record_versions"."consent_form" <> '' and "record_versions"."consent_by" <> ''),
	CONSTRAINT "record_versions_injections" CHECK ("record_versions"."injections" between 1 and 20),
	CONSTRAINT "record_versions_pain" CHECK ("record_versions"."pain_before" between 0 and 10 and "record_versions"."pain_after" between 0 and 10),
	CONSTRAINT "record_versions_complication" CHECK ("record_versions"."complication" in ('none', 'vasovagal', 'bleeding', 'allergic', 'nerve-irritation', 'severe-flare', 'infection', 'dural-puncture', 'pneumothorax', 'other')),
	CONSTRAINT "record_versions_complication_note" CHECK ("record_versions"."complication" = 'none' or "record_versions"."complication_note" <> ''),
	CONSTRAINT "record_versions_dose" CHECK (("record_versions"."fluoroscopy_seconds" is null) = ("record_versions"."fluoroscopy_mgy" is null) and "record_versions"."fluoroscopy_seconds" between 0 and 7200 and "record_versions"."fluoroscopy_mgy" between 0 and 10000),
	CONSTRAINT "record_versions_amended" CHECK (("record_versions"."number" = 1) = ("record_versions"."amend_reason" is null) and "record_versions"."number" >= 1),
	CONSTRAINT "record_versions_reason" CHECK (length("record_versions"."amend_reason") between 1 and 500),
	CONSTRAINT "record_versions_lengths" CHECK (length("record_versions"."consent_form") <= 60 and length("record_versions"."consent_by") <= 120 and length("record_versions"."decision_reason") <= 500 and length("record_versions"."skin_numbing") <= 120 and length("record_versions"."complication_note") <= 2000 and length("record_versions"."note") <= 4000)
);
--> statement-breakpoint
ALTER TABLE "lots" ADD CONSTRAINT "lots_clinic_id_clinics_id_fk" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots" ADD CONSTRAINT "lots_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots" ADD CONSTRAINT "lots_retired_by_accounts_id_fk" FOREIGN KEY ("retired_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedure_records" ADD CONSTRAINT "procedure_records_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedure_records" ADD CONSTRAINT "procedure_records_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedure_records" ADD CONSTRAINT "procedure_records_patient_id_patients_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedure_records" ADD CONSTRAINT "procedure_records_clinic_id_clinics_id_fk" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedure_records" ADD CONSTRAINT "procedure_records_saved_by_accounts_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_injections" ADD CONSTRAINT "record_injections_version" FOREIGN KEY ("version_id","clinic_id") REFERENCES "public"."record_versions"("id","clinic_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_injections" ADD CONSTRAINT "record_injections_lot" FOREIGN KEY ("lot_id","clinic_id") REFERENCES "public"."lots"("id","clinic_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_versions" ADD CONSTRAINT "record_versions_signed_by_physicians_id_fk" FOREIGN KEY ("signed_by") REFERENCES "public"."physicians"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_versions" ADD CONSTRAINT "record_versions_record" FOREIGN KEY ("record_id","clinic_id") REFERENCES "public"."procedure_records"("id","clinic_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "procedure_records_plan" ON "procedure_records" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "procedure_records_patient" ON "procedure_records" USING btree ("patient_id");--> statement-breakpoint
CREATE INDEX "record_injections_lot_index" ON "record_injections" USING btree ("lot_id");