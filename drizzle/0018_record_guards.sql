-- The version that stands is one that was signed. Deferred, since record and version are written in one transaction.
ALTER TABLE procedure_records ADD CONSTRAINT procedure_records_signed
  FOREIGN KEY (id, signed_number) REFERENCES record_versions (record_id, number) DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint

CREATE FUNCTION signed_records_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was signed is amended by another version, never changed' USING ERRCODE = '42501';
END $$;--> statement-breakpoint
CREATE TRIGGER record_versions_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON record_versions
  FOR EACH STATEMENT EXECUTE FUNCTION signed_records_never_change();--> statement-breakpoint
CREATE TRIGGER record_injections_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON record_injections
  FOR EACH STATEMENT EXECUTE FUNCTION signed_records_never_change();--> statement-breakpoint

-- Left is not right, and both is either. What lies in the middle of the body may be treated on each side of it.
CREATE FUNCTION side_agrees(planned text, region text, treated text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE planned
    WHEN 'midline' THEN true
    WHEN 'both' THEN treated <> 'midline' OR region IN ('neck', 'upper-back', 'lower-back', 'sacroiliac', 'other')
    ELSE treated = planned
      OR (treated = 'midline' AND region IN ('neck', 'upper-back', 'lower-back', 'sacroiliac', 'other'))
  END
$$;--> statement-breakpoint

-- What is signed agrees with its session, its plan and its lots, whoever writes it.
CREATE FUNCTION record_version_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of_session record;
  fault text;
BEGIN
  SELECT s.status, s.physician_id, s.starts_at, (s.starts_at AT TIME ZONE c.zone)::date AS day,
    s.clinic_id = r.clinic_id AND s.plan_id = r.plan_id AND s.patient_id = r.patient_id AS same,
    p.region, p.side, r.signed_number
  INTO of_session
  FROM procedure_records r JOIN sessions s ON s.id = r.session_id JOIN plans p ON p.id = s.plan_id
  JOIN clinics c ON c.id = s.clinic_id WHERE r.id = NEW.record_id;
  IF NOT of_session.same THEN
    RAISE EXCEPTION 'the record is of another session' USING ERRCODE = '23514', CONSTRAINT = 'record_versions_session';
  END IF;
  IF of_session.status NOT IN ('in-treatment', 'performed') THEN
    RAISE EXCEPTION 'nobody was treated yet' USING ERRCODE = '23514', CONSTRAINT = 'record_versions_performed';
  END IF;
  IF of_session.physician_id <> NEW.signed_by THEN
    RAISE EXCEPTION 'a record is signed by the one who treated' USING ERRCODE = '23514', CONSTRAINT = 'record_versions_own';
  END IF;
  IF of_session.signed_number IS NULL OR of_session.signed_number < NEW.number THEN
    RAISE EXCEPTION 'what was signed stands' USING ERRCODE = '23514', CONSTRAINT = 'record_versions_standing';
  END IF;
  IF (NEW.region, NEW.side) <> (of_session.region, of_session.side) AND NOT EXISTS (
      SELECT FROM record_versions v WHERE v.record_id = NEW.record_id AND v.number < NEW.number
        AND (v.region, v.side) = (NEW.region, NEW.side))
    OR EXISTS (SELECT FROM record_injections i WHERE i.version_id = NEW.id AND NOT side_agrees(NEW.side, NEW.region, i.side))
  THEN
    RAISE EXCEPTION 'region or side is not the plan''s' USING ERRCODE = '23514', CONSTRAINT = 'record_versions_laterality';
  END IF;
  IF (NEW.fluoroscopy_seconds IS NOT NULL) <> EXISTS (
      SELECT FROM record_injections i WHERE i.version_id = NEW.id AND i.guidance = 'fluoroscope') THEN
    RAISE EXCEPTION 'fluoroscopy without its seconds, or seconds without it'
      USING ERRCODE = '23514', CONSTRAINT = 'record_versions_fluoroscopy';
  END IF;
  SELECT CASE WHEN l.expires_on < of_session.day THEN 'expired' ELSE 'retired' END INTO fault
  FROM record_injections i JOIN lots l ON l.id = i.lot_id
  WHERE i.version_id = NEW.id AND (l.expires_on < of_session.day OR l.retired_at < of_session.starts_at
    AND NOT EXISTS (SELECT FROM record_injections o JOIN record_versions v ON v.id = o.version_id
      WHERE v.record_id = NEW.record_id AND v.number < NEW.number AND o.lot_id = l.id))
  ORDER BY 1 LIMIT 1;
  IF fault = 'expired' THEN
    RAISE EXCEPTION 'the lot had expired' USING ERRCODE = '23514', CONSTRAINT = 'record_injections_expired';
  ELSIF fault = 'retired' THEN
    RAISE EXCEPTION 'the lot was retired' USING ERRCODE = '23514', CONSTRAINT = 'record_injections_retired';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER record_versions_hold AFTER INSERT ON record_versions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION record_version_holds();--> statement-breakpoint

-- A version says how many injections it has: none can be added to it later.
CREATE FUNCTION record_version_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE version_of uuid := CASE WHEN TG_TABLE_NAME = 'record_versions' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'version_id' END;
BEGIN
  IF (SELECT injections FROM record_versions WHERE id = version_of)
    <> (SELECT count(*) FROM record_injections WHERE version_id = version_of) THEN
    RAISE EXCEPTION 'a version and its injections differ' USING ERRCODE = '23514', CONSTRAINT = 'record_versions_whole';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER record_versions_whole AFTER INSERT ON record_versions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION record_version_is_whole();--> statement-breakpoint
CREATE CONSTRAINT TRIGGER record_injections_whole AFTER INSERT ON record_injections
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION record_version_is_whole();--> statement-breakpoint

-- Whose record is signed was treated: their session goes back no further than to the chair.
CREATE FUNCTION signed_session_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM procedure_records WHERE session_id = NEW.id AND signed_number IS NOT NULL) THEN
    RAISE EXCEPTION 'this session has a signed record' USING ERRCODE = '23514', CONSTRAINT = 'sessions_signed';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER sessions_signed BEFORE UPDATE OF status ON sessions FOR EACH ROW
  WHEN (OLD.status IN ('in-treatment', 'performed') AND NEW.status NOT IN ('in-treatment', 'performed'))
  EXECUTE FUNCTION signed_session_stays();
