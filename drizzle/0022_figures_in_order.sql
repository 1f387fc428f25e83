DROP INDEX "outcome_cells_due";--> statement-breakpoint
DROP INDEX "outcome_cells_closes";--> statement-breakpoint
CREATE INDEX "outcome_cells_due" ON "outcome_cells" USING btree ("point","due_on","clinic_id");--> statement-breakpoint
CREATE INDEX "outcome_cells_closes" ON "outcome_cells" USING btree ("point","closes_on","due_on","clinic_id");--> statement-breakpoint
CREATE OR REPLACE FUNCTION rebuild_outcome_figures() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE plans, sessions, outcome_reports IN SHARE MODE;
  DELETE FROM outcome_deltas;
  DELETE FROM outcome_counts;
  DELETE FROM outcome_cells;
  DELETE FROM course_cells;
  INSERT INTO outcome_cells
    (plan_id, point, due_on, closes_on, clinic_id, region, guidance, status, stop_reason, physician_id, rating,
     was_good, pain_before, pain_after, symptom_months, sessions, gaps)
  SELECT * FROM outcome_cells_direct
  -- As they would have come by themselves, so that a year of them lies together.
  ORDER BY due_on;
  INSERT INTO course_cells
    (plan_id, clinic_id, region, guidance, status, stop_reason, started_on, good_after, stopped_after)
  SELECT * FROM course_cells_direct ORDER BY started_on;
  INSERT INTO outcome_counts
    (point, month, closes, clinic_id, region, guidance, status, stop_reason, rating, was_good, plans)
  SELECT point, date_trunc('month', due_on)::date, date_trunc('month', closes_on)::date, clinic_id, region, guidance,
    status, stop_reason, rating, was_good, count(*)
  FROM outcome_cells GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
  -- As they are read: scattered, each of twenty thousand counts lay on a page of its own.
  ORDER BY point, clinic_id, 2;
END $$;
--> statement-breakpoint
-- Those that are there already, likewise: to count anew would take a minute for a million reports.
CLUSTER outcome_counts USING outcome_counts_key;
