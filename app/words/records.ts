import type { Injection } from "~/domain/record";
import type { RecordChange, RecordField } from "~/domain/record-diff";
import type { ExposureSum } from "~/domain/fluoroscopy";
import type { SignFault, SignFaultCode } from "~/domain/record";
import type {
  Anesthetic,
  Complication,
  Placement,
  ScreeningDecision,
  ScreeningFinding,
} from "~/domain/vocabulary";
import { minutesToClock } from "~/domain/words-of-time";
import { guidanceWords, regionWords, sideWords } from "./en";
import { structureKindWords } from "./plans";

export const findingWords: Record<ScreeningFinding, string> = {
  allergy: "Allergy",
  anticoagulant: "Anticoagulant",
  infection: "Infection",
  pregnancy: "Pregnancy",
  diabetes: "Diabetes",
};

export const decisionWords: Record<ScreeningDecision, string> = {
  clear: "Clear",
  proceed: "Proceed, with a reason",
  defer: "Defer: not today",
};

export const anestheticWords: Record<Anesthetic, string> = {
  lidocaine: "Lidocaine",
  ropivacaine: "Ropivacaine",
  bupivacaine: "Bupivacaine",
  none: "None",
};

export const placementWords: Record<Placement, string> = {
  "tip-seen": "Tip seen",
  "spread-seen": "Spread seen",
  "contrast-pattern": "Contrast pattern",
};

/** Of a session that was treated in. */
export const recordStateWords = {
  signed: "Record signed",
  draft: "Record begun",
  none: "Record not written",
} as const;

export const complicationWords: Record<Complication, string> = {
  none: "None",
  vasovagal: "Vasovagal",
  bleeding: "Bleeding",
  allergic: "Allergic",
  "nerve-irritation": "Nerve irritation",
  "severe-flare": "Severe flare",
  infection: "Infection",
  "dural-puncture": "Dural puncture",
  pneumothorax: "Pneumothorax",
  other: "Other",
};

const faultWords: Record<SignFaultCode, string> = {
  "not-treated": "The treatment has not begun. Start it on the session’s page, then sign",
  "consent-missing": "Enter when consent was given",
  "consent-form-missing": "Say which version of the consent form was used",
  "consent-by-missing": "Say who took the consent",
  "time-out-missing": "Enter when the time-out was held",
  "consent-after-time-out": "Consent comes before the time-out. Correct one of the two times",
  "region-missing": "Confirm the region at the time-out",
  "side-missing": "Confirm the side at the time-out",
  "region-wrong": "The region confirmed is not the plan’s",
  "side-wrong": "The side confirmed is not the plan’s",
  "decision-missing": "Decide on the screening",
  deferred: "A patient who is deferred is not treated, so there is no procedure to sign",
  "not-clear": "Screening found something, so it is not clear. Proceed with a reason, or defer",
  "decision-reason-missing": "Say why you proceed",
  "no-injection": "Enter at least one injection",
  "structure-missing": "Name the structure",
  "kind-missing": "Choose the kind of structure",
  "injection-side-missing": "Choose the side",
  "injection-side-wrong": "This side is not the one confirmed at the time-out",
  "dextrose-missing": "Enter the dextrose in percent, at most 70",
  "anesthetic-missing": "Choose the anesthetic, or none",
  "anesthetic-percent-missing": "Enter the anesthetic in percent, at most 10",
  "ml-missing": "Enter the volume in ml, at most 100",
  "guidance-missing": "Choose the guidance used",
  "placement-missing": "Certify the placement",
  "lot-missing": "Choose the lot",
  "lot-expired": "This lot had expired. Choose another",
  "lot-retired": "This lot was taken out of use. Choose another",
  "seconds-missing": "Enter the seconds of fluoroscopy",
  "dose-missing": "Enter the dose in mGy",
  "not-fluoroscoped":
    "No injection was guided by fluoroscope. Clear its seconds and dose, or correct the guidance",
  "pain-before-missing": "Enter the pain before",
  "pain-after-missing": "Enter the pain after",
  "complication-missing": "Choose a complication, or none",
  "complication-note-missing": "Say what happened, and what was done",
  "amend-reason-missing": "Say why the signed record is amended",
};

/** "Injection 2: certify the placement" */
export function signFaultWords({ code, injection }: SignFault): string {
  const words = faultWords[code];
  if (injection === undefined) return words;
  return `Injection ${injection + 1}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

export const recordFieldWords: Record<RecordField | keyof Injection | "injection", string> = {
  consentMinute: "Consent given",
  consentForm: "Consent form",
  consentBy: "Consent taken by",
  timeOutMinute: "Time-out",
  region: "Region",
  side: "Side",
  findings: "Screening",
  decision: "Decision",
  decisionReason: "Reason",
  skinNumbing: "Skin numbing",
  fluoroscopySeconds: "Fluoroscopy, seconds",
  fluoroscopyMgy: "Fluoroscopy, mGy",
  painBefore: "Pain before",
  painAfter: "Pain after",
  complication: "Complication",
  complicationNote: "What happened",
  note: "Note",
  kind: "Kind",
  structure: "Structure",
  dextrosePercent: "Dextrose, %",
  anesthetic: "Anesthetic",
  anestheticPercent: "Anesthetic, %",
  ml: "Volume, ml",
  guidance: "Guidance",
  placement: "Placement",
  lotId: "Lot",
  injection: "Injection",
};

/** "Injection 2, volume, ml" */
export function changeWords({ field, injection }: RecordChange): string {
  const words = recordFieldWords[field];
  if (injection === null) return words;
  return field === "injection"
    ? `Injection ${injection + 1}`
    : `Injection ${injection + 1}, ${words.toLowerCase()}`;
}

const inWords: Record<string, Readonly<Record<string, string>>> = {
  region: regionWords,
  side: sideWords,
  findings: findingWords,
  decision: decisionWords,
  complication: complicationWords,
  kind: structureKindWords,
  anesthetic: anestheticWords,
  guidance: guidanceWords,
  placement: placementWords,
};

/** One value as one reads it. `lotName` knows what a lot's id stands for. */
export function valueWords(
  field: RecordChange["field"],
  value: RecordChange["before"],
  lotName: (id: string) => string,
): string {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return "nothing";
  if (typeof value === "object" && "structure" in value) return injectionWords(value, lotName);
  if (field === "consentMinute" || field === "timeOutMinute") return minutesToClock(Number(value));
  if (field === "lotId") return lotName(String(value));
  return [value]
    .flat()
    .map((one) => inWords[field]?.[String(one)] ?? String(one))
    .join(", ");
}

/** "Medial collateral ligament, left: 4 ml of dextrose 50 % with lidocaine 1 %, ultrasound, tip seen, lot A12" */
export function injectionWords(injection: Injection, lotName: (id: string) => string): string {
  const { structure, side, ml, guidance, placement, lotId } = injection;
  return `${structure}, ${sideWords[side]}: ${ml} ml of ${mixtureWords(injection)}, ${guidanceWords[guidance].toLowerCase()}, ${placementWords[placement].toLowerCase()}, lot ${lotName(lotId)}`;
}

export function mixtureWords({ dextrosePercent, anesthetic, anestheticPercent }: Injection): string {
  const dextrose = `dextrose ${dextrosePercent} %`;
  return anesthetic === "none"
    ? dextrose
    : `${dextrose} with ${anestheticWords[anesthetic].toLowerCase()} ${anestheticPercent} %`;
}

/** "214 s and 18.2 mGy in 3 sessions" */
export const exposureWords = ({ sessions, seconds, mGy }: ExposureSum) =>
  sessions === 0
    ? "none so far"
    : `${seconds} s and ${mGy} mGy in ${sessions} ${sessions === 1 ? "session" : "sessions"}`;
