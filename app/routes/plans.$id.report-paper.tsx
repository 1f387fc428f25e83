import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { recordId } from "~/features/outcomes/forms";
import { readPlanReports } from "~/features/outcomes/plan-reports.server";
import { PaperPage } from "~/features/report-links/paper-page";
import { asking } from "~/http/asking.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { notFound } from "~/http/replies.server";
import type { PageHandle } from "~/shell/page-handle";
import { reportWords } from "~/words/report-form";

export const meta = () => [{ title: "Report form on paper · Tendon" }];

export const handle: PageHandle = {
  isPatients: true,
  language: (page) => (page as { language: string }).language,
};

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "report.enter");
  const planId = recordId(params["id"]);
  const desk = planId && (await readPlanReports(actor, planId, new Date()));
  const query = new URL(request.url).searchParams;
  const asked = desk ? desk.reports.find(({ id }) => id === query.get("report")) : undefined;
  if (!desk || !asked) throw notFound("report");
  showed(asking(actor), { action: "report.print", noun: "report", recordId: asked.id, plans: [desk.planId] });
  const { region, side, clinic } = desk;
  return {
    language: reportWords(query.get("language"), desk.patient.language).code,
    report: {
      planId: desk.planId,
      reportId: asked.id,
      clinic: { name: clinic.name, phone: clinic.phone },
      region,
      side,
      timePoint: asked.timePoint,
    },
  };
}

export default function Paper() {
  const { language, report } = useLoaderData<typeof loader>();
  return <PaperPage words={reportWords(language)} report={report} />;
}
