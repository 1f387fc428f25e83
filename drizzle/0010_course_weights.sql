ALTER TABLE "practice" ADD COLUMN "course_weights" jsonb;--> statement-breakpoint
ALTER TABLE "practice" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;