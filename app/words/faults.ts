import type { Refusal, RefusalCode } from "~/domain/refusals";
import { whenWords } from "~/domain/words-of-time";
import { changedFields } from "./changed";
import { refusalWords } from "./en";

type Values = Record<string, string | string[]>;

/** What a form's page shows after a post that did not do it: messages by field, and what was typed. */
export interface Faults {
  errors: Record<string, string[]>;
  values: Values;
}

/** A refusal as it reaches the browser. */
export interface SentRefusal {
  code: RefusalCode;
  field?: Refusal["field"] | undefined;
  changed?: Refusal["changed"] | undefined;
  count?: Refusal["count"] | undefined;
  reasons?: { from?: Date | undefined; until?: Date | undefined }[] | undefined;
}

export type Reply =
  | { ok: true }
  | { ok: false; faults: Faults }
  | { ok: false; refusal: SentRefusal; values: Values }
  | undefined;

const none: Faults = { errors: {}, values: {} };

/** Faults of a form and refusals of its command, in one shape. `zone` is the clock for "when it was changed". */
export function faultsOf(reply: Reply, zone: string): Faults {
  if (!reply || reply.ok) return none;
  if ("refusal" in reply) {
    const { refusal } = reply;
    const { version: _, stamp: __, ...typed } = reply.values;
    // Told what changed, the form goes on from there.
    const values = refusal.code === "stale" ? typed : reply.values;
    return { errors: { [refusal.field ?? ""]: [refusalSentence(refusal, zone)] }, values };
  }
  const errors: Record<string, string[]> = {};
  for (const [name, messages] of Object.entries(reply.faults.errors)) {
    // The second of three checked boxes is wrong: the question is.
    const question = name.replace(/\[\d+\]$/, "");
    errors[question] = [...new Set([...(errors[question] ?? []), ...messages])];
  }
  return { errors, values: reply.faults.values };
}

/** The same, where the post was of this form among several on the page. */
export const faultsOfForm = (faults: Faults, form: Readonly<Record<string, string>>): Faults =>
  Object.entries(form).every(([name, value]) => faults.values[name] === value) ? faults : none;

/** What was typed, or what stands. */
export const textOf = ({ values }: Faults, name: string, standing: string | number | null = ""): string => {
  const typed = values[name];
  return String((Array.isArray(typed) ? typed[0] : typed) ?? standing ?? "");
};

/** What was ticked, or what is; nothing ticked in a form that was sent is nothing. */
export function ticksOf({ values }: Faults, name: string, standing: readonly string[]): readonly string[] {
  if (Object.keys(values).length === 0) return standing;
  const typed = values[name] ?? [];
  return Array.isArray(typed) ? typed : [typed];
}

export function refusalSentence(refusal: SentRefusal, zone: string): string {
  const words = refusalWords[refusal.code];
  if (refusal.code === "has-future-sessions" && refusal.count) {
    const many = refusal.count === 1 ? "1 session is" : `${refusal.count} sessions are`;
    return `${many} booked from now on. Move or cancel ${refusal.count === 1 ? "it" : "them"} first.`;
  }
  const [first] = refusal.reasons ?? [];
  if (refusal.code === "already-off" && first?.from && first.until) {
    return `${words} It is taken from ${whenWords(first.from, zone)} to ${whenWords(first.until, zone)}.`;
  }
  if (!refusal.changed) return words;
  const { by, at, fields } = refusal.changed;
  return `${words} ${by} changed ${changedFields(fields)} (${whenWords(at, zone)}).`;
}
