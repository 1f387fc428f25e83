import type { Day } from "~/domain/day";
import type { ExposureSum } from "~/domain/fluoroscopy";
import type { LotFacts, RecordContent, RecordFacts } from "~/domain/record";
import type { Typed } from "~/domain/record-draft";
import type { Guidance, Region, SessionStatus, Side } from "~/domain/vocabulary";
import type { Zone } from "~/domain/wall-clock";

export interface LotChoice extends LotFacts {
  product: string;
  lotNumber: string;
}

/** One version as it was signed. */
export interface SignedVersion {
  number: number;
  content: RecordContent;
  amendReason: string | null;
  signedAt: Date;
  signedBy: string;
}

/** A session's record as its page shows it. */
export interface RecordView {
  session: {
    id: string;
    ordinal: number;
    status: SessionStatus;
    startsAt: Date;
    day: Day;
    physician: string;
    device: { id: string; name: string; kind: Guidance };
  };
  patient: { id: string; name: string; recordNumber: string; birthDate: Day };
  clinic: { id: string; name: string; zone: Zone };
  plan: { id: string; region: Region; side: Side; plannedSessions: number };
  /** Theirs to write: they treat in this session. */
  mayWrite: boolean;
  recordId: string | null;
  /** Of the draft; 0 where nothing was saved yet. */
  version: number;
  saved: { at: Date; by: string } | null;
  /** What the form opens with: the draft, what was signed, or what is usual. Null for those who only read. */
  opened: Typed | null;
  /** The newest first; none until it is signed. */
  versions: SignedVersion[];
  facts: RecordFacts;
  lots: LotChoice[];
  /** X-rays before this session, at the reader's clinics. */
  exposure: { patient: ExposureSum; device: ExposureSum | null };
}
