-- A claim is deleted and written anew, never changed: an UPDATE could hand a session's claim to a leave unseen.
CREATE FUNCTION claim_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a claim is never changed' USING ERRCODE = '23514', CONSTRAINT = 'claims_never_change';
END $$;--> statement-breakpoint
CREATE TRIGGER claims_never_change BEFORE UPDATE ON claims
  FOR EACH ROW EXECUTE FUNCTION claim_never_changes();--> statement-breakpoint

-- sessions_resources looks when a session is written; these look when the room or the device changes under it.
CREATE FUNCTION room_suits_its_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM sessions s JOIN devices d ON d.id = s.device_id
    WHERE s.room_id = NEW.id AND s.status IN ('booked', 'arrived', 'in-treatment')
      AND d.kind = 'fluoroscope' AND NEW.kind <> 'shielded'
  ) THEN
    RAISE EXCEPTION 'sessions need this room as it is' USING ERRCODE = '23514', CONSTRAINT = 'rooms_in_use';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER rooms_in_use BEFORE UPDATE OF kind ON rooms FOR EACH ROW
  WHEN (OLD.kind <> NEW.kind) EXECUTE FUNCTION room_suits_its_sessions();--> statement-breakpoint

CREATE FUNCTION device_suits_its_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM sessions s
    WHERE s.device_id = NEW.id AND s.status IN ('booked', 'arrived', 'in-treatment')
      AND (NEW.kind <> OLD.kind OR s.room_id <> NEW.room_id)
  ) THEN
    RAISE EXCEPTION 'sessions need this device as it is' USING ERRCODE = '23514', CONSTRAINT = 'devices_in_use';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER devices_in_use BEFORE UPDATE OF kind, room_id ON devices FOR EACH ROW
  WHEN (OLD.kind <> NEW.kind OR OLD.room_id IS DISTINCT FROM NEW.room_id)
  EXECUTE FUNCTION device_suits_its_sessions();
