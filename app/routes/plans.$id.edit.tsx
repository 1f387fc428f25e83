import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { planRead } from "~/features/plans/audit.server";
import { editPlan } from "~/features/plans/edit.server";
import { EditPlanPage } from "~/features/plans/edit-plan-page";
import { findPlanFields, listPlanClinics, listProtocols } from "~/features/plans/form-data.server";
import { editPlanForm, planId } from "~/features/plans/forms";
import { listPhysicians } from "~/features/plans/physicians.server";
import { findPlan } from "~/features/plans/plan-view.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm, typed } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Edit plan · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "plan.write");
  const id = planId(params);
  const asked = asking(actor);
  const found = id && (await findPlan(asked, id));
  if (!found) throw notFound("plan");
  showed(asked, planRead(found.plan));
  if (!found.rights.edit) throw redirect(paths.plan(found.plan.id));
  const [fields, protocols, physicians, clinics] = await Promise.all([
    findPlanFields(found.plan.id),
    listProtocols(),
    listPhysicians(actor),
    listPlanClinics(actor),
  ]);
  if (!fields) throw notFound("plan");
  return { plan: found.plan, fields, protocols, physicians, clinics };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "plan.write");
  const id = planId(params);
  if (!id) throw notFound("plan");
  const form = await readForm(request.clone(), editPlanForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await editPlan(asking(actor), id, form.data);
  if (!outcome.ok) return refused(outcome.refusal, typed(await request.formData()));
  return redirect(paths.plan(id));
}

/** After a refusal too: an overtaken form is shown what stands now. */
export const shouldRevalidate = () => true;

export default function EditPlan() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useReply<typeof action>();
  const refusal = answer && "refusal" in answer ? answer.refusal : null;
  return (
    <EditPlanPage
      {...loaded}
      faults={faultsOf(answer, loaded.plan.clinic.zone)}
      affected={refusal?.reasons ?? []}
      changed={refusal?.changed ?? null}
    />
  );
}
