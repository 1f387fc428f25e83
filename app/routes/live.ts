import type { LoaderFunctionArgs } from "@remix-run/node";
import { clinicScope } from "~/domain/permissions";
import { requireActor } from "~/http/actor.server";
import { liveStream } from "~/http/live.server";

/** News of the actor's clinics as server-sent events: where something changed, never what. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "self.read");
  return liveStream(request, clinicScope(actor, "today.read"));
}
