-- The outcome figures' counts, kept up to date by every write. What they must equal stands in the two views; writes go
-- through one function, which compares a plan's rows with the views and notes the difference. Nothing is counted up or
-- down by itself, so a write that nobody thought of is put right by the next one to the same plan.

-- What a plan's outcomes are, straight from its rows. Eight weeks are the landmark: no outcome is due before it.
CREATE VIEW outcome_cells_direct AS
SELECT p.id AS plan_id, r.time_point AS point, r.due_on, r.window_to AS closes_on,
  p.clinic_id, p.region, p.guidance, p.status, p.stop_reason, p.physician_id, r.rating,
  r.time_point = '12-months' AND early.rating IN ('excellent', 'good') IS TRUE AS was_good,
  coalesce(baseline.pain, p.baseline_pain) AS pain_before, r.pain AS pain_after, p.symptom_months,
  CASE WHEN p.status = 'stopped' AND p.ended_at < given.first_at + interval '56 days' THEN NULL
    ELSE given.by_landmark END AS sessions,
  given.gaps
FROM plans p
CROSS JOIN LATERAL (
  SELECT min(at) AS first_at, (count(*) FILTER (WHERE day <= first_day + 56))::smallint AS by_landmark,
    CASE WHEN count(*) < 2 THEN 'none'
      WHEN bool_and(day - previous BETWEEN p.gap_min_days AND p.gap_max_days) THEN 'kept' ELSE 'broken' END AS gaps
  FROM (
    SELECT s.starts_at AS at, on_day.day, min(on_day.day) OVER () AS first_day,
      lag(on_day.day) OVER (ORDER BY s.starts_at, s.id) AS previous
    FROM sessions s JOIN clinics c ON c.id = s.clinic_id
    CROSS JOIN LATERAL (SELECT (s.starts_at AT TIME ZONE c.zone)::date AS day) on_day
    WHERE s.plan_id = p.id AND s.status = 'performed') performed) given
JOIN outcome_reports r ON r.plan_id = p.id AND r.time_point IN ('3-months', '6-months', '12-months')
LEFT JOIN outcome_reports early ON early.plan_id = p.id AND early.time_point = '3-months'
LEFT JOIN outcome_reports baseline ON baseline.plan_id = p.id AND baseline.time_point = 'baseline';
--> statement-breakpoint
-- Days from a plan's start to the first report of a good or excellent result, and to its being stopped. What is said
-- before the first session is no result.
CREATE VIEW course_cells_direct AS
SELECT p.id AS plan_id, p.clinic_id, p.region, p.guidance, p.status, p.stop_reason, started.day AS started_on,
  (SELECT greatest(0, min((r.answered_at AT TIME ZONE c.zone)::date) - started.day) FROM outcome_reports r
    WHERE r.plan_id = p.id AND r.rating IN ('excellent', 'good') AND r.answered_at > (
      SELECT min(s.starts_at) FROM sessions s WHERE s.plan_id = p.id AND s.status = 'performed')
    -- Without this a plan that has none would be good on day 0: greatest() passes over nulls.
    HAVING count(*) > 0) AS good_after,
  CASE WHEN p.status = 'stopped' THEN greatest(0, (p.ended_at AT TIME ZONE c.zone)::date - started.day) END
    AS stopped_after
FROM plans p JOIN clinics c ON c.id = p.clinic_id
CROSS JOIN LATERAL (SELECT (p.started_at AT TIME ZONE c.zone)::date AS day) started
WHERE p.started_at IS NOT NULL;
--> statement-breakpoint
CREATE FUNCTION refresh_outcome_cells(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Whoever changes the same plan otherwise comes first or after: the next statement sees what they wrote.
  PERFORM FROM plans WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
  WITH gone AS (
    DELETE FROM outcome_cells c WHERE c.plan_id = ANY (ids) AND NOT EXISTS (
      SELECT FROM outcome_reports r WHERE r.plan_id = c.plan_id AND r.time_point = c.point) RETURNING *)
  INSERT INTO outcome_deltas
    (point, month, closes, clinic_id, region, guidance, status, stop_reason, rating, was_good, plans)
  SELECT point, date_trunc('month', due_on)::date, date_trunc('month', closes_on)::date, clinic_id, region, guidance,
    status, stop_reason, rating, was_good, -count(*)
  FROM gone GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
  WITH fresh AS MATERIALIZED (
    SELECT * FROM outcome_cells_direct WHERE plan_id = ANY (ids)
  ), noted AS (
    INSERT INTO outcome_deltas
      (point, month, closes, clinic_id, region, guidance, status, stop_reason, rating, was_good, plans)
    SELECT point, date_trunc('month', due_on)::date, date_trunc('month', closes_on)::date, clinic_id, region, guidance,
      status, stop_reason, rating, was_good, sum(sign)
    FROM (
      SELECT point, due_on, closes_on, clinic_id, region, guidance, status, stop_reason, rating, was_good, 1 AS sign
      FROM fresh
      UNION ALL
      SELECT point, due_on, closes_on, clinic_id, region, guidance, status, stop_reason, rating, was_good, -1
      FROM outcome_cells WHERE plan_id = ANY (ids)) both_ways
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 HAVING sum(sign) <> 0
  )
  INSERT INTO outcome_cells AS c
    (plan_id, point, due_on, closes_on, clinic_id, region, guidance, status, stop_reason, physician_id, rating,
     was_good, pain_before, pain_after, symptom_months, sessions, gaps)
  SELECT * FROM fresh
  ON CONFLICT (plan_id, point) DO UPDATE SET due_on = excluded.due_on, closes_on = excluded.closes_on,
    clinic_id = excluded.clinic_id, region = excluded.region, guidance = excluded.guidance, status = excluded.status,
    stop_reason = excluded.stop_reason, physician_id = excluded.physician_id, rating = excluded.rating,
    was_good = excluded.was_good, pain_before = excluded.pain_before, pain_after = excluded.pain_after,
    symptom_months = excluded.symptom_months, sessions = excluded.sessions, gaps = excluded.gaps
  WHERE c IS DISTINCT FROM excluded;
  INSERT INTO course_cells AS c
    (plan_id, clinic_id, region, guidance, status, stop_reason, started_on, good_after, stopped_after)
  SELECT * FROM course_cells_direct WHERE plan_id = ANY (ids)
  ON CONFLICT (plan_id) DO UPDATE SET clinic_id = excluded.clinic_id, region = excluded.region,
    guidance = excluded.guidance, status = excluded.status, stop_reason = excluded.stop_reason,
    started_on = excluded.started_on, good_after = excluded.good_after, stopped_after = excluded.stopped_after
  WHERE c IS DISTINCT FROM excluded;
END $$;
--> statement-breakpoint
CREATE FUNCTION reports_are_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids uuid[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(DISTINCT plan_id) INTO ids FROM new_rows
    WHERE rating IS NOT NULL OR time_point IN ('baseline', '3-months', '6-months', '12-months');
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(DISTINCT plan_id) INTO ids FROM old_rows;
  ELSE
    SELECT array_agg(DISTINCT plan_id) INTO ids FROM (
      SELECT unnest(ARRAY[o.plan_id, n.plan_id]) AS plan_id FROM old_rows o JOIN new_rows n USING (id)
      WHERE (o.plan_id, o.time_point, o.due_on, o.window_to, o.rating, o.pain, o.answered_at)
        IS DISTINCT FROM (n.plan_id, n.time_point, n.due_on, n.window_to, n.rating, n.pain, n.answered_at)) changed;
  END IF;
  IF ids IS NOT NULL THEN PERFORM refresh_outcome_cells(ids); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER outcome_reports_counted_new AFTER INSERT ON outcome_reports
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION reports_are_counted();
--> statement-breakpoint
CREATE TRIGGER outcome_reports_counted AFTER UPDATE ON outcome_reports
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION reports_are_counted();
--> statement-breakpoint
CREATE TRIGGER outcome_reports_counted_gone AFTER DELETE ON outcome_reports
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION reports_are_counted();
--> statement-breakpoint
CREATE FUNCTION plans_are_counted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids uuid[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(id) INTO ids FROM new_rows WHERE started_at IS NOT NULL;
  ELSE
    SELECT array_agg(n.id) INTO ids FROM old_rows o JOIN new_rows n USING (id)
    WHERE (o.clinic_id, o.physician_id, o.region, o.guidance, o.status, o.stop_reason, o.started_at, o.ended_at,
        o.baseline_pain, o.symptom_months, o.gap_min_days, o.gap_max_days)
      IS DISTINCT FROM (n.clinic_id, n.physician_id, n.region, n.guidance, n.status, n.stop_reason, n.started_at,
        n.ended_at, n.baseline_pain, n.symptom_months, n.gap_min_days, n.gap_max_days);
  END IF;
  IF ids IS NOT NULL THEN PERFORM refresh_outcome_cells(ids); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER plans_counted_new AFTER INSERT ON plans
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION plans_are_counted();
--> statement-breakpoint
CREATE TRIGGER plans_counted AFTER UPDATE ON plans
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION plans_are_counted();
--> statement-breakpoint
-- Row by row and with a condition, so that booking and moving, which are many, never come here.
CREATE FUNCTION performed_is_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_outcome_cells(ARRAY[plan_id]) FROM (
    SELECT NEW.plan_id WHERE TG_OP <> 'DELETE' UNION SELECT OLD.plan_id WHERE TG_OP <> 'INSERT') of_plan
  WHERE EXISTS (SELECT FROM outcome_reports r WHERE r.plan_id = of_plan.plan_id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER sessions_performed_counted_new AFTER INSERT ON sessions
  FOR EACH ROW WHEN (NEW.status = 'performed') EXECUTE FUNCTION performed_is_counted();
--> statement-breakpoint
CREATE TRIGGER sessions_performed_counted AFTER UPDATE ON sessions FOR EACH ROW
  WHEN ((OLD.status = 'performed' OR NEW.status = 'performed')
    AND (OLD.status, OLD.starts_at, OLD.plan_id, OLD.clinic_id)
      IS DISTINCT FROM (NEW.status, NEW.starts_at, NEW.plan_id, NEW.clinic_id))
  EXECUTE FUNCTION performed_is_counted();
--> statement-breakpoint
CREATE TRIGGER sessions_performed_counted_gone AFTER DELETE ON sessions
  FOR EACH ROW WHEN (OLD.status = 'performed') EXECUTE FUNCTION performed_is_counted();
--> statement-breakpoint
-- Days are those of the clinic's zone.
CREATE FUNCTION zone_is_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_outcome_cells(array_agg(id)) FROM (
    SELECT id FROM plans WHERE clinic_id = NEW.id
    UNION SELECT plan_id FROM sessions WHERE clinic_id = NEW.id) of_clinic;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER clinics_zone_counted AFTER UPDATE OF zone ON clinics
  FOR EACH ROW WHEN (OLD.zone IS DISTINCT FROM NEW.zone) EXECUTE FUNCTION zone_is_counted();
--> statement-breakpoint
-- Moves what has been noted into the counts. One at a time; who comes second has nothing to do.
CREATE FUNCTION fold_outcome_counts() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('fold_outcome_counts')) THEN RETURN; END IF;
  WITH taken AS (DELETE FROM outcome_deltas RETURNING *)
  INSERT INTO outcome_counts AS c
    (point, month, closes, clinic_id, region, guidance, status, stop_reason, rating, was_good, plans)
  SELECT point, month, closes, clinic_id, region, guidance, status, stop_reason, rating, was_good, sum(plans)
  FROM taken GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 HAVING sum(plans) <> 0
  ON CONFLICT ON CONSTRAINT outcome_counts_key DO UPDATE SET plans = c.plans + excluded.plans;
  DELETE FROM outcome_counts WHERE plans = 0;
END $$;
--> statement-breakpoint
-- All of it anew, for bulk loads and repairs. Writers wait meanwhile; readers see the old until it is done.
CREATE FUNCTION rebuild_outcome_figures() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE plans, sessions, outcome_reports IN SHARE MODE;
  DELETE FROM outcome_deltas;
  DELETE FROM outcome_counts;
  DELETE FROM outcome_cells;
  DELETE FROM course_cells;
  INSERT INTO outcome_cells
    (plan_id, point, due_on, closes_on, clinic_id, region, guidance, status, stop_reason, physician_id, rating,
     was_good, pain_before, pain_after, symptom_months, sessions, gaps)
  SELECT * FROM outcome_cells_direct;
  INSERT INTO course_cells
    (plan_id, clinic_id, region, guidance, status, stop_reason, started_on, good_after, stopped_after)
  SELECT * FROM course_cells_direct;
  INSERT INTO outcome_counts
    (point, month, closes, clinic_id, region, guidance, status, stop_reason, rating, was_good, plans)
  SELECT point, date_trunc('month', due_on)::date, date_trunc('month', closes_on)::date, clinic_id, region, guidance,
    status, stop_reason, rating, was_good, count(*)
  FROM outcome_cells GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
END $$;
--> statement-breakpoint
-- Rows that are not what they should be, by table: none, unless somebody wrote around the triggers.
CREATE FUNCTION outcome_figures_drift() RETURNS TABLE (kind text, found bigint) LANGUAGE sql STABLE AS $$
  WITH cells AS (
    SELECT plan_id, point, due_on, closes_on, clinic_id, region, guidance, status, stop_reason, physician_id, rating,
      was_good, pain_before, pain_after, symptom_months, sessions, gaps
    FROM outcome_cells
  ), courses AS (
    SELECT plan_id, clinic_id, region, guidance, status, stop_reason, started_on, good_after, stopped_after
    FROM course_cells
  ), counted AS (
    SELECT point, month, closes, clinic_id, region, guidance, status, stop_reason, rating, was_good, sum(plans) AS plans
    FROM (
      SELECT point, month, closes, clinic_id, region, guidance, status, stop_reason, rating, was_good, plans
      FROM outcome_counts
      UNION ALL
      SELECT point, month, closes, clinic_id, region, guidance, status, stop_reason, rating, was_good, plans
      FROM outcome_deltas) noted
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 HAVING sum(plans) <> 0
  ), due AS (
    SELECT point, date_trunc('month', due_on)::date, date_trunc('month', closes_on)::date, clinic_id, region, guidance,
      status, stop_reason, rating, was_good, count(*)
    FROM outcome_cells_direct GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  )
  SELECT 'outcome_cells', count(*) FROM (
    (SELECT * FROM cells EXCEPT SELECT * FROM outcome_cells_direct)
    UNION ALL (SELECT * FROM outcome_cells_direct EXCEPT SELECT * FROM cells)) wrong
  UNION ALL
  SELECT 'course_cells', count(*) FROM (
    (SELECT * FROM courses EXCEPT SELECT * FROM course_cells_direct)
    UNION ALL (SELECT * FROM course_cells_direct EXCEPT SELECT * FROM courses)) wrong
  UNION ALL
  SELECT 'outcome_counts', count(*) FROM (
    (SELECT * FROM counted EXCEPT SELECT * FROM due) UNION ALL (SELECT * FROM due EXCEPT SELECT * FROM counted)) wrong
$$;
--> statement-breakpoint
SELECT rebuild_outcome_figures();
