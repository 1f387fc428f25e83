import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { weightsForm } from "~/features/settings/forms";
import { listClinics } from "~/features/settings/queries.server";
import { WeightsForm } from "~/features/settings/weights-form";
import { editWeights, findWeights } from "~/features/settings/weights.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { clockZone } from "~/http/clinic.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { SettingsPage } from "~/shell/settings-page";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Weights · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "practice.manage");
  const [found, clinics] = await Promise.all([findWeights(), listClinics(actor)]);
  if (!found) throw notFound("practice");
  return { ...found, zone: clockZone(request, clinics) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "practice.manage");
  const form = await readForm(request, weightsForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await editWeights(asking(actor), form.data);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  return { ok: true as const };
}

/** After a refusal too: an overtaken form is shown what stands now. */
export const shouldRevalidate = () => true;

export default function Weights() {
  const { weights, version, zone } = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  return (
    <SettingsPage title="Weights" current="weights" said={reply?.ok ? "The weights are saved." : undefined}>
      <WeightsForm weights={weights} version={version} faults={faultsOf(reply, zone)} />
    </SettingsPage>
  );
}
