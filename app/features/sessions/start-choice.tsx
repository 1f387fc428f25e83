import { dayWords, dayWordsLong, zoneName } from "~/domain/words-of-time";
import { Fieldset, RadioCards } from "~/ui/choices";
import { textOf } from "~/words/faults";
import { countOf } from "~/words/patients";
import type { BookingFaults } from "./booking-errors";
import type { FreeStart, PlaceView } from "./place-view";

interface StartChoiceProps {
  place: PlaceView;
  faults: BookingFaults;
  at: string | null;
}

/** The day's free starts, each with who and where it would be, and any other time typed by hand. */
export function StartChoice({ place, faults, at }: StartChoiceProps) {
  const { day, starts } = place;
  const asked = textOf(faults, "start", starts.find(({ clock }) => clock === at)?.value);
  const isOffered = starts.some(({ value }) => value === asked);
  const other = textOf(faults, "other", isOffered ? "" : at);
  return (
    <Fieldset
      legend={`${dayWordsLong(day)}: ${starts.length === 0 ? "nothing free" : countOf(starts.length, "free start")}`}
      id="startMinute"
      hint={starts.length === 0 ? nothingFree(place) : undefined}
      errors={faults.errors["startMinute"]}
      className="starts"
    >
      {halves(starts).map(
        ([title, half]) =>
          half.length > 0 && (
            <div key={title} className="starts-half" role="group" aria-label={title}>
              <p className="starts-title" aria-hidden="true">
                {title}
              </p>
              <div className="start-tiles">
                {half.map((start) => (
                  <StartTile
                    key={start.value}
                    start={start}
                    id={start === starts[0] ? "startMinute" : undefined}
                    chosen={start.value === asked}
                  />
                ))}
              </div>
            </div>
          ),
      )}
      <div className="start-other">
        <label className="start-other-label">
          <input
            type="radio"
            className="radio"
            name="start"
            value="other"
            id={starts.length === 0 ? "startMinute" : undefined}
            defaultChecked={asked === "other" || (!isOffered && other !== "") || starts.length === 0}
          />
          Another time
        </label>
        <input
          type="time"
          className="control"
          name="other"
          aria-label={`Another time on ${dayWords(day)}`}
          step={300}
          defaultValue={other}
          onInput={(event) => {
            const radio = event.currentTarget
              .closest(".start-other")
              ?.querySelector<HTMLInputElement>(".radio");
            if (radio) radio.checked = true;
          }}
        />
      </div>
      {faults.twice && (
        <RadioCards
          legend="Which of the two?"
          name="which"
          inline
          defaultValue={textOf(faults, "which")}
          options={(["first", "second"] as const).map((value) => ({
            value,
            label: `The ${value}, ${zoneName(faults.twice?.[value] ?? new Date(0), place.clinic.zone, "short")}`,
          }))}
        />
      )}
    </Fieldset>
  );
}

function StartTile({ start, id, chosen }: { start: FreeStart; id: string | undefined; chosen: boolean }) {
  return (
    <label className="start-tile">
      <input type="radio" name="start" value={start.value} id={id} defaultChecked={chosen} />
      <strong>
        {start.clock}
        {start.zoneLabel && ` ${start.zoneLabel}`}
      </strong>
      <span>
        {start.physician}, {start.room}
      </span>
    </label>
  );
}

const halves = (starts: readonly FreeStart[]): [string, FreeStart[]][] => [
  ["Morning", starts.filter(({ clock }) => clock < "12:00")],
  ["Afternoon", starts.filter(({ clock }) => clock >= "12:00")],
];

function nothingFree({ wish, day, today }: PlaceView): string {
  if (day < today) return "This day is over. Choose another.";
  const named = wish.physicianId ?? wish.roomId ?? wish.deviceId;
  return named
    ? "Choose another day, or any physician, room or device."
    : "Choose another day, or another clinic.";
}
