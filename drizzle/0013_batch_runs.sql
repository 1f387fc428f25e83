CREATE TABLE "batch_courses" (
	"run_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"lacking" smallint NOT NULL,
	"displaced" smallint NOT NULL,
	"sessions" jsonb,
	"outcome" text,
	"refusal" text,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	CONSTRAINT "batch_courses_run_id_plan_id_pk" PRIMARY KEY("run_id","plan_id"),
	CONSTRAINT "batch_courses_counts" CHECK ("batch_courses"."lacking" >= 1 and "batch_courses"."displaced" between 0 and "batch_courses"."lacking"),
	CONSTRAINT "batch_courses_outcome" CHECK ("batch_courses"."outcome" is null or "batch_courses"."outcome" in ('booked', 'refused')),
	CONSTRAINT "batch_courses_decided" CHECK (("batch_courses"."outcome" is null) = ("batch_courses"."decided_at" is null) and ("batch_courses"."outcome" is not distinct from 'refused') = ("batch_courses"."refusal" is not null))
);
--> statement-breakpoint
CREATE TABLE "batch_runs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"clinic_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"physician_id" uuid,
	"time_off_id" uuid,
	"status" text DEFAULT 'queued' NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"asked_by" uuid NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"cancelled_by" uuid,
	"applied_at" timestamp with time zone,
	"applied_by" uuid,
	"share" real DEFAULT 0 NOT NULL,
	"planned" integer DEFAULT 0 NOT NULL,
	"cost" double precision,
	"bound" double precision,
	CONSTRAINT "batch_runs_status" CHECK ("batch_runs"."status" in ('queued', 'running', 'ready', 'applied', 'cancelled', 'failed')),
	CONSTRAINT "batch_runs_scope" CHECK ("batch_runs"."scope" in ('backlog', 'physician', 'time-off')),
	CONSTRAINT "batch_runs_of" CHECK (("batch_runs"."scope" = 'physician') = ("batch_runs"."physician_id" is not null) and ("batch_runs"."scope" = 'time-off') = ("batch_runs"."time_off_id" is not null)),
	CONSTRAINT "batch_runs_share" CHECK ("batch_runs"."share" between 0 and 1)
);
--> statement-breakpoint
ALTER TABLE "batch_courses" ADD CONSTRAINT "batch_courses_run_id_batch_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."batch_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_courses" ADD CONSTRAINT "batch_courses_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_courses" ADD CONSTRAINT "batch_courses_decided_by_accounts_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_runs" ADD CONSTRAINT "batch_runs_clinic_id_clinics_id_fk" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_runs" ADD CONSTRAINT "batch_runs_physician_id_physicians_id_fk" FOREIGN KEY ("physician_id") REFERENCES "public"."physicians"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_runs" ADD CONSTRAINT "batch_runs_time_off_id_time_off_id_fk" FOREIGN KEY ("time_off_id") REFERENCES "public"."time_off"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_runs" ADD CONSTRAINT "batch_runs_asked_by_accounts_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_runs" ADD CONSTRAINT "batch_runs_cancelled_by_accounts_id_fk" FOREIGN KEY ("cancelled_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_runs" ADD CONSTRAINT "batch_runs_applied_by_accounts_id_fk" FOREIGN KEY ("applied_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batch_courses_plan" ON "batch_courses" USING btree ("plan_id");--> statement-breakpoint
CREATE UNIQUE INDEX "batch_runs_one_under_way" ON "batch_runs" USING btree ("clinic_id") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "batch_runs_clinic" ON "batch_runs" USING btree ("clinic_id","asked_at");