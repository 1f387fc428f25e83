CREATE TABLE "plan_checkpoints" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"plan_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"decision" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"pain_before" smallint,
	"pain_after" smallint,
	"decided_at" timestamp with time zone NOT NULL,
	"decided_by" uuid NOT NULL,
	CONSTRAINT "plan_checkpoints_kind" CHECK ("plan_checkpoints"."kind" in ('second-session', 'half-way')),
	CONSTRAINT "plan_checkpoints_decision" CHECK ("plan_checkpoints"."decision" in ('continue', 'review')),
	CONSTRAINT "plan_checkpoints_pain" CHECK ("plan_checkpoints"."pain_before" between 0 and 10 and "plan_checkpoints"."pain_after" between 0 and 10),
	CONSTRAINT "plan_checkpoints_note" CHECK (length("plan_checkpoints"."note") <= 1000)
);
--> statement-breakpoint
ALTER TABLE "plan_checkpoints" ADD CONSTRAINT "plan_checkpoints_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_checkpoints" ADD CONSTRAINT "plan_checkpoints_decided_by_accounts_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "plan_checkpoints_plan" ON "plan_checkpoints" USING btree ("plan_id","decided_at");