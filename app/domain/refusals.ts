/** Why a command did not happen, as a code; the sentence for it, and what to do instead, stand in app/words. */
export type RefusalCode =
  | "not-found"
  | "not-allowed"
  | "undo-too-late"
  | "stale"
  | "busy-try-again"
  | "taken"
  | "key-reused"
  | "wrong-status"
  | "not-today"
  | "not-started"
  | "already-over"
  | "displaced"
  | "plan-not-active"
  | "plan-move-not-possible"
  | "session-under-way"
  | "nothing-performed"
  | "reason-missing"
  | "release-differs"
  | "course-full"
  | "plan-twice"
  | "physician-elsewhere"
  | "plan-ended"
  | "plan-edit-affects"
  | "cannot-book"
  | "last-administrator"
  | "email-taken"
  | "record-number-taken"
  | "own-account"
  | "account-deactivated"
  | "has-future-sessions"
  | "patient-inactive"
  | "likely-double"
  | "import-column-missing"
  | "import-not-ready"
  | "import-applied"
  | "treating-physician"
  | "report-not-open"
  | "report-too-early"
  | "attempt-not-last"
  | "mail-not-set-up"
  | "mail-no-address"
  | "mail-put-off"
  | "mail-came-back"
  | "mail-unclear"
  | "link-not-open"
  | "call-back-past"
  | "call-back-late"
  | "name-taken"
  | "views-full"
  | "hours-overlap"
  | "already-off"
  | "time-off-over"
  | "zone-unknown"
  | "link-spent"
  | "wrong-password"
  | "wrong-code"
  | "setup-over"
  | "prove-first"
  | "factor-needed"
  | "no-factor"
  | "passkeys-full"
  | "passkey-known"
  | "passkey-failed"
  | "too-busy"
  | "room-not-shielded"
  | "in-the-past"
  | "ends-before-it-starts"
  | "refill-changed"
  | "repair-changed"
  | "too-soon-to-offer"
  | "offer-over"
  | "checkpoint-over"
  | "pack-not-kept"
  | "batch-empty"
  | "batch-under-way"
  | "batch-over"
  | "batch-not-ready"
  | "batch-changed"
  | "cannot-sign"
  | "not-treated"
  | "record-signed"
  | "nothing-amended"
  | "lot-known"
  | "lot-retired"
  | "not-valid";

/** One thing that stands in a booking's way. `who` is a resource's name, never a patient of another clinic. */
export interface Reason {
  code: string;
  /** The record it is about, where the actor may open it. */
  id?: string;
  who?: string;
  from?: Date;
  until?: Date;
  days?: number;
  /** For a gap: the neighbour's day, and what the plan allows. */
  day?: string;
  least?: number;
  most?: number;
  /** The clock time that was asked for, where it is the clock that stands in the way. */
  startMinute?: number;
}

/** A free place near the one that was wanted. */
export interface Alternative {
  startsAt: Date;
  /** Which of the two, where the clocks go back over its time. */
  which: "first" | "second" | null;
  physicianId: string;
  physician: string;
  roomId: string;
  room: string;
  deviceId: string;
  device: string;
}

export interface Refusal {
  code: RefusalCode;
  /** All of them, not only the first. */
  reasons?: Reason[];
  alternatives?: Alternative[];
  /** The form field the refusal belongs to, where it is about one; or the page on which it can be mended, from "/" on. */
  field?: string;
  /** For `stale`: who changed it meanwhile, when, and which fields. */
  changed?: { by: string; at: Date; fields: string[] };
  /** For `has-future-sessions`: how many there are. */
  count?: number;
}

/** Thrown inside a command's transaction, so that what was written so far is rolled back; the command returns it. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

export const refuse = (code: RefusalCode, more: Omit<Refusal, "code"> = {}): never => {
  throw new Refused({ code, ...more });
};
