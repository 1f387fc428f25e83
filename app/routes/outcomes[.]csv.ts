import type { LoaderFunctionArgs } from "@remix-run/node";
import { dayOf } from "~/domain/time";
import { exportOutcomes } from "~/features/outcomes/export.server";
import { exportQuery, readOutcomeFilter } from "~/features/outcomes/forms";
import { listClinics } from "~/features/settings/queries.server";
import { requireProved } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { chosenClinicId, oneClinic } from "~/http/clinic.server";
import { mayLag } from "~/http/may-lag.server";
import { download } from "~/http/replies.server";

/** The page's figures under the page's filter, all of them or one. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await requireProved(request, "outcomes.read");
  const clinics = await listClinics(actor);
  const clinicId = chosenClinicId(request, clinics);
  const query = new URL(request.url).searchParams;
  const asks = asking(actor);
  const filter = readOutcomeFilter(query, dayOf(asks.now, oneClinic(request, clinics)?.zone ?? "UTC"));
  const clinicName = clinics.find(({ id }) => id === clinicId)?.name ?? "All";
  const { name, csv } = await exportOutcomes(
    asks,
    { filter, clinicId, clinicName, now: asks.now },
    exportQuery.parse({ figure: query.get("figure"), beyond: query.get("beyond") }),
    await mayLag(request),
  );
  return download(csv, name, "text/csv; charset=utf-8");
}
