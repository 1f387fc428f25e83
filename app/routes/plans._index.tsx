import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { may } from "~/domain/permissions";
import { readPlanFilter, viewForm } from "~/features/plans/forms";
import { viewQuery } from "~/features/plans/filter";
import { countPlans, listPlans, PAGE_SIZE } from "~/features/plans/list.server";
import { listPhysicians } from "~/features/plans/physicians.server";
import { PlansPage } from "~/features/plans/plans-page";
import { deleteView, listViews, saveView } from "~/features/plans/views.server";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { chosenClinicId } from "~/http/clinic.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { paths } from "~/paths";

export const meta = () => [{ title: "Plans · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "plan.read");
  const filter = readPlanFilter(new URL(request.url).searchParams);
  const clinics = await listClinics(actor);
  const clinicId = chosenClinicId(request, clinics);
  const list = { filter, clinicId, now: new Date() };
  const [found, counts, views, physicians] = await Promise.all([
    listPlans(actor, list, { offset: (filter.page - 1) * PAGE_SIZE }),
    countPlans(actor, list),
    listViews(actor),
    listPhysicians(actor),
  ]);
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
    may: {
      write: may(actor, "plan.write"),
      hold: may(actor, "plan.hold"),
      book: may(actor, "session.write"),
      seePain: may(actor, "report.read"),
    },
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "plan.read");
  const form = await readForm(request, viewForm);
  if (!form.ok) return invalid(form.faults);
  if (form.data.intent === "delete-view") {
    const outcome = await deleteView(asking(actor), form.data.id);
    return outcome.ok ? redirect(paths.plans()) : refused(outcome.refusal);
  }
  const query = viewQuery(readPlanFilter(new URLSearchParams(form.data.query)));
  const outcome = await saveView(asking(actor), { name: form.data.name, query });
  if (!outcome.ok) return refused(outcome.refusal, { name: form.data.name });
  return redirect(paths.plans(Object.fromEntries(new URLSearchParams(query))));
}

export default function Plans() {
  return <PlansPage {...useLoaderData<typeof loader>()} />;
}
