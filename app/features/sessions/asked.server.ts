import { db, type Run } from "db/client";
import type { Asking, Outcome } from "db/command";
import type { PlanFacts } from "db/reads/plan-facts";
import { loadPlaceFacts, type PlaceFacts } from "db/reads/place-facts";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import { phasesOf, type PhaseMinutes } from "~/domain/session";
import { dayOf, minutesOf as clockMinutesOf, type Zone } from "~/domain/time";
import { whichOfTwo, type Facts, type Place } from "./facts.server";
import { judge, type Judgement } from "./judge.server";
import { alternativesTo } from "./openings.server";

export interface Asked extends Place {
  clinicId: string;
}

/** All that decides whether a plan's session can stand where it is asked for. Another clinic's plan looks missing. */
export async function factsFor(
  run: Run,
  asking: Asking,
  planId: string,
  asked: Asked,
  moving: Facts["moving"],
): Promise<Facts> {
  return factsOf(await loadPlaceFacts(run, planId, asked), asking, moving);
}

/** What was read, where this actor may book with it. */
export function factsOf({ plan, clinic, taken }: PlaceFacts, asking: Asking, moving: Facts["moving"]): Facts {
  if (!plan || !clinic || !isVisible(asking, plan)) return refuse("not-found");
  if (!may(asking.actor, "session.write", { clinicIds: [clinic.id], physicianId: plan.physicianId })) {
    return refuse(asking.actor.clinicIds.includes(clinic.id) ? "not-allowed" : "not-found");
  }
  return {
    plan,
    clinic,
    taken,
    now: asking.now,
    moving,
    ownClinicIds: asking.actor.clinicIds,
    mayOverbook: asking.actor.mayOverbook ?? false,
  };
}

/** A plan is visible at its home clinic and at its sessions' clinics. */
export function isVisible({ actor }: Pick<Asking, "actor">, plan: PlanFacts): boolean {
  return may(actor, "plan.read", {
    clinicIds: [plan.clinicId, ...plan.sessions.map((session) => session.clinicId)],
  });
}

/** The refusal for a place that cannot be had, with every reason, and which field could mend it. */
export const cannotBook = ({
  reasons,
  onlyAReasonIsMissing,
  mayBeOverbooked,
}: Extract<Judgement, { ok: false }>) =>
  refuse("cannot-book", {
    reasons,
    ...(onlyAReasonIsMissing && { field: "gapReason" }),
    ...(mayBeOverbooked && { field: "overbookReason" }),
  });

/** What a command was asked for, and the facts that it judged by once it has them. */
export interface Attempt {
  asked: Asked;
  facts: Facts | null;
}

/** After a refusal, outside the transaction and its locks: why, by name, and what could be booked instead. */
export async function withAlternatives<T>(
  outcome: Outcome<T>,
  { asked, facts }: Attempt,
): Promise<Outcome<T>> {
  if (outcome.ok || !facts) return outcome;
  const { refusal } = outcome;
  if (refusal.code !== "cannot-book" && refusal.code !== "taken") return outcome;
  const [alternatives, reasons] = await Promise.all([
    alternativesTo(db, facts, asked),
    refusal.code === "taken" ? reasonsNow(facts, asked) : refusal.reasons,
  ]);
  return { ok: false, refusal: { ...refusal, ...(reasons && { reasons }), alternatives } };
}

/** Whoever took it meanwhile now stands in the facts, and is told by name; or has gone again. */
async function reasonsNow(facts: Facts, asked: Asked) {
  const { plan, clinic, taken } = await loadPlaceFacts(db, facts.plan.id, asked);
  const judged = judge({ ...facts, plan: plan ?? facts.plan, clinic: clinic ?? facts.clinic, taken }, asked);
  return judged.ok ? [] : judged.reasons;
}

export const timesOf = (startsAt: Date, minutes: PhaseMinutes) => {
  const { period, treatment } = phasesOf(startsAt, minutes);
  return { startsAt, treatFrom: treatment.start, treatTo: treatment.end, endsAt: period.end };
};

/** A place that a session has or had, as it would be asked for: on its clinic's clock. */
export function placeOf(had: {
  clinicId: string;
  startsAt: Date;
  physicianId: string;
  roomId: string;
  deviceId: string;
  zone: Zone;
}): Asked {
  const { clinicId, physicianId, roomId, deviceId, startsAt, zone } = had;
  const [day, startMinute] = [dayOf(startsAt, zone), clockMinutesOf(startsAt, zone)];
  const which = whichOfTwo(startsAt, zone);
  return { clinicId, physicianId, roomId, deviceId, day, startMinute, which, gapReason: null };
}

/** What keeps a session from standing in its own way. */
export const movingOf = (session: Times & Omit<NonNullable<Facts["moving"]>, "phases">) => ({
  id: session.id,
  physicianId: session.physicianId,
  roomId: session.roomId,
  deviceId: session.deviceId,
  startsAt: session.startsAt,
  phases: minutesOf(session),
});

interface Times {
  startsAt: Date;
  treatFrom: Date;
  treatTo: Date;
  endsAt: Date;
}

/** A session keeps its own phases: a protocol's later change moves nothing that is booked. */
export function minutesOf({ startsAt, treatFrom, treatTo, endsAt }: Times): PhaseMinutes {
  const between = (from: Date, until: Date) => (until.getTime() - from.getTime()) / 60_000;
  return {
    prepare: between(startsAt, treatFrom),
    treat: between(treatFrom, treatTo),
    recover: between(treatTo, endsAt),
  };
}
