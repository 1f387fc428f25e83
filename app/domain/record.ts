import type {
  Anesthetic,
  Complication,
  Guidance,
  Placement,
  Region,
  ScreeningDecision,
  ScreeningFinding,
  SessionStatus,
  Side,
  StructureKind,
} from "./vocabulary";
import type { Day } from "./day";
import type { DraftInjection, DraftRecord } from "./record-draft";

/** One needle of a signed record. */
export interface Injection {
  kind: StructureKind;
  structure: string;
  side: Side;
  dextrosePercent: number;
  anesthetic: Anesthetic;
  anestheticPercent: number | null;
  ml: number;
  guidance: Guidance;
  placement: Placement;
  lotId: string;
}

/** What a signed record says. Clock times are minutes of the session's day in its clinic's zone. */
export interface RecordContent {
  consentMinute: number;
  consentForm: string;
  consentBy: string;
  timeOutMinute: number;
  region: Region;
  side: Side;
  findings: ScreeningFinding[];
  decision: ScreeningDecision;
  decisionReason: string;
  skinNumbing: string;
  injections: Injection[];
  fluoroscopySeconds: number | null;
  fluoroscopyMgy: number | null;
  painBefore: number;
  painAfter: number;
  complication: Complication;
  complicationNote: string;
  note: string;
}

/** Where something is to be done: on which part, on which side. */
export interface Place {
  region: Region;
  side: Side;
}

export interface LotFacts {
  id: string;
  /** The last day on which it may be used. */
  expiresOn: Day;
  /** Taken out of use before the session began, and not in what was signed. */
  isRetired: boolean;
}

/** What a record is held against. */
export interface RecordFacts {
  plan: Place;
  /** What the version that is amended says; the plan may have changed since. */
  signed: Place | null;
  status: SessionStatus;
  /** The session's, in its clinic's zone. */
  day: Day;
  lots: readonly LotFacts[];
}

export type SignFaultCode =
  | "not-treated"
  | "consent-missing"
  | "consent-form-missing"
  | "consent-by-missing"
  | "time-out-missing"
  | "consent-after-time-out"
  | "region-missing"
  | "side-missing"
  | "region-wrong"
  | "side-wrong"
  | "decision-missing"
  | "deferred"
  | "not-clear"
  | "decision-reason-missing"
  | "no-injection"
  | "structure-missing"
  | "kind-missing"
  | "injection-side-missing"
  | "injection-side-wrong"
  | "dextrose-missing"
  | "anesthetic-missing"
  | "anesthetic-percent-missing"
  | "ml-missing"
  | "guidance-missing"
  | "placement-missing"
  | "lot-missing"
  | "lot-expired"
  | "lot-retired"
  | "seconds-missing"
  | "dose-missing"
  | "not-fluoroscoped"
  | "pain-before-missing"
  | "pain-after-missing"
  | "complication-missing"
  | "complication-note-missing"
  | "amend-reason-missing";

/** One reason why a record cannot be signed, and the form's field that it is about. */
export interface SignFault {
  code: SignFaultCode;
  field: string;
  /** Which of the injections, counted from 0. */
  injection?: number;
}

/**
 * Why this cannot be signed: every reason, in the order of the form, consent and time-out first. None, and it is whole:
 * then `contentOf` gives it.
 */
export function whyNotSign(record: DraftRecord, facts: RecordFacts): SignFault[] {
  const faults: SignFault[] = [];
  const unless = (holds: unknown, code: SignFaultCode, field: string) => {
    if (!holds) faults.push({ code, field });
  };
  unless(wasTreated(facts.status), "not-treated", "");
  if (facts.signed) unless(record.amendReason, "amend-reason-missing", "amendReason");
  unless(record.consentMinute !== null, "consent-missing", "consentTime");
  unless(record.consentForm, "consent-form-missing", "consentForm");
  unless(record.consentBy, "consent-by-missing", "consentBy");
  unless(record.timeOutMinute !== null, "time-out-missing", "timeOutTime");
  if (record.consentMinute !== null && record.timeOutMinute !== null)
    unless(record.consentMinute <= record.timeOutMinute, "consent-after-time-out", "timeOutTime");
  unless(record.region, "region-missing", "region");
  unless(record.side, "side-missing", "side");
  faults.push(...whyNotThere(record, facts));
  unless(record.decision, "decision-missing", "decision");
  if (record.decision === "defer") unless(false, "deferred", "decision");
  if (record.decision === "clear") unless(record.findings.length === 0, "not-clear", "decision");
  if (record.decision === "proceed")
    unless(record.decisionReason, "decision-reason-missing", "decisionReason");
  unless(record.injections.length > 0, "no-injection", "injections");
  record.injections.forEach((injection, index) => {
    faults.push(...whyNotInjection(injection, index, record.side, record.region, facts));
  });
  const isFluoroscoped = record.injections.some(({ guidance }) => guidance === "fluoroscope");
  if (isFluoroscoped) {
    unless(record.fluoroscopySeconds !== null, "seconds-missing", "fluoroscopySeconds");
    unless(record.fluoroscopyMgy !== null, "dose-missing", "fluoroscopyMgy");
  } else {
    unless(
      record.fluoroscopySeconds === null && record.fluoroscopyMgy === null,
      "not-fluoroscoped",
      "fluoroscopySeconds",
    );
  }
  unless(record.painBefore !== null, "pain-before-missing", "painBefore");
  unless(record.painAfter !== null, "pain-after-missing", "painAfter");
  unless(record.complication, "complication-missing", "complication");
  if (record.complication && record.complication !== "none")
    unless(record.complicationNote, "complication-note-missing", "complicationNote");
  return faults;
}

/** The needle is in, or was: before that there is a draft, and nothing to sign. */
export const wasTreated = (status: SessionStatus) => status === "in-treatment" || status === "performed";

/** The laterality interlock: what the time-out confirmed is what the plan says, or nothing is signed. */
export function whyNotThere(
  { region, side }: Pick<DraftRecord, "region" | "side">,
  { plan, signed }: Pick<RecordFacts, "plan" | "signed">,
): SignFault[] {
  const agrees = (part: keyof Place, value: string | null) =>
    value === null || value === plan[part] || value === signed?.[part];
  return [
    ...(agrees("region", region) ? [] : [{ code: "region-wrong" as const, field: "region" }]),
    ...(agrees("side", side) ? [] : [{ code: "side-wrong" as const, field: "side" }]),
  ];
}

const alongTheSpine: readonly Region[] = ["neck", "upper-back", "lower-back", "sacroiliac", "other"];

/** Left is not right, and both is either. What lies in the middle of the body may be treated on each side of it. */
export function sideAgrees(planned: Side, region: Region, treated: Side): boolean {
  if (planned === "midline" || treated === planned) return true;
  return treated === "midline" ? alongTheSpine.includes(region) : planned === "both";
}

/** A lot is good until the end of its last day, counted on the day of the session and not on that of the signature. */
export const isExpired = (lot: Pick<LotFacts, "expiresOn">, day: Day) => lot.expiresOn < day;

function whyNotInjection(
  injection: DraftInjection,
  index: number,
  side: Side | null,
  region: Region | null,
  { day, lots }: RecordFacts,
): SignFault[] {
  const faults: SignFault[] = [];
  const unless = (holds: unknown, code: SignFaultCode, field: keyof Injection) => {
    if (!holds) faults.push({ code, field: `injections[${index}].${field}`, injection: index });
  };
  const lot = lots.find(({ id }) => id === injection.lotId);
  unless(injection.structure, "structure-missing", "structure");
  unless(injection.kind, "kind-missing", "kind");
  unless(injection.side, "injection-side-missing", "side");
  if (injection.side && side && region)
    unless(sideAgrees(side, region, injection.side), "injection-side-wrong", "side");
  unless(injection.dextrosePercent !== null, "dextrose-missing", "dextrosePercent");
  unless(injection.anesthetic, "anesthetic-missing", "anesthetic");
  if (injection.anesthetic && injection.anesthetic !== "none")
    unless(injection.anestheticPercent !== null, "anesthetic-percent-missing", "anestheticPercent");
  unless(injection.ml !== null, "ml-missing", "ml");
  unless(injection.guidance, "guidance-missing", "guidance");
  unless(injection.placement, "placement-missing", "placement");
  unless(lot, "lot-missing", "lotId");
  if (lot && isExpired(lot, day)) unless(false, "lot-expired", "lotId");
  else if (lot?.isRetired) unless(false, "lot-retired", "lotId");
  return faults;
}
