CREATE TABLE "repair_calls" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"plan_id" uuid NOT NULL,
	"handed_at" timestamp with time zone NOT NULL,
	"handed_by" uuid NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"tried_at" timestamp with time zone,
	"tried_by" uuid,
	"note" text DEFAULT '' NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	CONSTRAINT "repair_calls_note" CHECK (length("repair_calls"."note") <= 500),
	CONSTRAINT "repair_calls_attempts" CHECK ("repair_calls"."attempts" between 0 and 999),
	CONSTRAINT "repair_calls_tried" CHECK (("repair_calls"."attempts" = 0) = ("repair_calls"."tried_at" is null))
);
--> statement-breakpoint
ALTER TABLE "session_moves" ADD COLUMN "from_displaced_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "session_moves" ADD COLUMN "from_displaced_by" uuid;--> statement-breakpoint
ALTER TABLE "repair_calls" ADD CONSTRAINT "repair_calls_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair_calls" ADD CONSTRAINT "repair_calls_handed_by_accounts_id_fk" FOREIGN KEY ("handed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair_calls" ADD CONSTRAINT "repair_calls_tried_by_accounts_id_fk" FOREIGN KEY ("tried_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair_calls" ADD CONSTRAINT "repair_calls_closed_by_accounts_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "repair_calls_one_open" ON "repair_calls" USING btree ("plan_id") WHERE closed_at is null;--> statement-breakpoint
ALTER TABLE "session_moves" ADD CONSTRAINT "session_moves_from_displaced_by_time_off_id_fk" FOREIGN KEY ("from_displaced_by") REFERENCES "public"."time_off"("id") ON DELETE no action ON UPDATE no action;