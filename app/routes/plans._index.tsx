import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listRead } from "~/features/plans/audit.server";
import { movePlans, previewMoves } from "~/features/plans/bulk.server";
import { readChosen, readMoved, readPlanFilter, viewForm } from "~/features/plans/forms";
import { filterQuery, viewQuery, type PlanFilter } from "~/features/plans/filter";
import { countPlans, listPlans, PAGE_SIZE, plansRights } from "~/features/plans/list.server";
import { listPhysicians } from "~/features/plans/physicians.server";
import { PlansPage } from "~/features/plans/plans-page";
import { deleteView, listViews, renameView, saveView } from "~/features/plans/views.server";
import { listClinics } from "~/features/settings/queries.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { chosenClinicId } from "~/http/clinic.server";
import { openedQuery, sealedQuery, sealSearch } from "~/http/sealed-search.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Plans · Tendon" }];

/** Its links seal again what was opened. */
function sealedFilter(query: URLSearchParams): PlanFilter {
  const filter = readPlanFilter(query);
  return { ...filter, sealed: sealSearch(filter.q) };
}

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "plan.read");
  const asked = asking(actor);
  const query = openedQuery(request);
  const filter = sealedFilter(query);
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
  // Its last row has gone since, or was never there.
  if (found.rows.length === 0 && filter.page > 1) {
    throw redirect(paths.plans({ ...filterQuery(filter), page: null, clinic: query.get("clinic") }));
  }
  showed(asked, {
    ...listRead("plan.list", { filter, clinicId }),
    plans: [...found.rows.map(({ id }) => id), ...previews.map(({ id }) => id)],
  });
  return {
    filter,
    ...found,
    pageSize: PAGE_SIZE,
    counts,
    // Kept as typed; the address that leads there is not.
    views: views.map((view) => ({
      ...view,
      address: sealedQuery(new URLSearchParams(view.query)).toString(),
    })),
    physicians: physicians.map(({ id, shortName }) => ({ id, name: shortName })),
    clinic: clinics.length > 1 ? clinicId : null,
    clinicName: clinics.find(({ id }) => id === clinicId)?.name ?? "all my clinics",
    hasOneClinic: clinics.length === 1,
    may: plansRights(actor),
    moved: readMoved(query),
    bulk: chosen && previews.length > 0 ? { move: chosen.move, previews } : null,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "plan.read");
  const form = await readForm(request, viewForm);
  if (!form.ok) return invalid(form.faults);
  const query = openedQuery(request);
  const filter = sealedFilter(query);
  const here = { ...filterQuery(filter), clinic: query.get("clinic") };
  const asked = asking(actor);
  const { intent } = form.data;
  if (intent === "move-plans") {
    const { moved, refusal } = await movePlans(asked, form.data);
    if (refusal) return refused(refusal, form.values);
    return redirect(paths.plans({ ...here, moved: form.data.move, count: moved }));
  }
  const outcome =
    intent === "save-view"
      ? await saveView(asked, { name: form.data.name, query: viewQuery(filter) })
      : intent === "rename-view"
        ? await renameView(asked, form.data)
        : await deleteView(asked, form.data.id);
  return outcome.ok ? redirect(paths.plans(here)) : refused(outcome.refusal, form.values);
}

/** After a refusal too: some of several plans may have been changed. */
export const shouldRevalidate = () => true;

export default function Plans() {
  const faults = faultsOf(useReply<typeof action>(), "UTC");
  return <PlansPage {...useLoaderData<typeof loader>()} faults={faults} />;
}
