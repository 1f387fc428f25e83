/** The clinic's fixed lists. Database checks, forms and screens all read them here, so that a word exists once. */

export const roles = ["scheduler", "physician", "administrator"] as const;
export type Role = (typeof roles)[number];

export const regions = [
  "wrist",
  "hand",
  "elbow",
  "shoulder",
  "ankle",
  "foot",
  "knee",
  "hip",
  "neck",
  "upper-back",
  "lower-back",
  "sacroiliac",
  "other",
] as const;
export type Region = (typeof regions)[number];

export const sides = ["left", "right", "both", "midline"] as const;
export type Side = (typeof sides)[number];

/** How the needle is guided; also the kind of imaging device that does it. */
export const guidances = ["ultrasound", "fluoroscope"] as const;
export type Guidance = (typeof guidances)[number];

export const roomKinds = ["procedure", "shielded"] as const;
export type RoomKind = (typeof roomKinds)[number];

export const resourceKinds = ["physician", "room", "device", "patient"] as const;
export type ResourceKind = (typeof resourceKinds)[number];

export const timeOffKinds = ["leave", "closure", "maintenance"] as const;
export type TimeOffKind = (typeof timeOffKinds)[number];

export const planStatuses = ["draft", "active", "on-hold", "completed", "stopped"] as const;
export type PlanStatus = (typeof planStatuses)[number];

export const stopReasons = [
  "responded-early",
  "no-response",
  "adverse-event",
  "contraindication",
  "patients-choice",
  "lost-to-follow-up",
  "other",
] as const;
export type StopReason = (typeof stopReasons)[number];

export const sessionStatuses = [
  "booked",
  "arrived",
  "in-treatment",
  "performed",
  "cancelled-by-patient",
  "cancelled-by-clinic",
  "no-show",
] as const;
export type SessionStatus = (typeof sessionStatuses)[number];

export const timePoints = [
  "baseline",
  "before-session",
  "72-hours",
  "3-months",
  "6-months",
  "12-months",
] as const;
export type TimePoint = (typeof timePoints)[number];

export const reportStatuses = ["due", "sent", "answered", "declined", "unreachable", "expired"] as const;
export type ReportStatus = (typeof reportStatuses)[number];

export const channels = ["link", "in-clinic", "phone", "paper"] as const;
export type Channel = (typeof channels)[number];

export const ratings = ["excellent", "good", "fair", "poor"] as const;
export type Rating = (typeof ratings)[number];

export const selfCares = ["done", "partly", "not"] as const;
export type SelfCare = (typeof selfCares)[number];

export const activities = ["sleep", "sitting", "walking", "sport"] as const;
export type Activity = (typeof activities)[number];

/** What a patient may report that cannot wait for somebody to read it. */
export const redFlags = ["fever", "severe-pain", "breathlessness", "weakness"] as const;
export type RedFlag = (typeof redFlags)[number];

/** How a report's link reaches the patient: mailed, given in person, or open on the clinic's own tablet. */
export const linkPurposes = ["mail", "handed-over", "kiosk"] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

export const structureKinds = ["joint", "ligament", "tendon"] as const;
export type StructureKind = (typeof structureKinds)[number];

export const contacts = ["phone", "email", "post"] as const;
export type Contact = (typeof contacts)[number];

/** What came of a call for a report's answers, where it brought none. */
export const attemptOutcomes = ["no-answer", "call-back", "wrong-number"] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** Why a report's link went out: for the first time, twice as a reminder, or because the desk wanted it to. */
export const sendingKinds = ["first", "first-reminder", "second-reminder", "by-hand"] as const;
export type SendingKind = (typeof sendingKinds)[number];

export const sendingWays = ["mail", "handed-over"] as const;
export type SendingWay = (typeof sendingWays)[number];

/** "put-off": not taken for the moment, tried again; "came-back": refused for good; "unclear": nobody knows whether it went. */
export const sendingStates = ["under-way", "sent", "put-off", "came-back", "unclear"] as const;
export type SendingState = (typeof sendingStates)[number];

/** Why a waitlist entry is no longer open. */
export const waitlistEnds = ["booked", "withdrawn"] as const;

/** What a patient answered to an offered place. */
export const offerAnswers = ["accepted", "declined", "too-late"] as const;
export type OfferAnswer = (typeof offerAnswers)[number];

/** How an offer ended before its time was over. */
export const offerEnds = ["taken", "withdrawn"] as const;
export type OfferEnd = (typeof offerEnds)[number];

/** When a physician asks whether a course works: before its second session, and when half of it is done. */
export const checkpointKinds = ["second-session", "half-way"] as const;
export type CheckpointKind = (typeof checkpointKinds)[number];

/** A stop is the plan's own: it is kept there, with its reason and what it released. */
export const checkpointDecisions = ["continue", "review"] as const;
export type CheckpointDecision = (typeof checkpointDecisions)[number];

/** Which courses are planned together: all that lack sessions; the same, rather with one physician; those that time off hit. */
export const batchScopes = ["backlog", "physician", "time-off"] as const;
export type BatchScope = (typeof batchScopes)[number];

export const batchStatuses = ["queued", "running", "ready", "applied", "cancelled", "failed"] as const;
export type BatchStatus = (typeof batchStatuses)[number];

/** What became of one course when its plan was applied. */
export const batchOutcomes = ["booked", "refused"] as const;
export type BatchOutcome = (typeof batchOutcomes)[number];

/** What is asked before the needle: whatever is there calls for a decision. */
export const screeningFindings = ["allergy", "anticoagulant", "infection", "pregnancy", "diabetes"] as const;
export type ScreeningFinding = (typeof screeningFindings)[number];

export const screeningDecisions = ["clear", "proceed", "defer"] as const;
export type ScreeningDecision = (typeof screeningDecisions)[number];

/** What is mixed with the dextrose. */
export const anesthetics = ["lidocaine", "ropivacaine", "bupivacaine", "none"] as const;
export type Anesthetic = (typeof anesthetics)[number];

/** By what the needle's placement was certified. */
export const placements = ["tip-seen", "spread-seen", "contrast-pattern"] as const;
export type Placement = (typeof placements)[number];

export const complications = [
  "none",
  "vasovagal",
  "bleeding",
  "allergic",
  "nerve-irritation",
  "severe-flare",
  "infection",
  "dural-puncture",
  "pneumothorax",
  "other",
] as const;
export type Complication = (typeof complications)[number];
