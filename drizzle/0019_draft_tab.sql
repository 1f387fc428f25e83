ALTER TABLE "procedure_records" DROP CONSTRAINT "procedure_records_sessionId_unique";--> statement-breakpoint
ALTER TABLE "procedure_records" DROP CONSTRAINT "procedure_records_draft";--> statement-breakpoint
ALTER TABLE "procedure_records" ADD COLUMN "saved_in" text;--> statement-breakpoint
ALTER TABLE "procedure_records" ADD CONSTRAINT "procedure_records_session" UNIQUE("session_id");--> statement-breakpoint
ALTER TABLE "procedure_records" ADD CONSTRAINT "procedure_records_draft" CHECK (jsonb_typeof("procedure_records"."draft") = 'object' and length("procedure_records"."draft"::text) <= 60000 and length("procedure_records"."saved_in") <= 64);