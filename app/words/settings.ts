import type { Weights } from "~/domain/composer/weights";
import type { SpansFault } from "~/domain/working-hours";

/** By ISO number, 1 = Monday. */
export const weekdayWords: Record<number, string> = {
  1: "Monday",
  2: "Tuesday",
  3: "Wednesday",
  4: "Thursday",
  5: "Friday",
  6: "Saturday",
  7: "Sunday",
};

export const spansFaultWords: Record<SpansFault, string> = {
  unreadable: "Write times such as 08:00–12:00, 13:00–17:00",
  backwards: "Each stretch ends after it starts, such as 08:00–12:00",
  overlap: "Two stretches overlap. Let one end before the next starts",
  "too-many": "Use at most six stretches a day",
};

export const portableWords = "Portable within the clinic";
export const assumedWords = "Our starting value, not the practice’s own";

/** What was done on a clinic's page, in the past tense. */
export const clinicSaid = {
  details: "The clinic’s details are saved.",
  hours: "The opening hours are saved.",
  "room-add": "The room is added.",
  "room-edit": "The room is saved.",
  "room-close": "The room is closed: nothing more is booked in it.",
  "room-reopen": "The room is open again.",
  "device-add": "The device is added.",
  "device-edit": "The device is saved.",
  "device-close": "The device is closed: nothing more is booked on it.",
  "device-reopen": "The device is open again.",
};

const sessionsWords = (count: number) => (count === 1 ? "1 session" : `${count} sessions`);

export const hoursSaid = (displaced: number) =>
  displaced === 0
    ? "The working hours are saved."
    : `The working hours are saved. ${sessionsWords(displaced)} ${displaced === 1 ? "waits" : "wait"} on the list to repair.`;

export const timeOffSaid = {
  saved: (displaced: number) =>
    displaced === 0
      ? "It is saved. No session was hit."
      : `It is saved. ${sessionsWords(displaced)} ${displaced === 1 ? "waits" : "wait"} on the list to rebook.`,
  withdrawn: (did: { restored: number; stillWaiting: number; hasBegun: boolean }) =>
    [
      did.hasBegun ? "It has ended now." : "It is withdrawn.",
      did.restored > 0 && `${sessionsWords(did.restored)} put back.`,
      did.stillWaiting > 0 && `${sessionsWords(did.stillWaiting)} still to rebook.`,
    ]
      .filter(Boolean)
      .join(" "),
};

export const weightWords: Record<keyof Weights, { label: string; hint: string }> = {
  startDay: {
    label: "A course that begins a day later",
    hint: "For each day after the first that could be.",
  },
  gapDay: {
    label: "A gap a day off the target",
    hint: "For each day, early or late, within the plan’s range.",
  },
  otherPhysician: { label: "Another than the preferred physician", hint: "For each session." },
  physicianChange: { label: "A change of physician", hint: "From one session to the next." },
  clinicChange: { label: "A change of clinic", hint: "From one session to the next." },
  shieldedRoom: { label: "The shielded room without need", hint: "For each session with ultrasound in it." },
  fluoroscopeOpened: {
    label: "A half-day of a fluoroscope opened for one",
    hint: "Where others could have been joined.",
  },
  fullDay: { label: "A full day", hint: "For a physician’s day as full as it can be, against an empty one." },
  moved: {
    label: "A session moved",
    hint: "From what the patient was told, when courses are re-spaced or repaired.",
  },
};
