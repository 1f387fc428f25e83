-- A report that nobody answered goes when the session it follows was not performed after all. What a patient has said,
-- or declined to say, stays: it is evidence.
CREATE FUNCTION outcome_report_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status NOT IN ('due', 'sent') THEN
    RAISE EXCEPTION 'a % report is kept', OLD.status USING ERRCODE = '23514', CONSTRAINT = 'outcome_reports_kept';
  END IF;
  RETURN OLD;
END $$;--> statement-breakpoint
CREATE TRIGGER outcome_reports_kept BEFORE DELETE ON outcome_reports
  FOR EACH ROW EXECUTE FUNCTION outcome_report_is_kept();
