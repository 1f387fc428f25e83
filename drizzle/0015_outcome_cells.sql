CREATE TABLE "course_cells" (
	"plan_id" uuid PRIMARY KEY NOT NULL,
	"clinic_id" uuid NOT NULL,
	"region" text NOT NULL,
	"guidance" text NOT NULL,
	"status" text NOT NULL,
	"stop_reason" text,
	"started_on" date NOT NULL,
	"good_after" integer,
	"stopped_after" integer
);
--> statement-breakpoint
CREATE TABLE "outcome_cells" (
	"plan_id" uuid NOT NULL,
	"point" text NOT NULL,
	"due_on" date NOT NULL,
	"closes_on" date NOT NULL,
	"clinic_id" uuid NOT NULL,
	"region" text NOT NULL,
	"guidance" text NOT NULL,
	"status" text NOT NULL,
	"stop_reason" text,
	"physician_id" uuid NOT NULL,
	"rating" text,
	"was_good" boolean NOT NULL,
	"pain_before" smallint,
	"pain_after" smallint,
	"symptom_months" smallint,
	"sessions" smallint,
	"gaps" text NOT NULL,
	CONSTRAINT "outcome_cells_pk" PRIMARY KEY("plan_id","point")
);
--> statement-breakpoint
CREATE TABLE "outcome_counts" (
	"point" text NOT NULL,
	"month" date NOT NULL,
	"closes" date NOT NULL,
	"clinic_id" uuid NOT NULL,
	"region" text NOT NULL,
	"guidance" text NOT NULL,
	"status" text NOT NULL,
	"stop_reason" text,
	"rating" text,
	"was_good" boolean NOT NULL,
	"plans" integer NOT NULL,
	CONSTRAINT "outcome_counts_key" UNIQUE NULLS NOT DISTINCT("point","clinic_id","month","closes","region","guidance","status","stop_reason","rating","was_good")
);
--> statement-breakpoint
CREATE TABLE "outcome_deltas" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outcome_deltas_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"point" text NOT NULL,
	"month" date NOT NULL,
	"closes" date NOT NULL,
	"clinic_id" uuid NOT NULL,
	"region" text NOT NULL,
	"guidance" text NOT NULL,
	"status" text NOT NULL,
	"stop_reason" text,
	"rating" text,
	"was_good" boolean NOT NULL,
	"plans" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "symptom_months" smallint;--> statement-breakpoint
ALTER TABLE "course_cells" ADD CONSTRAINT "course_cells_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcome_cells" ADD CONSTRAINT "outcome_cells_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "course_cells_started" ON "course_cells" USING btree ("started_on","clinic_id");--> statement-breakpoint
CREATE INDEX "outcome_cells_due" ON "outcome_cells" USING btree ("point","clinic_id","due_on");--> statement-breakpoint
CREATE INDEX "outcome_cells_closes" ON "outcome_cells" USING btree ("closes_on","point");--> statement-breakpoint
CREATE INDEX "outcome_counts_empty" ON "outcome_counts" USING btree ("plans") WHERE "outcome_counts"."plans" = 0;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_symptom_months" CHECK ("plans"."symptom_months" between 0 and 1200);