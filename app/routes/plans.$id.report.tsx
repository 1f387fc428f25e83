import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { Actor } from "~/domain/actor";
import { linkForm } from "~/features/follow-up/forms";
import { sendNow, takeDown } from "~/features/follow-up/send-now.server";
import { recordId, reportForm } from "~/features/outcomes/forms";
import { readPlanReports } from "~/features/outcomes/plan-reports.server";
import { ReportPage } from "~/features/outcomes/report-page";
import { takeReport } from "~/features/outcomes/take-report.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";

export const meta = () => [{ title: "Take a report · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "report.enter");
  const desk = await deskOf(actor, params["id"]);
  const { planId } = desk;
  showed(asking(actor), { action: "report.read", noun: "plan", recordId: planId, plans: [planId] });
  const query = new URL(request.url).searchParams;
  const isCall = query.get("channel") === "phone";
  return { desk, chosenId: query.get("report"), savedId: query.get("saved"), isCall };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "report.enter");
  const desk = await deskOf(actor, params["id"]);
  const asked = new URL(request.url).searchParams.get("report");
  const report = desk.reports.find(({ id }) => id === asked);
  if (!report) throw notFound("report");
  const link = await readForm(request.clone(), linkForm);
  if (link.ok) {
    const { intent, version } = link.data;
    const outcome = await (intent === "send-mail" ? sendNow : takeDown)(asking(actor), {
      reportId: report.id,
      planId: desk.planId,
      version,
    });
    if (!outcome.ok) return refused(outcome.refusal);
    return redirect(paths.planReport(desk.planId, { saved: report.id }));
  }
  const form = await readForm(request, reportForm(report.timePoint));
  if (!form.ok) return invalid(form.faults);
  const outcome = await takeReport(asking(actor), desk.planId, report.id, form.data);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  return redirect(paths.planReport(desk.planId, { saved: report.id }));
}

/** The plan's reports as a desk sees them, without their answers; another clinic's plan looks missing. */
async function deskOf(actor: Actor, id: string | undefined) {
  const planId = recordId(id);
  const desk = planId && (await readPlanReports(actor, planId, new Date()));
  if (!desk) throw notFound("plan");
  return desk;
}

export default function TakeReport() {
  return <ReportPage {...useLoaderData<typeof loader>()} answered={useReply<typeof action>()} />;
}
