import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { dayOf } from "~/domain/time";
import { accountsNeedingAttention } from "~/features/accounts/queries.server";
import { Overview } from "~/features/settings/overview";
import { findOverview } from "~/features/settings/overview.server";
import { listPlaces } from "~/features/settings/places.server";
import { requireActor } from "~/http/actor.server";
import { clockZone } from "~/http/clinic.server";
import { SettingsPage } from "~/shell/settings-page";

export const meta = () => [{ title: "Settings · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request, "practice.manage");
  const now = new Date();
  const [overview, clinics, attention] = await Promise.all([
    findOverview(now),
    listPlaces(),
    accountsNeedingAttention(now),
  ]);
  return { ...overview, clinics, attention, today: dayOf(now, clockZone(request, clinics)) };
}

export default function Settings() {
  const overview = useLoaderData<typeof loader>();
  return (
    <SettingsPage title="Settings" current="overview" meta={overview.practice}>
      <Overview {...overview} />
    </SettingsPage>
  );
}
