import type { Zone } from "~/domain/wall-clock";
import { paths } from "~/paths";
import { DefinitionList } from "~/ui/definition-list";
import { Section } from "~/ui/page";
import type { Change } from "./changes";
import { atWords, patientsWords, whoWords, type EventView } from "./event-words";
import "./audit.css";

const hidden = "not shown to administrators";

/** Before and after in words; of what is a patient's only that it changed. */
function changeWords({ from, to }: Change): string {
  if (from === null && to === null) return hidden;
  if (from === null) return to ?? "";
  return to === null ? `${from} before` : `${from} → ${to}`;
}

export function EventPage({ event, zone }: { event: EventView; zone: Zone }) {
  const { who, patients, changes } = event;
  return (
    <>
      <DefinitionList
        facts={[
          { label: "When", value: `${atWords(event, zone)} (${event.at.toISOString()})` },
          {
            label: "Who",
            value: who ? <a href={paths.account(who.id)}>{whoWords(event)}</a> : whoWords(event),
          },
          { label: "Action", value: event.action },
          {
            label: "Record",
            value: <span className="audit-id">{`${event.noun} ${event.recordId ?? ""}`}</span>,
          },
          {
            label: "Patient",
            value: patients.id ? (
              <a className="audit-id" href={paths.auditPatient({ patient: patients.id })}>
                {patients.id}
              </a>
            ) : (
              patientsWords(event) || "None"
            ),
          },
          { label: "Clinic", value: event.clinic ?? "None" },
          { label: "Request", value: <span className="audit-id">{event.requestId ?? "None"}</span> },
          { label: "Sealed", value: event.isSealed ? "Yes" : "Not yet" },
        ]}
      />
      {changes.length > 0 && (
        <Section title="Changes">
          <DefinitionList
            facts={changes.map((change) => ({ label: change.field, value: changeWords(change) }))}
          />
        </Section>
      )}
    </>
  );
}
