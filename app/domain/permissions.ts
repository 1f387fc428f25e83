import { hasRole, type Actor } from "./actor";
import { roles, type Role } from "./vocabulary";

/** How far a right reaches: nowhere, to a physician's own patients, to the account's clinics, to the whole practice. */
export type Reach = "none" | "own" | "clinics" | "practice";
interface Right {
  read: Reach;
  write: Reach;
}
const nothing: Right = { read: "none", write: "none" };
const reads = (read: Reach): Right => ({ read, write: "none" });
const writes = (write: Reach, read: Reach = write): Right => ({ read, write });

/**
 * What each role reads and writes, field group by field group: the table of domain.md, as code.
 * The matrix test plants a canary in each group and looks for it in every payload of every role.
 */
export const fieldRights = {
  "patient.desk": {
    scheduler: writes("clinics"),
    physician: writes("own", "clinics"),
    administrator: nothing,
  },
  "plan.course": { scheduler: reads("clinics"), physician: writes("clinics"), administrator: nothing },
  "plan.clinical": { scheduler: nothing, physician: writes("clinics"), administrator: nothing },
  session: { scheduler: writes("clinics"), physician: writes("own", "clinics"), administrator: nothing },
  record: { scheduler: nothing, physician: writes("own", "clinics"), administrator: nothing },
  // Stock alone: which patient had what of it, only the records say.
  lots: { scheduler: nothing, physician: reads("clinics"), administrator: writes("practice") },
  "report.answers": {
    scheduler: writes("clinics", "none"),
    physician: reads("clinics"),
    administrator: nothing,
  },
  "report.status": { scheduler: writes("clinics"), physician: reads("clinics"), administrator: nothing },
  "outcome.figures": { scheduler: nothing, physician: reads("clinics"), administrator: reads("practice") },
  "practice.places": {
    scheduler: reads("clinics"),
    physician: reads("clinics"),
    administrator: writes("practice"),
  },
  "practice.accounts": { scheduler: nothing, physician: nothing, administrator: writes("practice") },
  audit: { scheduler: nothing, physician: nothing, administrator: reads("practice") },
} as const satisfies Record<string, Record<Role, Right>>;
export type FieldGroup = keyof typeof fieldRights;

const to = (group: FieldGroup, verb: keyof Right): Record<Role, Reach> => ({
  scheduler: fieldRights[group].scheduler[verb],
  physician: fieldRights[group].physician[verb],
  administrator: fieldRights[group].administrator[verb],
});
const everyone: Record<Role, Reach> = {
  scheduler: "clinics",
  physician: "clinics",
  administrator: "clinics",
};

/** What can be asked for, and which role reaches how far. Every route's loader and action names one of these. */
export const actions = {
  "self.read": everyone,
  "self.write": everyone,
  "today.read": { scheduler: "clinics", physician: "clinics", administrator: "practice" },
  "calendar.read": to("session", "read"),
  "session.write": to("session", "write"),
  "patient.read": to("patient.desk", "read"),
  "patient.write": to("patient.desk", "write"),
  // Holds what is clinical, too: whoever reads no records could hand over no more than a part.
  "patient.export": to("record", "read"),
  "patient.import": { scheduler: "clinics", physician: "none", administrator: "none" },
  "plan.read": to("plan.course", "read"),
  "plan.write": to("plan.course", "write"),
  "plan.hold": { scheduler: "clinics", physician: "clinics", administrator: "none" },
  "plan.read-clinical": to("plan.clinical", "read"),
  "record.read": to("record", "read"),
  "record.write": to("record", "write"),
  "lots.manage": to("lots", "write"),
  "report.enter": to("report.answers", "write"),
  "report.read": to("report.answers", "read"),
  // Says who is to be called, and to those who read reports also why.
  "alert.deal": to("report.status", "read"),
  "outcomes.read": to("outcome.figures", "read"),
  "practice.manage": to("practice.places", "write"),
  "accounts.manage": to("practice.accounts", "write"),
  "audit.read": to("audit", "read"),
  // Counts of sessions, of nobody in particular.
  "forecast.read": { scheduler: "clinics", physician: "clinics", administrator: "practice" },
  "time-off.write": { scheduler: "none", physician: "own", administrator: "practice" },
} as const satisfies Record<string, Record<Role, Reach>>;
export type Action = keyof typeof actions;

/** What an action is about. Leave `physicianId` out where no single patient is meant. */
export interface Subject {
  clinicIds?: readonly string[];
  /** Whose patient it is. */
  physicianId?: string;
}

/**
 * May this actor do this, to this? Without a subject: is there anything they could do it to.
 * Clinics are compared here for what is at hand; lists are scoped in SQL by `clinicScope`.
 */
export function may(actor: Actor, action: Action, subject: Subject = {}): boolean {
  return roles.some((role) => hasRole(actor, role) && reaches(actions[action][role], actor, subject));
}

function reaches(reach: Reach, actor: Actor, { clinicIds, physicianId }: Subject): boolean {
  if (reach === "none") return false;
  if (reach === "practice") return true;
  if (clinicIds && !clinicIds.some((id) => actor.clinicIds.includes(id))) return false;
  return reach === "clinics" || physicianId === undefined || physicianId === actor.id;
}

/** The clinics an action reaches: all of the practice, or the account's own. */
export function clinicScope(actor: Actor, action: Action): "all" | readonly string[] {
  return roles.some((role) => hasRole(actor, role) && actions[action][role] === "practice")
    ? "all"
    : actor.clinicIds;
}
