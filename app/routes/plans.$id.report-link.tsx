import { data, redirectDocument, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { Actor } from "~/domain/actor";
import { qrCode } from "~/formats/qr";
import { signOut } from "~/features/accounts/commands.server";
import { recordId } from "~/features/outcomes/forms";
import { readPlanReports } from "~/features/outcomes/plan-reports.server";
import { handOverForm } from "~/features/report-links/forms";
import type { HandedReport } from "~/features/report-links/hand-over";
import { HandOverPage } from "~/features/report-links/hand-over-page";
import { handOverReport } from "~/features/report-links/hand-over.server";
import { showed } from "~/http/audited-read.server";
import { requireActor, requireSignIn } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { clearedSignInCookie } from "~/http/cookies.server";
import { ownOrigin } from "~/http/gate.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { refusalWords } from "~/words/en";
import { askedWhenInside, dueWords, placeWords } from "~/words/outcomes";

export const meta = () => [{ title: "Let the patient answer · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "report.enter");
  const report = await handedReport(actor, params["id"], request);
  const { reportId: recordId, planId } = report;
  showed(asking(actor), { action: "report.read", noun: "report", recordId, plans: [planId] });
  return { report };
}

/** A link is in this answer and nowhere else; on the tablet the staff's own sign-in ends before the form opens. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { id: signInId, actor } = await requireSignIn(request, "report.enter");
  const { planId, reportId } = await handedReport(actor, params["id"], request);
  const form = await readForm(request, handOverForm);
  if (!form.ok) return invalid(form.faults);
  const { purpose } = form.data;
  const outcome = await handOverReport(asking(actor), { planId, reportId, purpose });
  if (!outcome.ok) return refused(outcome.refusal);
  const path = paths.report(outcome.value.token);
  if (purpose === "kiosk") {
    const out = await signOut(asking(actor), signInId);
    if (!out.ok) return refused(out.refusal);
    throw redirectDocument(path, { headers: { "Set-Cookie": clearedSignInCookie() } });
  }
  const link = ownOrigin(request) + path;
  return data({ ok: true as const, handed: { link, qr: qrCode(link) } });
}

async function handedReport(actor: Actor, id: string | undefined, request: Request): Promise<HandedReport> {
  const planId = recordId(id);
  const desk = planId && (await readPlanReports(actor, planId, new Date()));
  const asked = new URL(request.url).searchParams.get("report");
  const report = desk ? desk.reports.find((one) => one.id === asked) : undefined;
  if (!desk || !report) throw notFound("report");
  const { patient, clinic, region, side, today } = desk;
  return {
    planId: desk.planId,
    reportId: report.id,
    patient: `${patient.name}, ${patient.recordNumber}`,
    clinic: clinic.name,
    what: `${placeWords(region, side)}, ${askedWhenInside(report)}`,
    language: patient.language,
    whyNot: desk.isTreating
      ? refusalWords["treating-physician"]
      : patient.deceasedOn
        ? "This patient has died. Contact nobody."
        : report.closed && `This report cannot be answered today. ${dueWords(report, today)}`,
  };
}

export default function HandOver() {
  const { report } = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  const refusal = reply && "refusal" in reply ? refusalWords[reply.refusal.code] : null;
  return <HandOverPage report={report} handed={reply?.ok ? reply.handed : null} refusal={refusal} />;
}
