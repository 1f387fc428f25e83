-- Two desks can both see a free slot; only the database sees both.
-- '[)' lets 09:30 follow 09:00–09:30. Deleting the claim frees the resource.
-- NOT DEFERRABLE: a deferrable constraint cannot be an ON CONFLICT arbiter (db/writes/claims.ts).
ALTER TABLE claims ADD CONSTRAINT claim_no_overlap
  EXCLUDE USING gist (resource_id WITH =, during WITH &&);--> statement-breakpoint

ALTER TABLE working_hours ADD CONSTRAINT working_hours_no_overlap
  EXCLUDE USING gist (
    physician_id WITH =, weekday WITH =,
    int4range(starts_minute, ends_minute) WITH &&,
    daterange(valid_from, valid_until) WITH &&);--> statement-breakpoint

ALTER TABLE clinic_hours ADD CONSTRAINT clinic_hours_no_overlap
  EXCLUDE USING gist (clinic_id WITH =, weekday WITH =, int4range(starts_minute, ends_minute) WITH &&);--> statement-breakpoint

-- One session a place in the course. Deferred, since moving one renumbers several.
ALTER TABLE sessions ADD CONSTRAINT sessions_one_a_place
  EXCLUDE USING btree (plan_id WITH =, ordinal WITH =)
  WHERE (status IN ('booked', 'arrived', 'in-treatment', 'performed')) DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint

CREATE INDEX patients_search ON patients USING gin (search gin_trgm_ops);--> statement-breakpoint

CREATE FUNCTION clinic_zone_exists() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM now() AT TIME ZONE NEW.zone;
  IF NEW.zone !~ '^[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+)*$' THEN RAISE invalid_parameter_value; END IF;
  RETURN NEW;
EXCEPTION WHEN invalid_parameter_value THEN
  RAISE EXCEPTION 'no such time zone' USING ERRCODE = '23514', CONSTRAINT = 'clinics_zone';
END $$;--> statement-breakpoint
CREATE TRIGGER clinics_zone BEFORE INSERT OR UPDATE OF zone ON clinics
  FOR EACH ROW EXECUTE FUNCTION clinic_zone_exists();--> statement-breakpoint

-- The lock makes two administrators who remove each other take turns; the count then sees what the first did.
CREATE FUNCTION an_administrator_remains() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('administrators'));
  IF NOT EXISTS (SELECT FROM accounts WHERE deactivated_at IS NULL AND 'administrator' = ANY (roles)) THEN
    RAISE EXCEPTION 'the last administrator stays' USING ERRCODE = '23514', CONSTRAINT = 'accounts_last_administrator';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER accounts_last_administrator AFTER UPDATE OR DELETE ON accounts
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ('administrator' = ANY (OLD.roles) AND OLD.deactivated_at IS NULL)
  EXECUTE FUNCTION an_administrator_remains();--> statement-breakpoint

CREATE FUNCTION plan_move_is_legal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.status, NEW.status) NOT IN (
    ('draft', 'active'), ('active', 'on-hold'), ('on-hold', 'active'),
    ('active', 'completed'), ('on-hold', 'completed'), ('active', 'stopped'), ('on-hold', 'stopped'),
    ('completed', 'active'), ('stopped', 'active')
  ) THEN
    RAISE EXCEPTION 'a % plan cannot become %', OLD.status, NEW.status USING ERRCODE = '23514', CONSTRAINT = 'plans_moves';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER plans_moves BEFORE UPDATE OF status ON plans FOR EACH ROW
  WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION plan_move_is_legal();--> statement-breakpoint

CREATE FUNCTION session_move_is_legal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.status, NEW.status) NOT IN (
    ('booked', 'arrived'), ('arrived', 'in-treatment'), ('in-treatment', 'performed'),
    ('arrived', 'booked'), ('in-treatment', 'arrived'), ('performed', 'in-treatment'),
    ('booked', 'cancelled-by-patient'), ('booked', 'cancelled-by-clinic'), ('booked', 'no-show'),
    ('arrived', 'cancelled-by-patient'), ('arrived', 'cancelled-by-clinic'),
    ('cancelled-by-patient', 'booked'), ('cancelled-by-clinic', 'booked'), ('no-show', 'booked')
  ) THEN
    RAISE EXCEPTION 'a % session cannot become %', OLD.status, NEW.status USING ERRCODE = '23514', CONSTRAINT = 'sessions_moves';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER sessions_moves BEFORE UPDATE OF status ON sessions FOR EACH ROW
  WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION session_move_is_legal();--> statement-breakpoint

-- What a session uses fits together: a device where it stands, and X-rays only behind lead.
CREATE FUNCTION session_resources_fit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE room_kind text; device_kind text; device_room uuid;
BEGIN
  SELECT r.kind, d.kind, d.room_id INTO room_kind, device_kind, device_room
  FROM rooms r, devices d WHERE r.id = NEW.room_id AND d.id = NEW.device_id;
  IF device_kind = 'fluoroscope' AND room_kind <> 'shielded' THEN
    RAISE EXCEPTION 'a fluoroscope needs a shielded room' USING ERRCODE = '23514', CONSTRAINT = 'sessions_shielded';
  END IF;
  IF device_room IS NOT NULL AND device_room <> NEW.room_id THEN
    RAISE EXCEPTION 'the device is fixed to another room' USING ERRCODE = '23514', CONSTRAINT = 'sessions_device_room';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER sessions_resources BEFORE INSERT OR UPDATE OF room_id, device_id ON sessions
  FOR EACH ROW EXECUTE FUNCTION session_resources_fit();--> statement-breakpoint

-- A standing session holds exactly its four claims, a displaced one fewer, a released one none.
CREATE FUNCTION session_claims_hold() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subject uuid;
  held record;
BEGIN
  IF TG_TABLE_NAME = 'sessions' THEN subject := NEW.id;
  ELSIF TG_OP = 'DELETE' THEN subject := OLD.session_id;
  ELSE subject := NEW.session_id;
  END IF;
  SELECT s.status, s.displaced_at IS NOT NULL AS displaced, count(c.id) AS every,
    count(c.id) FILTER (WHERE
      (c.resource_id IN (s.room_id, s.patient_id) AND c.during = s.period)
      OR (c.resource_id IN (s.physician_id, s.device_id) AND c.during = s.treatment)) AS fitting
  INTO held
  FROM sessions s LEFT JOIN claims c ON c.session_id = s.id WHERE s.id = subject GROUP BY s.id;
  IF NOT FOUND THEN RETURN NULL; END IF;
  IF held.fitting <> held.every
    OR (held.status IN ('booked', 'arrived', 'in-treatment', 'performed') AND NOT held.displaced AND held.every <> 4)
    OR (held.displaced AND held.every > 3)
    OR (held.status IN ('cancelled-by-patient', 'cancelled-by-clinic', 'no-show') AND held.every <> 0)
  THEN
    RAISE EXCEPTION 'a session and its claims differ' USING ERRCODE = '23514', CONSTRAINT = 'session_claims_hold';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER sessions_claims_hold
  AFTER INSERT OR UPDATE OF status, displaced_at, starts_at, ends_at, treat_from, treat_to, room_id, device_id, physician_id, patient_id
  ON sessions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION session_claims_hold();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER claims_session_holds AFTER INSERT OR UPDATE ON claims
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.session_id IS NOT NULL) EXECUTE FUNCTION session_claims_hold();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER claims_session_released AFTER DELETE ON claims
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.session_id IS NOT NULL) EXECUTE FUNCTION session_claims_hold();--> statement-breakpoint

-- A room that opens during a closure is closed like the others.
CREATE FUNCTION closures_claim_new_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO claims (resource_id, during, time_off_id)
  SELECT NEW.id, tstzrange(t.starts_at, t.ends_at, '[)'), t.id FROM time_off t
  WHERE t.kind = 'closure' AND t.clinic_id = NEW.clinic_id AND t.withdrawn_at IS NULL AND t.ends_at > now()
  ORDER BY t.starts_at;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER rooms_join_closures AFTER INSERT ON rooms
  FOR EACH ROW EXECUTE FUNCTION closures_claim_new_room();--> statement-breakpoint

CREATE FUNCTION report_not_by_treating_physician() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM plans WHERE id = NEW.plan_id AND physician_id = NEW.entered_by)
    OR EXISTS (SELECT FROM sessions WHERE plan_id = NEW.plan_id AND physician_id = NEW.entered_by AND status = 'performed')
  THEN
    RAISE EXCEPTION 'the one who treats does not enter the report'
      USING ERRCODE = '23514', CONSTRAINT = 'outcome_reports_not_by_treating';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER outcome_reports_not_by_treating BEFORE INSERT OR UPDATE OF entered_by, plan_id ON outcome_reports
  FOR EACH ROW WHEN (NEW.entered_by IS NOT NULL) EXECUTE FUNCTION report_not_by_treating_physician();--> statement-breakpoint

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit events are append-only' USING ERRCODE = '42501';
END $$;--> statement-breakpoint
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
