import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { noteListRead } from "~/features/plans/audit.server";
import { movePlans, previewMoves } from "~/features/plans/bulk.server";
import { readChosen, readPlanFilter, viewForm } from "~/features/plans/forms";
import { viewQuery } from "~/features/plans/filter";
import { countPlans, listPlans, PAGE_SIZE, plansRights } from "~/features/plans/list.server";
import { listPhysicians } from "~/features/plans/physicians.server";
import { PlansPage } from "~/features/plans/plans-page";
import { deleteView, listViews, saveView } from "~/features/plans/views.server";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { chosenClinicId } from "~/http/clinic.server";
import { readForm, typed } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Plans · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "plan.read");
  const asked = asking(actor);
  const query = new URL(request.url).searchParams;
  const filter = readPlanFilter(query);
  const clinics = await listClinics(actor);
  const clinicId = chosenClinicId(request, clinics);
  const list = { filter, clinicId, now: asked.now };
  const chosen = readChosen(query);
  const [found, counts, views, physicians, previews] = await Promise.all([
    listPlans(actor, list, { offset: (filter.page - 1) * PAGE_SIZE }),
    countPlans(actor, list),
    listViews(actor),
    listPhysicians(actor),
    chosen ? previewMoves(asked, chosen.ids, chosen.move) : [],
  ]);
  await noteListRead(asked, "plan.list", { filter, clinicId, count: found.rows.length });
  return {
    filter,
    ...found,
    pageSize: PAGE_SIZE,
    counts,
    views,
    physicians: physicians.map(({ id, shortName }) => ({ id, name: shortName })),
    clinic: clinics.length > 1 ? clinicId : null,
    clinicName: clinics.find(({ id }) => id === clinicId)?.name ?? "all my clinics",
    hasOneClinic: clinics.length === 1,
    may: plansRights(actor),
    bulk: chosen && previews.length > 0 ? { move: chosen.move, previews } : null,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "plan.read");
  const form = await readForm(request.clone(), viewForm);
  if (!form.ok) return invalid(form.faults);
  if (form.data.intent === "delete-view") {
    const outcome = await deleteView(asking(actor), form.data.id);
    return outcome.ok ? redirect(paths.plans()) : refused(outcome.refusal);
  }
  if (form.data.intent === "move-plans") {
    const { refusal } = await movePlans(asking(actor), form.data);
    return refusal ? refused(refusal, typed(await request.formData())) : redirect(paths.plans());
  }
  const query = viewQuery(readPlanFilter(new URLSearchParams(form.data.query)));
  const outcome = await saveView(asking(actor), { name: form.data.name, query });
  if (!outcome.ok) return refused(outcome.refusal, { name: form.data.name });
  return redirect(paths.plans(Object.fromEntries(new URLSearchParams(query))));
}

/** After a refusal too: some of several plans may have been changed. */
export const shouldRevalidate = () => true;

export default function Plans() {
  const faults = faultsOf(useActionData<typeof action>(), "UTC");
  return <PlansPage {...useLoaderData<typeof loader>()} faults={faults} />;
}
