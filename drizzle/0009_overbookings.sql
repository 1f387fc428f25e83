CREATE TABLE "overbookings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "overbookings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"session_id" uuid NOT NULL,
	"resource_id" uuid NOT NULL,
	"during" "tstzrange" NOT NULL,
	CONSTRAINT "overbookings_bounded" CHECK (not isempty("overbookings"."during") and not lower_inf("overbookings"."during") and not upper_inf("overbookings"."during"))
);
--> statement-breakpoint
ALTER TABLE "sessions" DROP CONSTRAINT "sessions_lengths";--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "may_overbook" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "overbook_reason" text;--> statement-breakpoint
ALTER TABLE "overbookings" ADD CONSTRAINT "overbookings_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "overbookings" ADD CONSTRAINT "overbookings_resource_id_resources_id_fk" FOREIGN KEY ("resource_id") REFERENCES "public"."resources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "overbookings_session" ON "overbookings" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "overbookings_resource" ON "overbookings" USING btree ("resource_id");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_lengths" CHECK (length("sessions"."gap_reason") <= 500 and length("sessions"."release_reason") <= 500 and length("sessions"."overbook_reason") <= 500);--> statement-breakpoint

-- A standing session holds exactly its four claims, a displaced one fewer, a released one none. An overbooked one holds
-- the same times, in pieces: those that are another's stand in overbookings, and never of the patient.
CREATE OR REPLACE FUNCTION session_claims_hold() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subject uuid;
  held record;
BEGIN
  IF TG_TABLE_NAME = 'sessions' THEN subject := NEW.id;
  ELSIF TG_OP = 'DELETE' THEN subject := OLD.session_id;
  ELSE subject := NEW.session_id;
  END IF;
  SELECT s.status, s.displaced_at IS NOT NULL AS displaced, s.overbook_reason IS NOT NULL AS overbooked,
    count(c.id) AS every,
    count(c.id) FILTER (WHERE
      (c.resource_id IN (s.room_id, s.patient_id) AND c.during = s.period)
      OR (c.resource_id IN (s.physician_id, s.device_id) AND c.during = s.treatment)) AS fitting
  INTO held
  FROM sessions s LEFT JOIN claims c ON c.session_id = s.id WHERE s.id = subject GROUP BY s.id;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF held.overbooked THEN
    SELECT held.status AS status, held.displaced AS displaced, true AS overbooked, count(*) AS every,
      count(*) FILTER (WHERE
        (p.resource_id IN (s.room_id, s.patient_id) AND p.during = s.period::tstzmultirange)
        OR (p.resource_id IN (s.physician_id, s.device_id) AND p.during = s.treatment::tstzmultirange)) AS fitting
    INTO held
    FROM sessions s JOIN (
      SELECT resource_id, range_agg(during) AS during FROM (
        SELECT resource_id, during FROM claims WHERE session_id = subject
        UNION ALL SELECT resource_id, during FROM overbookings WHERE session_id = subject) pieces
      GROUP BY resource_id) p ON true
    WHERE s.id = subject;
    IF EXISTS (SELECT FROM overbookings o JOIN sessions s ON s.id = o.session_id
      WHERE o.session_id = subject AND o.resource_id = s.patient_id) THEN
      RAISE EXCEPTION 'a patient is never overbooked' USING ERRCODE = '23514', CONSTRAINT = 'session_claims_hold';
    END IF;
  ELSIF EXISTS (SELECT FROM overbookings WHERE session_id = subject) THEN
    RAISE EXCEPTION 'overbooked without a reason' USING ERRCODE = '23514', CONSTRAINT = 'session_claims_hold';
  END IF;
  IF held.fitting <> held.every
    OR (held.status IN ('booked', 'arrived', 'in-treatment', 'performed') AND NOT held.displaced AND held.every <> 4)
    OR (held.displaced AND held.every > 3)
    OR (held.status IN ('cancelled-by-patient', 'cancelled-by-clinic', 'no-show') AND held.every <> 0)
  THEN
    RAISE EXCEPTION 'a session and its claims differ' USING ERRCODE = '23514', CONSTRAINT = 'session_claims_hold';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER overbookings_session_holds AFTER INSERT OR UPDATE ON overbookings
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION session_claims_hold();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER overbookings_session_released AFTER DELETE ON overbookings
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION session_claims_hold();--> statement-breakpoint

-- What is overbooked lies under another session's claim at the end of every transaction: else nobody would hold it.
CREATE FUNCTION overbooked_is_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM overbookings o
    WHERE o.resource_id = OLD.resource_id AND o.during && OLD.during AND NOT coalesce((
      SELECT range_agg(c.during) @> o.during FROM claims c
      WHERE c.resource_id = o.resource_id AND c.during && o.during AND c.session_id <> o.session_id), false)
  ) THEN
    RAISE EXCEPTION 'an overbooked time is nobody''s' USING ERRCODE = '23514', CONSTRAINT = 'overbooked_is_held';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER claims_overbooked_held AFTER DELETE ON claims
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION overbooked_is_held();
