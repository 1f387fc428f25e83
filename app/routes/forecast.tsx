import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ForecastPage } from "~/features/forecast/forecast-page";
import { findForecast } from "~/features/forecast/queries.server";
import { listClinics } from "~/features/settings/queries.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { chosenClinicId } from "~/http/clinic.server";

export const meta = () => [{ title: "Forecast · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "forecast.read");
  const asked = asking(actor);
  const clinics = await listClinics(actor);
  const chosen = chosenClinicId(request, clinics);
  const shown = await findForecast(
    asked,
    chosen === "all" ? clinics : clinics.filter(({ id }) => id === chosen),
  );
  showed(asked, {
    ...{ action: "forecast.read", noun: "forecast" },
    after: { clinicIds: shown.map(({ id }) => id) },
  });
  return { clinics: shown };
}

export default function Forecast() {
  return <ForecastPage {...useLoaderData<typeof loader>()} />;
}
