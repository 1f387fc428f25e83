import { eq, sql } from "drizzle-orm";
import type { Asking, Work } from "db/command";
import { newId } from "db/new-id";
import type { PlanFacts } from "db/reads/plan-facts";
import { sessionMoves, sessions } from "db/schema";
import { replaceClaims } from "db/writes/claims";
import { notify } from "db/writes/notify";
import { claimsOf, renumberPlan } from "db/writes/sessions";
import { refuse } from "~/domain/refusals";
import { whyNotMoveTo } from "~/domain/session";
import { clockAt, dayOf } from "~/domain/time";
import { cannotBook, factsFor, movingOf, timesOf, type Asked } from "./asked.server";
import { nearestTo, withoutOthers, type Facts } from "./facts.server";
import { judge, type Judgement } from "./judge.server";
import type { LockedSession } from "./lock.server";

/** A session under its lock, where it is to be, and the reasons that may explain a gap there, the first that will do. */
export interface Moving {
  session: LockedSession;
  asked: Asked;
  gapReasons: readonly (string | null)[];
}

type Placed = Extract<Judgement, { ok: true }>;

const about = (recordId: string) => ({ action: "session.move", noun: "session", recordId });

interface MoveOptions {
  /** Told what each was judged by. */
  onFacts?: (moving: Moving, facts: Facts) => void;
  /** Sessions of the same plan that will stand beside them once this transaction is over. */
  alongside?: PlanFacts["sessions"];
}

/**
 * Gives several sessions other times, places or people, all or none: each is judged with the others where they are to be,
 * and none stands in another's way with the place that it leaves. Callers hold the locks.
 */
export async function moveAll(
  { tx, audit }: Work,
  asking: Asking,
  all: readonly Moving[],
  { onFacts, alongside = [] }: MoveOptions = {},
): Promise<void> {
  const reads = await Promise.all(
    all.map(({ session, asked }) => factsFor(tx, asking, session.planId, asked, movingOf(session))),
  );
  const moves = all.map((moving, index) => ({ ...moving, facts: reads[index] ?? refuse("not-found") }));
  const placed = moves.map((moving) => {
    const facts = amongOthers(moving.facts, moving, moves, alongside);
    onFacts?.(moving, facts);
    return { ...moving, ...judged(facts, moving, asking.now) };
  });
  const plans = [...new Set(placed.map(({ session }) => session.planId))];
  const togetherId = placed.length > 1 ? newId(asking.now) : null;
  await Promise.all([
    ...placed.map(async ({ session, asked, place, gapReason }) => {
      await tx
        .update(sessions)
        .set({
          ...place,
          clinicId: asked.clinicId,
          gapReason,
          // Where it goes it stands by itself.
          overbookReason: null,
          displacedAt: null,
          displacedBy: null,
          confirmedAt: null,
          version: sql`${sessions.version} + 1`,
        })
        .where(eq(sessions.id, session.id));
    }),
    replaceClaims(tx, {
      release: placed.map(({ session }) => ({ sessionId: session.id })),
      take: placed.flatMap(({ session, place }) =>
        claimsOf({ id: session.id, patientId: session.patientId, ...place }),
      ),
    }),
    ...plans.map((planId) => renumberPlan(tx, planId)),
    noteMoves(tx, asking, placed, togetherId),
    ...placed.map(({ session, asked, place: { startsAt, physicianId, roomId } }) =>
      audit({
        ...about(session.id),
        clinicId: asked.clinicId,
        patientId: session.patientId,
        before: { startsAt: session.startsAt, physicianId: session.physicianId, roomId: session.roomId },
        after: { startsAt, physicianId, roomId, ...(togetherId && { togetherId }) },
      }),
    ),
  ]);
  await notify(tx, {
    clinicIds: [...new Set(placed.flatMap(({ session, asked }) => [session.clinicId, asked.clinicId]))],
    noun: "session",
    days: [
      ...new Set(placed.flatMap(({ session, asked }) => [dayOf(session.startsAt, session.zone), asked.day])),
    ],
  });
}

async function noteMoves(
  tx: Work["tx"],
  { actor, now }: Asking,
  placed: readonly Moving[],
  togetherId: string | null,
) {
  await tx.insert(sessionMoves).values(
    placed.map(({ session }) => ({
      sessionId: session.id,
      fromStartsAt: session.startsAt,
      fromClinicId: session.clinicId,
      fromRoomId: session.roomId,
      fromPhysicianId: session.physicianId,
      fromDeviceId: session.deviceId,
      fromDisplacedAt: session.displacedAt,
      fromDisplacedBy: session.displacedBy,
      togetherId,
      movedAt: now,
      movedBy: actor.id,
    })),
  );
}

/** The first reason that will do; where none is needed, the session keeps none but what was typed. */
function judged(facts: Facts, { session, asked, gapReasons }: Moving, now: Date) {
  let gapReason: string | null = gapReasons[0] || null;
  let judgement = judge(facts, { ...asked, gapReason });
  for (const reason of gapReasons.slice(1)) {
    if (judgement.ok || !judgement.onlyAReasonIsMissing || !reason) continue;
    gapReason = reason;
    judgement = judge(facts, { ...asked, gapReason });
  }
  const startsAt = judgement.ok ? judgement.startsAt : session.startsAt;
  const refusal = whyNotMoveTo(session, startsAt, now);
  if (refusal) refuse(refusal);
  if (!judgement.ok) return cannotBook(judgement);
  return { place: placeOf(judgement, facts), gapReason };
}

function placeOf({ physicianId, roomId, deviceId, startsAt }: Placed, { plan, moving }: Facts) {
  return { physicianId, roomId, deviceId, ...timesOf(startsAt, moving?.phases ?? plan.phases) };
}

/** The facts with the others of the same plan where they are to be, and nothing taken by what they leave. */
function amongOthers(
  facts: Facts,
  own: Moving,
  all: readonly (Moving & { facts: Facts })[],
  alongside: PlanFacts["sessions"],
): Facts {
  const others = new Map(
    all.filter((one) => one.session.id !== own.session.id).map((one) => [one.session.id, one]),
  );
  const sessionsThen: PlanFacts["sessions"] = facts.plan.sessions.map((session) => {
    const other = others.get(session.id);
    if (!other) return session;
    const { asked } = other;
    const startsAt = nearestTo(clockAt(asked.day, asked.startMinute, other.facts.clinic.zone));
    return { ...session, startsAt, day: asked.day, clinicId: asked.clinicId, displaced: false };
  });
  const sessions = [...sessionsThen, ...alongside];
  return withoutOthers({ ...facts, plan: { ...facts.plan, sessions } }, new Set(others.keys()));
}
