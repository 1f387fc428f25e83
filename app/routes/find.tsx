import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { withDay } from "~/domain/day-phrases";
import { dayOf } from "~/domain/time";
import { FindList } from "~/features/find/find-list";
import { findNextSessions, findPatients, findPhysicians, findPlans } from "~/features/find/queries.server";
import { resultsFor } from "~/features/find/results";
import { listClinics } from "~/features/settings/queries.server";
import { asking } from "~/http/asking.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { oneClinic } from "~/http/clinic.server";
import { searchText } from "~/words/fields";
import { Page } from "~/ui/page";
import { SearchField } from "~/ui/search-field";

export const meta = () => [{ title: "Find · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "self.read");
  const asked = new URL(request.url).searchParams.get("q") ?? "";
  const text = searchText.parse(asked);
  const clinic = oneClinic(request, await listClinics(actor));
  const now = new Date();
  const today = dayOf(now, clinic?.zone ?? "UTC");
  const [patients, plans, physicians] = await Promise.all([
    findPatients(actor, text),
    findPlans(actor, text),
    findPhysicians(actor, withDay(text, today).words, clinic?.id ?? null),
  ]);
  const sessions = await findNextSessions(
    actor,
    patients.map(({ id }) => id),
    now,
  );
  showed(asking(actor), {
    ...{ action: "patient.search", noun: "patient" },
    patients: patients.map(({ id }) => id),
    plans: plans.map(({ id }) => id),
  });
  const found = { clinicId: clinic?.id ?? null, patients, sessions, physicians, plans };
  return { asked, text, groups: resultsFor(actor, text, today, found) };
}

export default function Find() {
  const { text, groups } = useLoaderData<typeof loader>();
  return (
    <Page title="Find or jump to">
      <form method="get" role="search">
        <SearchField label="Patient, plan, date or action" name="q" defaultValue={text} />
      </form>
      <FindList groups={groups} text={text} />
    </Page>
  );
}
