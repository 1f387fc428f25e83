import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { lotSearch } from "~/features/lots/forms";
import { LotsPage } from "~/features/lots/lots-page";
import { listLots } from "~/features/lots/trace.server";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { chosenClinicId } from "~/http/clinic.server";

export const meta = () => [{ title: "Lots · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "record.read");
  const clinicId = chosenClinicId(request, await listClinics(actor));
  const q = lotSearch(new URL(request.url).searchParams);
  return { lots: await listLots(actor, { q, clinicId, now: new Date() }), q };
}

export default function Lots() {
  return <LotsPage {...useLoaderData<typeof loader>()} />;
}
