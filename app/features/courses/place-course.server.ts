import type { Asking, Work } from "db/command";
import type { PlaceFacts } from "db/reads/place-facts";
import type { PlanFacts } from "db/reads/plan-facts";
import { replaceClaims } from "db/writes/claims";
import { notify } from "db/writes/notify";
import { claimsOf, insertSessions, renumberPlan } from "db/writes/sessions";
import { refuse } from "~/domain/refusals";
import { isLive } from "~/domain/session";
import { clockAt, type Day } from "~/domain/time";
import { cannotBook, factsOf, timesOf } from "~/features/sessions/asked.server";
import { nearestTo } from "~/features/sessions/facts.server";
import { judge } from "~/features/sessions/judge.server";
import type { BookCourse } from "./forms";

/** The places of a course's further sessions, as they were read under the plan's lock: all are booked, or it is refused. */
export async function placeCourse(
  { tx, audit }: Work,
  asking: Asking,
  {
    planId,
    places,
    gapReason,
  }: Pick<BookCourse, "gapReason"> & { planId: string; places: BookCourse["session"] },
  reads: readonly PlaceFacts[],
  sessionIds: readonly string[],
): Promise<void> {
  const asked = places.map((place, index) => {
    const facts = factsOf(reads[index] ?? refuse("not-found"), asking, null);
    const startsAt = nearestTo(clockAt(place.day, place.startMinute, facts.clinic.zone));
    return { id: sessionIds[index] ?? "", place: { ...place, gapReason }, facts, startsAt };
  });
  const booked = asked.map(({ id, place, facts }) => {
    const others = asked.filter((one) => one.id !== id);
    const plan = withOthers(facts.plan, others);
    // A reason explains the gap that needs one, and no other.
    const bare = judge({ ...facts, plan }, { ...place, gapReason: null });
    const judged = bare.ok ? bare : judge({ ...facts, plan }, place);
    if (!judged.ok) return cannotBook(judged);
    const { startsAt, physicianId, roomId, deviceId } = judged;
    return {
      id,
      planId,
      patientId: plan.patientId,
      clinicId: place.clinicId,
      physicianId,
      roomId,
      deviceId,
      ...timesOf(startsAt, plan.phases),
      gapReason: bare.ok ? null : gapReason || null,
      bookedAt: asking.now,
      bookedBy: asking.actor.id,
    };
  });
  const [first] = asked;
  const standing = first?.facts.plan.sessions.filter(({ status }) => isLive(status)).length ?? 0;
  await Promise.all([
    insertSessions(
      tx,
      booked.map((session, index) => ({ ...session, ordinal: standing + index + 1 })),
    ),
    replaceClaims(tx, { take: booked.flatMap(claimsOf) }),
    renumberPlan(tx, planId),
    audit({
      action: "course.book",
      noun: "plan",
      recordId: planId,
      clinicId: first?.facts.plan.clinicId ?? null,
      patientId: first?.facts.plan.patientId ?? null,
      after: {
        sessions: booked.map(({ id, startsAt, physicianId, roomId, deviceId }) => ({
          id,
          startsAt,
          physicianId,
          roomId,
          deviceId,
        })),
      },
    }),
    notify(tx, { clinicIds: unique(places, "clinicId"), noun: "session", days: unique(places, "day") }),
  ]);
}

/** The plan as it would be with the course's other sessions in their places. */
function withOthers(
  plan: PlanFacts,
  others: readonly {
    id: string;
    startsAt: Date;
    place: { day: Day; clinicId: string; physicianId: string };
  }[],
): PlanFacts {
  const added = others.map(({ id, startsAt, place }) => ({
    id,
    startsAt,
    day: place.day,
    clinicId: place.clinicId,
    physicianId: place.physicianId,
    ordinal: 0,
    status: "booked" as const,
    displaced: false,
    gapExplained: false,
  }));
  return { ...plan, sessions: [...plan.sessions, ...added] };
}

const unique = <K extends string>(places: readonly Record<K, string>[], key: K): string[] => [
  ...new Set(places.map((place) => place[key])),
];
