import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { noteAttempt, undoAttempt } from "~/features/follow-up/attempts.server";
import { readDone } from "~/features/follow-up/done.server";
import { FollowUpPage } from "~/features/follow-up/follow-up-page";
import { followUpForm, readFollowUp } from "~/features/follow-up/forms";
import { readWorklist } from "~/features/follow-up/worklist.server";
import { takeReport } from "~/features/outcomes/take-report.server";
import { listClinics } from "~/features/settings/queries.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { chosenClinicId, clockZone } from "~/http/clinic.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Follow-up · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "report.enter");
  const asked = asking(actor);
  const filter = readFollowUp(new URL(request.url).searchParams);
  const clinics = (await listClinics(actor)).filter(({ id }) => actor.clinicIds.includes(id));
  const chosen = chosenClinicId(request, clinics);
  const shown = clinics.filter(({ id }) => chosen === "all" || id === chosen);
  const [list, done] = await Promise.all([
    readWorklist(asked, {
      clinicIds: shown.map(({ id }) => id),
      point: filter.point,
    }),
    filter.done === null ? null : readDone(actor, filter.done),
  ]);
  showed(asked, {
    ...{ action: "follow-up.read", noun: "report" },
    plans: [...list.calls, ...list.waiting, ...(done ? [done] : [])].map(({ planId }) => planId),
  });
  return {
    list,
    filter,
    clinicId: chosen === "all" ? null : chosen,
    severalClinics: shown.length > 1,
    zone: clockZone(request, clinics),
    now: asked.now,
    done,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "report.enter");
  const asked = asking(actor);
  const { point, show } = readFollowUp(new URL(request.url).searchParams);
  const form = await readForm(request, followUpForm);
  if (!form.ok) return invalid(form.faults);
  const { data: input, values } = form;
  const here = { ...(point && { point }), ...(show === "waiting" && { show }) };
  switch (input.intent) {
    case "undo": {
      const outcome = await undoAttempt(asked, input);
      return outcome.ok ? redirect(paths.followUp(here)) : refused(outcome.refusal, values);
    }
    case "decline":
    case "give-up":
    case "reopen": {
      const outcome = await takeReport(asked, input.planId, input.reportId, input);
      if (!outcome.ok) return refused(outcome.refusal, values);
      return redirect(paths.followUp(input.intent === "reopen" ? here : { ...here, done: input.reportId }));
    }
    case "no-answer":
    case "wrong-number":
    case "call-back": {
      const callBack =
        input.intent === "call-back" ? { day: input.callBackDay, minutes: input.callBackTime } : null;
      const { version, intent: outcome, reportId, planId } = input;
      const noted = await noteAttempt(asked, { reportId, planId, version, outcome, callBack });
      if (!noted.ok) return refused(noted.refusal, values);
      return redirect(paths.followUp({ ...here, done: noted.value.attemptId }));
    }
  }
}

/** After a refusal too: what was shown is made anew from what stands now. */
export const shouldRevalidate = () => true;

export default function FollowUp() {
  const page = useLoaderData<typeof loader>();
  return <FollowUpPage {...page} faults={faultsOf(useReply<typeof action>(), page.zone)} />;
}
