import { isDeepStrictEqual } from "node:util";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { dayOf } from "~/domain/time";
import { readOutcomes } from "~/features/outcomes/figures.server";
import { readOutcomeFilter } from "~/features/outcomes/forms";
import { mostUnits } from "~/features/outcomes/funnel-figure";
import { OutcomesPage } from "~/features/outcomes/outcomes-page";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { chosenClinicId, oneClinic } from "~/http/clinic.server";
import { mayLag } from "~/http/may-lag.server";

export const meta = () => [{ title: "Outcomes · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "outcomes.read");
  const clinics = await listClinics(actor);
  const clinicId = chosenClinicId(request, clinics);
  const now = new Date();
  const today = dayOf(now, oneClinic(request, clinics)?.zone ?? "UTC");
  const filter = readOutcomeFilter(new URL(request.url).searchParams, today);
  const usual = readOutcomeFilter(new URLSearchParams(), today);
  return {
    outcomes: await readOutcomes(
      actor,
      { filter, clinicId, now },
      { most: mostUnits, run: await mayLag(request) },
    ),
    filter,
    clinic: clinics.length > 1 ? clinicId : null,
    clinicName: clinics.find(({ id }) => id === clinicId)?.name ?? "all clinics",
    thisMonth: today.slice(0, 7),
    isUsual: isDeepStrictEqual(filter, usual),
  };
}

export default function OutcomesRoute() {
  return <OutcomesPage {...useLoaderData<typeof loader>()} />;
}
