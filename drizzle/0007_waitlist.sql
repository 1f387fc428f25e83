CREATE TABLE "slot_offer_links" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"offer_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"moves_id" uuid,
	"token_hash" text NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	CONSTRAINT "slot_offer_links_answer" CHECK ("slot_offer_links"."answer" is null or "slot_offer_links"."answer" in ('accepted', 'declined', 'too-late')),
	CONSTRAINT "slot_offer_links_answered" CHECK (("slot_offer_links"."answer" is null) = ("slot_offer_links"."answered_at" is null))
);
--> statement-breakpoint
CREATE TABLE "slot_offers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"freed_by_id" uuid NOT NULL,
	"clinic_id" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_because" text,
	CONSTRAINT "slot_offers_ends" CHECK ("slot_offers"."ended_because" is null or "slot_offers"."ended_because" in ('taken', 'withdrawn')),
	CONSTRAINT "slot_offers_ended" CHECK (("slot_offers"."ended_at" is null) = ("slot_offers"."ended_because" is null)),
	CONSTRAINT "slot_offers_period" CHECK ("slot_offers"."made_at" < "slot_offers"."expires_at")
);
--> statement-breakpoint
CREATE TABLE "waitlist_entries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"plan_id" uuid NOT NULL,
	"clinic_id" uuid NOT NULL,
	"times" jsonb,
	"notice_minutes" integer NOT NULL,
	"not_before" date,
	"not_after" date,
	"same_physician" boolean DEFAULT false NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"closed_because" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "waitlist_entries_notice" CHECK ("waitlist_entries"."notice_minutes" between 0 and 20160),
	CONSTRAINT "waitlist_entries_note" CHECK (length("waitlist_entries"."note") <= 500),
	CONSTRAINT "waitlist_entries_days" CHECK ("waitlist_entries"."not_before" <= "waitlist_entries"."not_after"),
	CONSTRAINT "waitlist_entries_ends" CHECK ("waitlist_entries"."closed_because" is null or "waitlist_entries"."closed_because" in ('booked', 'withdrawn')),
	CONSTRAINT "waitlist_entries_closed" CHECK (("waitlist_entries"."closed_at" is null) = ("waitlist_entries"."closed_because" is null))
);
--> statement-breakpoint
ALTER TABLE "slot_offer_links" ADD CONSTRAINT "slot_offer_links_offer_id_slot_offers_id_fk" FOREIGN KEY ("offer_id") REFERENCES "public"."slot_offers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_offer_links" ADD CONSTRAINT "slot_offer_links_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_offer_links" ADD CONSTRAINT "slot_offer_links_moves_id_sessions_id_fk" FOREIGN KEY ("moves_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_offers" ADD CONSTRAINT "slot_offers_freed_by_id_sessions_id_fk" FOREIGN KEY ("freed_by_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_offers" ADD CONSTRAINT "slot_offers_clinic_id_clinics_id_fk" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_offers" ADD CONSTRAINT "slot_offers_made_by_accounts_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_clinic_id_clinics_id_fk" FOREIGN KEY ("clinic_id") REFERENCES "public"."clinics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_closed_by_accounts_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "slot_offer_links_token" ON "slot_offer_links" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "slot_offer_links_plan" ON "slot_offer_links" USING btree ("offer_id","plan_id");--> statement-breakpoint
CREATE UNIQUE INDEX "slot_offer_links_one_wins" ON "slot_offer_links" USING btree ("offer_id") WHERE answer = 'accepted';--> statement-breakpoint
CREATE INDEX "slot_offers_freed_by" ON "slot_offers" USING btree ("freed_by_id");--> statement-breakpoint
CREATE INDEX "slot_offers_open" ON "slot_offers" USING btree ("clinic_id","expires_at") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "waitlist_entries_one_open" ON "waitlist_entries" USING btree ("plan_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "waitlist_entries_clinic" ON "waitlist_entries" USING btree ("clinic_id") WHERE closed_at is null;