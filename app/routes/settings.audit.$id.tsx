import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EventPage } from "~/features/audit/event-page";
import { whatWords } from "~/features/audit/event-words";
import { eventNumber } from "~/features/audit/forms";
import { findEvent } from "~/features/audit/queries.server";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { showed } from "~/http/audited-read.server";
import { clockZone } from "~/http/clinic.server";
import { notFound } from "~/http/replies.server";
import { paths } from "~/paths";
import { SettingsPage } from "~/shell/settings-page";

export const meta = () => [{ title: "An event · Audit trail · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "audit.read");
  const id = eventNumber(params);
  const event = id && (await findEvent(actor, id));
  if (!event) throw notFound("event");
  const { patients } = event;
  showed(asking(actor), {
    ...{ action: "audit.read", noun: "audit", recordId: String(event.id) },
    ...(patients.id && { patients: [patients.id] }),
  });
  return { event, zone: clockZone(request, await listClinics(actor)) };
}

export default function AuditEvent() {
  const { event, zone } = useLoaderData<typeof loader>();
  return (
    <SettingsPage
      title={whatWords(event)}
      current="audit"
      crumbs={<a href={paths.audit()}>Audit trail</a>}
      meta={`Event ${String(event.id)}`}
    >
      <EventPage event={event} zone={zone} />
    </SettingsPage>
  );
}
