import type { LoaderFunctionArgs } from "@remix-run/node";
import { readPackDay } from "~/features/morning-pack/forms";
import { takePack } from "~/features/morning-pack/queries.server";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { oneClinic } from "~/http/clinic.server";
import { download, notFound } from "~/http/replies.server";

/** The pack as a file to keep on the desk's computer. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "calendar.read");
  const clinic = oneClinic(request, await listClinics(actor));
  const day = readPackDay(new URL(request.url).searchParams);
  const pack = clinic && (await takePack(asking(actor), clinic.id, day));
  if (!pack) throw notFound("morning pack");
  return download(pack.html, `morning-pack-${clinic.name}-${pack.day}.html`, "text/html; charset=utf-8");
}
