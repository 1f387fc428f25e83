import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportPlans } from "~/features/plans/export.server";
import { readPlanFilter } from "~/features/plans/forms";
import { listClinics } from "~/features/settings/queries.server";
import { requireProved } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { chosenClinicId } from "~/http/clinic.server";
import { mayLag } from "~/http/may-lag.server";
import { download } from "~/http/replies.server";
import { openedQuery } from "~/http/sealed-search.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await requireProved(request, "plan.read");
  const filter = readPlanFilter(openedQuery(request));
  const clinicId = chosenClinicId(request, await listClinics(actor));
  const asked = asking(actor);
  const csv = await exportPlans(asked, { filter, clinicId, now: asked.now }, await mayLag(request));
  return download(csv, `plans-${asked.now.toISOString().slice(0, 10)}.csv`, "text/csv; charset=utf-8");
}
