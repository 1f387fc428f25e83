import type { Zone } from "~/domain/wall-clock";
import { refusalSentence, type Faults } from "~/words/faults";
import { reasonWords } from "~/words/sessions";
import type { BookingReply, SentBookingRefusal } from "./refusal-notice";

/** What a booking's post came to, in one shape: messages by field, what was typed, and what could be had instead. */
export interface BookingFaults extends Faults {
  alternatives: NonNullable<SentBookingRefusal["alternatives"]>;
  /** Only other sessions are in the way, and this person may put one over them. */
  mayOverbook: boolean;
  /** The clocks go back over the time: which of the two is asked. */
  twice: { first: Date; second: Date } | null;
}

const none: BookingFaults = { errors: {}, values: {}, alternatives: [], mayOverbook: false, twice: null };

export function bookingFaults(reply: BookingReply | undefined, zone: Zone): BookingFaults {
  if (!reply || reply.ok) return none;
  if ("faults" in reply) return { ...none, ...reply.faults };
  const { refusal, values } = reply;
  const reasons = refusal.reasons ?? [];
  const errors: Record<string, string[]> = {};
  const say = (field: string, words: string) => (errors[field] = [...(errors[field] ?? []), words]);
  for (const reason of reasons) say(fieldOf(reason.code), reasonWords(reason, zone));
  if (reasons.length === 0 || refusal.code !== "cannot-book") say("", refusalSentence(refusal, zone));
  const twice = reasons.find(({ code }) => code === "time-twice");
  return {
    errors,
    values,
    alternatives: refusal.alternatives ?? [],
    mayOverbook: refusal.field === "overbookReason",
    twice: twice?.from && twice.until ? { first: twice.from, second: twice.until } : null,
  };
}

/** What a time can mend is said beside the times; what no time can, above the form alone. */
function fieldOf(code: string): string {
  if (code.startsWith("gap-")) return "gapReason";
  return code === "plan-not-active" || code === "patient-inactive" ? "" : "startMinute";
}
