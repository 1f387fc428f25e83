import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { listClinics } from "~/features/settings/queries.server";
import { readFreePlaces, readWaitlist } from "~/features/waitlist/list.server";
import { WaitlistPage } from "~/features/waitlist/waitlist-page";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { chosenClinicId } from "~/http/clinic.server";

export const meta = () => [{ title: "Waitlist · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const asked = asking(actor);
  const clinics = await listClinics(actor);
  const chosen = chosenClinicId(request, clinics);
  const shown = chosen === "all" ? clinics : clinics.filter(({ id }) => id === chosen);
  const [free, waiting] = await Promise.all([
    readFreePlaces(
      asked,
      shown.map(({ id }) => id),
    ),
    readWaitlist(asked, shown),
  ]);
  showed(asked, {
    ...{ action: "waitlist.read", noun: "plan" },
    plans: waiting.rows.map(({ planId }) => planId),
  });
  return { free, waiting: waiting.rows, more: waiting.more, severalClinics: shown.length > 1 };
}

export default function Waitlist() {
  return <WaitlistPage {...useLoaderData<typeof loader>()} />;
}
