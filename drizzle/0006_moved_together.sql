ALTER TABLE "session_moves" ADD COLUMN "together_id" uuid;--> statement-breakpoint
CREATE INDEX "session_moves_together" ON "session_moves" USING btree ("together_id") WHERE together_id is not null;