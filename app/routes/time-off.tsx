import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { may } from "~/domain/permissions";
import { ImpactNotice } from "~/features/repair/impact-notice";
import { findRepairImpact } from "~/features/repair/impact.server";
import { saveTimeOff } from "~/features/time-off/commands.server";
import { readTarget, readWithdrawal, timeOffForm } from "~/features/time-off/forms";
import { previewTimeOff } from "~/features/time-off/preview.server";
import { listTimeOff } from "~/features/time-off/queries.server";
import { listTargets } from "~/features/time-off/targets.server";
import { TimeOffPage } from "~/features/time-off/time-off-page";
import { withdrawTimeOff } from "~/features/time-off/withdraw.server";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { clockZone } from "~/http/clinic.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";
import { timeOffSaid } from "~/words/settings";

export const meta = () => [{ title: "Time off · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "time-off.write");
  const params = new URL(request.url).searchParams;
  const now = new Date();
  const [entries, targets, clinics] = await Promise.all([
    listTimeOff(actor, now),
    listTargets(actor, now),
    listClinics(actor),
  ]);
  return {
    entries,
    targets,
    ownTarget: `leave:${actor.id}`,
    chosen: readTarget(params),
    withdrawing: readWithdrawal(params),
    now,
    zone: clockZone(request, clinics),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "time-off.write");
  const form = await readForm(request, timeOffForm);
  if (!form.ok) return invalid(form.faults);
  const { data: input, values } = form;
  if (input.intent === "withdraw") {
    const outcome = await withdrawTimeOff(asking(actor), input.timeOffId, {
      restore: input.restore === "yes",
    });
    if (!outcome.ok) return refused(outcome.refusal);
    return { ...nothingShown, said: timeOffSaid.withdrawn(outcome.value) };
  }
  if (input.intent === "save") {
    const outcome = await saveTimeOff(asking(actor), input);
    if (!outcome.ok) return refused(outcome.refusal, values);
    const { id, displaced } = outcome.value;
    const repair = displaced > 0 && may(actor, "session.write") ? paths.repair({ off: id }) : null;
    return { ...nothingShown, said: timeOffSaid.saved(displaced), repair };
  }
  const outcome = await previewTimeOff(asking(actor), input);
  if (!outcome.ok) return refused(outcome.refusal, values);
  const { preview, ...asked } = outcome.value;
  return { ...nothingShown, preview, impact: await findRepairImpact(asking(actor), asked), values };
}

/** What an answer tells, where it tells nothing. */
const nothingShown = {
  ok: true as const,
  preview: null,
  impact: null,
  values: {},
  said: undefined,
  repair: null,
};

export default function TimeOff() {
  const page = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  const done = reply?.ok ? reply : null;
  return (
    <TimeOffPage
      {...page}
      preview={done?.preview ?? null}
      consequences={done?.impact && <ImpactNotice impact={done.impact} />}
      repairHref={done?.repair ?? null}
      said={done?.said}
      faults={done ? { errors: {}, values: done.values } : faultsOf(reply, page.zone)}
    />
  );
}
