import type {
  Activity,
  Channel,
  Contact,
  Guidance,
  PlanStatus,
  Rating,
  RedFlag,
  Region,
  ReportStatus,
  Role,
  RoomKind,
  SelfCare,
  SessionStatus,
  Side,
  StopReason,
  TimeOffKind,
  TimePoint,
} from "~/domain/vocabulary";

// In a file of its own, which a page fetches with its first refusal.
export { refusalWords } from "./refusals";

export const roleWords: Record<Role, string> = {
  scheduler: "Scheduler",
  physician: "Physician",
  administrator: "Administrator",
};

export const regionWords: Record<Region, string> = {
  wrist: "Wrist",
  hand: "Hand",
  elbow: "Elbow",
  shoulder: "Shoulder",
  ankle: "Ankle",
  foot: "Foot",
  knee: "Knee",
  hip: "Hip",
  neck: "Neck",
  "upper-back": "Upper back",
  "lower-back": "Lower back",
  sacroiliac: "Sacroiliac",
  other: "Other",
};

export const sideWords: Record<Side, string> = {
  left: "left",
  right: "right",
  both: "both",
  midline: "midline",
};

export const regionSide = (region: Region, side: Side) => `${regionWords[region]}, ${sideWords[side]}`;

export const guidanceWords: Record<Guidance, string> = {
  ultrasound: "Ultrasound",
  fluoroscope: "Fluoroscope",
};
export const roomKindWords: Record<RoomKind, string> = {
  procedure: "Procedure room",
  shielded: "Shielded for fluoroscopy",
};

export const planStatusWords: Record<PlanStatus, string> = {
  draft: "Draft",
  active: "Active",
  "on-hold": "On hold",
  completed: "Completed",
  stopped: "Stopped",
};

export const stopReasonWords: Record<StopReason, string> = {
  "responded-early": "Responded early",
  "no-response": "No response",
  "adverse-event": "Adverse event",
  contraindication: "Contraindication",
  "patients-choice": "Patient’s choice",
  "lost-to-follow-up": "Lost to follow-up",
  other: "Other",
};

export const sessionStatusWords: Record<SessionStatus, string> = {
  booked: "Booked",
  arrived: "Arrived",
  "in-treatment": "In treatment",
  performed: "Performed",
  "cancelled-by-patient": "Cancelled by the patient",
  "cancelled-by-clinic": "Cancelled by the clinic",
  "no-show": "No-show",
};

export const timePointWords: Record<TimePoint, string> = {
  baseline: "Baseline",
  "before-session": "Before a session",
  "72-hours": "72-hour contact",
  "3-months": "3 months",
  "6-months": "6 months",
  "12-months": "12 months",
};

export const reportStatusWords: Record<ReportStatus, string> = {
  due: "Due",
  sent: "Sent",
  answered: "Answered",
  declined: "Declined",
  unreachable: "Unreachable",
  expired: "Expired",
};

export const ratingWords: Record<Rating, string> = {
  excellent: "Excellent",
  good: "Good",
  fair: "Fair",
  poor: "Poor",
};

export const activityWords: Record<Activity, string> = {
  sleep: "A night’s sleep",
  sitting: "Sitting through a film",
  walking: "Walking",
  sport: "Sport",
};

export const redFlagWords: Record<RedFlag, string> = {
  fever: "Fever",
  "severe-pain": "Severe pain",
  breathlessness: "Breathlessness",
  weakness: "Weakness or numbness",
};

export const selfCareWords: Record<SelfCare, string> = {
  done: "Done as advised",
  partly: "Partly",
  not: "Not",
};
export const channelWords: Record<Channel, string> = {
  link: "By link",
  "in-clinic": "In the clinic",
  phone: "By phone",
  paper: "On paper",
};
export const contactWords: Record<Contact, string> = { phone: "Phone", email: "E-mail", post: "Post" };
export const timeOffWords: Record<TimeOffKind, string> = {
  leave: "Leave",
  closure: "Closure",
  maintenance: "Maintenance",
};
