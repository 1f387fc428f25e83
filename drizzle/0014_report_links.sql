CREATE TABLE "report_alerts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"report_id" uuid NOT NULL,
	"clinic_id" uuid NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"dealt_with_at" timestamp with time zone,
	"dealt_with_by" uuid,
	CONSTRAINT "report_alerts_dealt_with" CHECK (("report_alerts"."dealt_with_at" is null) = ("report_alerts"."dealt_with_by" is null))
);
--> statement-breakpoint
CREATE TABLE "report_links" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"report_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"purpose" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"issued_by" uuid,
	"expires_at" timestamp with time zone NOT NULL,
	"first_opened_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"used_at" timestamp with time zone,
	CONSTRAINT "report_links_hash" CHECK ("report_links"."token_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "report_links_purpose" CHECK ("report_links"."purpose" in ('mail', 'handed-over', 'kiosk')),
	CONSTRAINT "report_links_period" CHECK ("report_links"."issued_at" < "report_links"."expires_at"),
	CONSTRAINT "report_links_end" CHECK ("report_links"."revoked_at" is null or "report_links"."used_at" is null)
);
--> statement-breakpoint
ALTER TABLE "outcome_reports" DROP CONSTRAINT "outcome_reports_answers";--> statement-breakpoint
ALTER TABLE "outcome_reports" DROP CONSTRAINT "outcome_reports_lengths";--> statement-breakpoint
ALTER TABLE "outcome_reports" ADD COLUMN "red_flags" text[];--> statement-breakpoint
ALTER TABLE "outcome_reports" ADD COLUMN "remarks" text;--> statement-breakpoint
ALTER TABLE "report_alerts" ADD CONSTRAINT "report_alerts_report_id_outcome_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."outcome_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_alerts" ADD CONSTRAINT "report_alerts_clinic_id_clinics_id_fk" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_alerts" ADD CONSTRAINT "report_alerts_dealt_with_by_accounts_id_fk" FOREIGN KEY ("dealt_with_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_links" ADD CONSTRAINT "report_links_report_id_outcome_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."outcome_reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_links" ADD CONSTRAINT "report_links_issued_by_accounts_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "report_alerts_report" ON "report_alerts" USING btree ("report_id");--> statement-breakpoint
CREATE INDEX "report_alerts_open" ON "report_alerts" USING btree ("clinic_id","raised_at") WHERE dealt_with_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "report_links_token" ON "report_links" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "report_links_one_open" ON "report_links" USING btree ("report_id") WHERE revoked_at is null and used_at is null;--> statement-breakpoint
CREATE INDEX "report_links_report" ON "report_links" USING btree ("report_id","issued_at");--> statement-breakpoint
ALTER TABLE "outcome_reports" ADD CONSTRAINT "outcome_reports_red_flags" CHECK ("outcome_reports"."red_flags" <@ array['fever', 'severe-pain', 'breathlessness', 'weakness']);--> statement-breakpoint
ALTER TABLE "outcome_reports" ADD CONSTRAINT "outcome_reports_answers" CHECK (case when "outcome_reports"."status" = 'answered' then "outcome_reports"."channel" is not null and "outcome_reports"."pain" is not null and ("outcome_reports"."rating" is not null) = ("outcome_reports"."time_point" <> 'baseline') else "outcome_reports"."rating" is null and "outcome_reports"."pain" is null and "outcome_reports"."activities" is null and "outcome_reports"."self_care" is null and "outcome_reports"."adverse_effects" is null and "outcome_reports"."red_flags" is null and "outcome_reports"."remarks" is null end);--> statement-breakpoint
ALTER TABLE "outcome_reports" ADD CONSTRAINT "outcome_reports_lengths" CHECK (length("outcome_reports"."adverse_effects") <= 2000 and length("outcome_reports"."remarks") <= 2000);