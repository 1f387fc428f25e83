CREATE TABLE "report_attempts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"report_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	"call_back_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	CONSTRAINT "report_attempts_outcome" CHECK ("report_attempts"."outcome" in ('no-answer', 'call-back', 'wrong-number')),
	CONSTRAINT "report_attempts_call_back" CHECK (("report_attempts"."outcome" = 'call-back') = ("report_attempts"."call_back_at" is not null) and ("report_attempts"."call_back_at" is null or "report_attempts"."call_back_at" > "report_attempts"."at")),
	CONSTRAINT "report_attempts_undone" CHECK (("report_attempts"."undone_at" is null) = ("report_attempts"."undone_by" is null))
);
--> statement-breakpoint
CREATE TABLE "report_sendings" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"report_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"kind" text NOT NULL,
	"way" text NOT NULL,
	"state" text NOT NULL,
	"tries" smallint DEFAULT 1 NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid,
	CONSTRAINT "report_sendings_kind" CHECK ("report_sendings"."kind" in ('first', 'first-reminder', 'second-reminder', 'by-hand')),
	CONSTRAINT "report_sendings_way" CHECK ("report_sendings"."way" in ('mail', 'handed-over')),
	CONSTRAINT "report_sendings_state" CHECK ("report_sendings"."state" in ('under-way', 'sent', 'put-off', 'came-back', 'unclear')),
	CONSTRAINT "report_sendings_handed_over" CHECK ("report_sendings"."way" = 'mail' or ("report_sendings"."state" = 'sent' and "report_sendings"."kind" = 'by-hand')),
	CONSTRAINT "report_sendings_by" CHECK (("report_sendings"."kind" = 'by-hand') = ("report_sendings"."by" is not null)),
	CONSTRAINT "report_sendings_tries" CHECK ("report_sendings"."tries" between 1 and 99)
);
--> statement-breakpoint
ALTER TABLE "report_attempts" ADD CONSTRAINT "report_attempts_report_id_outcome_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."outcome_reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_attempts" ADD CONSTRAINT "report_attempts_by_accounts_id_fk" FOREIGN KEY ("by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_attempts" ADD CONSTRAINT "report_attempts_undone_by_accounts_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_sendings" ADD CONSTRAINT "report_sendings_report_id_outcome_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."outcome_reports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_sendings" ADD CONSTRAINT "report_sendings_by_accounts_id_fk" FOREIGN KEY ("by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "report_attempts_report" ON "report_attempts" USING btree ("report_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "report_sendings_once" ON "report_sendings" USING btree ("report_id","due_on","kind") WHERE kind <> 'by-hand';--> statement-breakpoint
CREATE INDEX "report_sendings_report" ON "report_sendings" USING btree ("report_id","at");--> statement-breakpoint
CREATE INDEX "outcome_reports_open" ON "outcome_reports" USING btree ("window_to") WHERE status in ('due', 'sent');