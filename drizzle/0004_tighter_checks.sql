ALTER TABLE "past_visits" RENAME CONSTRAINT "past_visits_sourceId_unique" TO "past_visits_source_id_unique";--> statement-breakpoint
ALTER TABLE "patients" RENAME CONSTRAINT "patients_recordNumber_unique" TO "patients_record_number_unique";--> statement-breakpoint
ALTER TABLE "patients" RENAME CONSTRAINT "patients_sourceId_unique" TO "patients_source_id_unique";--> statement-breakpoint
-- A CHECK passes where it is NULL, and so did a cancellation without a reason.
ALTER TABLE "sessions" DROP CONSTRAINT "sessions_release_reason";--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_release_reason" CHECK ("sessions"."status" not in ('cancelled-by-patient', 'cancelled-by-clinic') or coalesce("sessions"."release_reason", '') <> '');
