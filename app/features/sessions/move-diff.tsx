import { wallClock } from "~/domain/wall-clock";
import { clock, dayWords } from "~/domain/words-of-time";
import { DefinitionList } from "~/ui/definition-list";
import type { PlaceView } from "./place-view";
import type { SessionView } from "./view";

interface MoveDiffProps {
  session: SessionView;
  place: PlaceView;
  /** The start that is marked in the form; null before any is. */
  chosen: string | null;
}

/** Before and after, line by line; what stays is said once. */
export function MoveDiff({ session, place, chosen }: MoveDiffProps) {
  const start = place.starts.find(({ value }) => value === chosen);
  const asked = (pool: PlaceView["rooms"], id: string | null, before: string) =>
    pool.find((one) => one.id === id)?.name ?? before;
  const { wish } = place;
  const { zone } = session.clinic;
  const lines = [
    ["Day", dayWords(wallClock(session.startsAt, zone).day), dayWords(place.day)],
    ["Time", clock(session.startsAt, zone), start?.clock ?? "choose one"],
    ["Clinic", session.clinic.name, place.clinic.name],
    [
      "Physician",
      session.physician,
      start?.physician ?? asked(place.physicians, wish.physicianId, session.physician),
    ],
    ["Room", session.room, start?.room ?? asked(place.rooms, wish.roomId, session.room)],
    ["Device", session.device, start?.device ?? asked(place.devices, wish.deviceId, session.device)],
  ] as const;
  return (
    <section className="move-diff" aria-labelledby="move-diff">
      <h2 id="move-diff">Before and after</h2>
      <DefinitionList
        facts={lines.map(([label, before, after]) => ({
          label,
          value: before === after ? before : <Change before={before} after={after} />,
        }))}
      />
    </section>
  );
}

function Change({ before, after }: { before: string; after: string }) {
  return (
    <>
      <span className="move-before">{before}</span> <span aria-hidden="true">→</span>
      <span className="visually-hidden">to</span> <strong>{after}</strong>
    </>
  );
}
