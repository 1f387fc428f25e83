import type { LoaderFunctionArgs } from "@remix-run/node";
import { exportEvents } from "~/features/audit/export.server";
import { readAuditFilter } from "~/features/audit/forms";
import { listClinics } from "~/features/settings/queries.server";
import { requireProved } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { clockZone } from "~/http/clinic.server";
import { mayLag } from "~/http/may-lag.server";
import { download } from "~/http/replies.server";

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await requireProved(request, "audit.read");
  const asked = asking(actor);
  const filter = readAuditFilter(new URL(request.url).searchParams);
  const zone = clockZone(request, await listClinics(actor));
  const csv = await exportEvents(asked, filter, zone, await mayLag(request));
  return download(csv, `audit-${asked.now.toISOString().slice(0, 10)}.csv`, "text/csv; charset=utf-8");
}
