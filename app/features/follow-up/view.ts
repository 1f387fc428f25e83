import type { Day } from "~/domain/day";
import type { CallReason, DayPart } from "~/domain/follow-up";
import type {
  AttemptOutcome,
  Contact,
  Region,
  SendingKind,
  SendingState,
  SendingWay,
  Side,
  TimePoint,
} from "~/domain/vocabulary";

/** One report that is asked for, as the desk sees it: never what was answered. */
export interface AskedRow {
  reportId: string;
  version: number;
  planId: string;
  patientId: string;
  patient: string;
  recordNumber: string;
  phone: string;
  hasEmail: boolean;
  preferredContact: Contact;
  language: string;
  deskNotes: string;
  region: Region;
  side: Side;
  clinic: string;
  zone: string;
  timePoint: TimePoint;
  dueOn: Day;
  windowTo: Day;
  attempts: AttemptRow[];
  sendings: SendingRow[];
  /** The reader treats this patient: somebody else calls. */
  isTreating: boolean;
}

export interface AttemptRow {
  id: string;
  outcome: AttemptOutcome;
  at: Date;
  by: string;
  callBackAt: Date | null;
}

export interface SendingRow {
  kind: SendingKind;
  way: SendingWay;
  state: SendingState;
  at: Date;
}

export interface CallRow extends AskedRow {
  reasons: CallReason[];
  promisedAt: Date | null;
  isTriedToday: boolean;
  daysLeft: number;
  /** Learned from calls that reached the patient. */
  best: { part: DayPart; times: number; of: number } | null;
}

export interface WaitingRow extends AskedRow {
  waitsFor: "call-back" | "reply" | "first-mail";
  /** The promised instant as a day, or the next reminder's; null where nothing more is sent. */
  until: Day | null;
  callBackAt: Date | null;
}

/** Of the reports whose window is open now, at one time point: status only. */
export interface ResponseNow {
  timePoint: TimePoint;
  answered: number;
  due: number;
}

export interface Worklist {
  calls: CallRow[];
  callCount: number;
  waiting: WaitingRow[];
  waitingCount: number;
  response: ResponseNow[];
  isMailSetUp: boolean;
}
