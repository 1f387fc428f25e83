CREATE TABLE "audit_eras" (
	"number" integer PRIMARY KEY NOT NULL,
	"cluster" text NOT NULL,
	"began_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_seals" (
	"number" integer PRIMARY KEY NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	"era" integer NOT NULL,
	"from" "xid8" NOT NULL,
	"until" "xid8" NOT NULL,
	"count" integer NOT NULL,
	"first_event" bigint NOT NULL,
	"last_event" bigint NOT NULL,
	"digests" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"previous" "bytea" NOT NULL,
	"mac" "bytea" NOT NULL,
	CONSTRAINT "audit_seals_previous" UNIQUE("previous")
);
--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "patient_ids" uuid[];--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "era" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
-- A constant first: rows of before are none that is still being written, and the table is not written anew.
ALTER TABLE "audit_events" ADD COLUMN "written_in" "xid8" DEFAULT '0' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_events" ALTER COLUMN "written_in" SET DEFAULT pg_current_xact_id();--> statement-breakpoint
-- contract: while this is built what is audited waits, some seconds for a million rows.
CREATE INDEX "audit_events_order" ON "audit_events" USING btree ("era","written_in","id");--> statement-breakpoint
-- contract: while this is built what is audited waits, some seconds for a million rows.
CREATE INDEX "audit_events_at" ON "audit_events" USING btree ("at","id");--> statement-breakpoint
-- contract: while this is built what is audited waits, some seconds for a million rows.
CREATE INDEX "audit_events_actor" ON "audit_events" USING btree ("actor_id","at","id");--> statement-breakpoint
-- contract: while this is built what is audited waits, some seconds for a million rows.
CREATE INDEX "audit_events_patient" ON "audit_events" USING btree ("patient_id","at","id") WHERE "audit_events"."patient_id" is not null;--> statement-breakpoint
-- contract: while this is built what is audited waits, some seconds for a million rows.
CREATE INDEX "audit_events_patients" ON "audit_events" USING gin ("patient_ids") WHERE "audit_events"."patient_ids" is not null;--> statement-breakpoint
CREATE TRIGGER audit_seals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seals
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();--> statement-breakpoint
CREATE TRIGGER audit_eras_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_eras
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
