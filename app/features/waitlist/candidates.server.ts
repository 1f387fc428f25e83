import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Asking } from "db/command";
import { loadDaysFacts } from "db/reads/place-facts";
import { loadPlanFacts, type PlanFacts } from "db/reads/plan-facts";
import { uuids } from "db/scope";
import type { Busy } from "~/domain/booking";
import { candidateFor, inOrderOfNeed, type Candidate } from "~/domain/refill";
import { dayBounds, dayOf } from "~/domain/time";
import { isLive } from "~/domain/session";
import { withoutOthers, type Facts } from "~/features/sessions/facts.server";
import { openingsBetween } from "~/features/sessions/openings.server";
import { readOffers } from "./offers-read.server";
import { findGivenBack, type GivenBack } from "./place.server";
import type { CandidateView, RefillView } from "./view";
import { readWaiting, type WaitingPlan } from "./waiting.server";

const SHOWN = 12;

/** Who could use the place of a session that was given back, the most pressing first; null where there is none for the actor. */
export async function findRefill(asking: Asking, sessionId: string): Promise<RefillView | null> {
  const { actor, now } = asking;
  const place = await findGivenBack(db, actor, sessionId);
  if (!place) return null;
  const today = dayOf(now, place.zone);
  const base = { place: placeView(place), asOf: now, offers: await readOffers(sessionId, now) };
  const none = { ...base, candidates: [], more: 0 };
  if (place.startsAt <= now) return { ...none, gone: "over" };
  const free = await FreeThere.load(asking, place);
  const itsPlan = await loadPlanFacts(db, place.planId);
  if (!free || !itsPlan || !free.isFor(itsPlan, null)) return { ...none, gone: "taken" };
  const waiting = await readWaiting(db, actor, place.clinicId);
  const byPlan = new Map(waiting.map((one) => [one.plan.id, one]));
  const ranked = inOrderOfNeed(
    waiting.flatMap((one) => candidateFor(place, courseOf(one), { now, today }) ?? []),
  );
  await free.learnPatients(ranked.flatMap(({ planId }) => byPlan.get(planId)?.plan.patientId ?? []));
  const able = ranked.filter(({ planId, movesId }) => {
    const one = byPlan.get(planId);
    return one !== undefined && free.isFor(one.plan, movesId);
  });
  const shown = able.slice(0, SHOWN);
  const versions = await versionsOf(shown);
  return {
    ...base,
    gone: null,
    candidates: shown.flatMap((candidate) => {
      const one = byPlan.get(candidate.planId);
      return one ? [viewOf(candidate, one, versions)] : [];
    }),
    more: able.length - shown.length,
  };
}

export const courseOf = ({ plan, wish }: Pick<WaitingPlan, "plan" | "wish">) => ({
  ...plan,
  planId: plan.id,
  wish,
});

/** What is free at the place's clinic on its day. */
class FreeThere {
  private constructor(
    private readonly place: GivenBack,
    private readonly facts: Omit<Facts<Busy>, "plan">,
  ) {}

  static async load({ actor, now }: Asking, place: GivenBack): Promise<FreeThere | null> {
    const days = { from: place.day, to: place.day };
    const { clinic, busy } = await loadDaysFacts(db, place.clinicId, place.planId, days);
    if (!clinic) return null;
    return new FreeThere(place, { clinic, taken: busy, now, moving: null, ownClinicIds: actor.clinicIds });
  }

  /** When these patients are busy on that day, wherever. */
  async learnPatients(patientIds: readonly string[]): Promise<void> {
    const { start, end } = dayBounds(this.place.day, this.place.zone);
    const rows = await db.execute<{
      id: string;
      from_ms: number;
      until_ms: number;
      session_id: string | null;
    }>(sql`
      select resource_id as id, extract(epoch from lower(during))::float8 * 1000 as from_ms,
        extract(epoch from upper(during))::float8 * 1000 as until_ms, session_id
      from claims where resource_id = any (${uuids(patientIds)})
        and during && tstzrange(${start.toISOString()}, ${end.toISOString()})`);
    for (const { id, from_ms, until_ms, session_id } of rows) {
      const known = this.facts.taken.get(id) ?? [];
      this.facts.taken.set(id, [...known, { start: from_ms, end: until_ms, sessionId: session_id }]);
    }
  }

  /** With the place's own physician, in any room and with any device that suits. */
  isFor(plan: PlanFacts, movesId: string | null): boolean {
    const { day, physicianId, startsAt } = this.place;
    const facts = withoutOthers({ ...this.facts, plan }, new Set(movesId === null ? [] : [movesId]));
    return openingsBetween(facts, day, day, { physicianId }).some(
      (opening) => opening.startsAt.getTime() === startsAt.getTime(),
    );
  }
}

async function versionsOf(candidates: readonly Candidate[]): Promise<Map<string, number>> {
  const ids = candidates.flatMap(({ movesId }) => movesId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await db.execute<{ id: string; version: number }>(
    sql`select id, version from sessions where id = any (${uuids(ids)})`,
  );
  return new Map(rows.map(({ id, version }) => [id, version]));
}

function viewOf(
  candidate: Candidate,
  one: WaitingPlan,
  versions: ReadonlyMap<string, number>,
): CandidateView {
  const { plan, wish: _, ...who } = one;
  const { movesId, planId } = candidate;
  const moves = plan.sessions.find(({ id }) => id === movesId);
  const live = plan.sessions.filter(({ status }) => isLive(status)).length;
  return {
    ...who,
    planId,
    region: plan.region,
    side: plan.side,
    guidance: plan.guidance,
    kind: candidate.kind,
    ordinal: moves?.ordinal ?? live + 1,
    plannedSessions: plan.plannedSessions,
    gapDays: candidate.gapDays,
    lateDays: candidate.lateDays,
    daysGained: candidate.daysGained,
    otherPhysician: candidate.otherPhysician,
    inTime: candidate.inTime,
    movesFrom: moves?.startsAt ?? null,
    value: moves ? `${planId} ${moves.id} ${String(versions.get(moves.id) ?? 0)}` : planId,
  };
}

const placeView = ({ sessionId, clinicId, clinic, zone, startsAt, physician, room }: GivenBack) => ({
  sessionId,
  clinicId,
  clinic,
  zone,
  startsAt,
  physician,
  room,
});
