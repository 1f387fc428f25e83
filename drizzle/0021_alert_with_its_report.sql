ALTER TABLE "report_alerts" DROP CONSTRAINT "report_alerts_report_id_outcome_reports_id_fk";
--> statement-breakpoint
ALTER TABLE "report_alerts" ADD CONSTRAINT "report_alerts_report_id_outcome_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."outcome_reports"("id") ON DELETE cascade ON UPDATE no action;