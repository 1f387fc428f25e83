import type { BookingReason, BookingRefusal } from "~/domain/booking";
import type { Day } from "~/domain/time";
import type { ResourceKind } from "~/domain/vocabulary";
import type { ClinicFacts } from "db/reads/clinic-facts";
import type { Facts, Place } from "./facts.server";

/** What was judged: the place asked for, who and what was picked for it, and the days it would stand between. */
interface Judged {
  facts: Facts;
  place: Place;
  names: Record<"physician" | "room" | "device", string>;
  exhausted: readonly string[];
  previousDay: Day | null;
  nextDay: Day | null;
}

/** All that stands in the way, as a person may be told it; a pool that is exhausted has one thing to say. */
export function reasonsFor(refusals: readonly BookingRefusal[], judged: Judged): BookingReason[] {
  const reasons = refusals.map((refusal) => reasonOf(refusal, judged));
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}

/** What was asked for by an id that this clinic does not have. */
export const notHere = (found: Record<"physician" | "room" | "device", unknown>): BookingReason[] =>
  (["physician", "room", "device"] as const)
    .filter((kind) => !found[kind])
    .map((kind) => ({ code: `no-${kind}-here` }));

function reasonOf(refusal: BookingRefusal, judged: Judged): BookingReason {
  const { facts, place, exhausted } = judged;
  if ("blocker" in refusal) {
    const { resource, resourceId, blocker } = refusal;
    const who = nameOf(facts.clinic, resourceId);
    if (exhausted.includes(resource)) return { code: `no-${resource}-free` };
    const elsewhere = blocker.clinicId !== null && !facts.ownClinicIds.includes(blocker.clinicId);
    if (elsewhere) return { code: `${resource}-busy-elsewhere`, who };
    return { code: refusal.code, who, from: new Date(blocker.start), until: new Date(blocker.end) };
  }
  if ("gap" in refusal) {
    const { side, days } = refusal.gap;
    const day = side === "before" ? judged.previousDay : judged.nextDay;
    const { min: least, max: most } = facts.plan.range;
    return { code: `${refusal.code}-${side}`, days, least, most, ...(day && { day }) };
  }
  const { startMinute } = place;
  if ("next" in refusal) return { code: refusal.code, startMinute, from: refusal.next };
  if ("first" in refusal)
    return { code: refusal.code, startMinute, from: refusal.first, until: refusal.second };
  if (refusal.code === "outside-working-hours" && exhausted.includes("physician")) {
    return { code: "no-physician-free" };
  }
  const about = isAbout[refusal.code];
  return { code: refusal.code, ...(about && { who: judged.names[about] }) };
}

/** Whose name belongs into the sentence. */
const isAbout: Partial<Record<BookingRefusal["code"], Exclude<ResourceKind, "patient">>> = {
  "outside-working-hours": "physician",
  "physician-inactive": "physician",
  "room-inactive": "room",
  "room-not-shielded": "room",
  "device-inactive": "device",
  "device-elsewhere": "device",
  "wrong-device": "device",
};

export const nameOf = (clinic: ClinicFacts, id: string) =>
  [...clinic.physicians, ...clinic.rooms, ...clinic.devices].find((one) => one.id === id)?.name ?? "";
