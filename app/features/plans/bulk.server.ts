import { asc, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import { db } from "db/client";
import type { Asking } from "db/command";
import { uuids, visiblePlan } from "db/scope";
import { clinics, patients, plans, sessions } from "db/schema";
import { releasesSessions, whyNot, type PlanRefusal } from "~/domain/plan";
import type { Refusal } from "~/domain/refusals";
import type { PlanStatus, Region, Side } from "~/domain/vocabulary";
import { whenWords } from "~/domain/words-of-time";
import type { movePlansForm } from "./forms";
import { futureSessions, movePlan } from "./moves.server";

export const MOST_AT_ONCE = 50;

export interface PlanPreview {
  id: string;
  patient: string;
  region: Region;
  side: Side;
  status: PlanStatus;
  whyNot: PlanRefusal | null;
  /** The sessions that would go with it. */
  released: { id: string; words: string }[];
}

/** What holding or resuming these plans would do to each, before it is done. */
export async function previewMoves(
  { actor, now }: Pick<Asking, "actor" | "now">,
  ids: readonly string[],
  move: "hold" | "resume",
): Promise<PlanPreview[]> {
  const chosen = await db
    .select({
      id: plans.id,
      status: plans.status,
      region: plans.region,
      side: plans.side,
      patient: sql<string>`${patients.givenName} || ' ' || ${patients.familyName}`,
    })
    .from(plans)
    .innerJoin(patients, sql`${patients.id} = ${plans.patientId}`)
    .where(sql`${plans.id} = any (${uuids(ids.slice(0, MOST_AT_ONCE))}) and ${visiblePlan(actor)}`)
    .orderBy(asc(patients.familyName), asc(plans.id));
  if (chosen.length === 0) return [];
  const standing = await db
    .select({
      id: sessions.id,
      planId: sessions.planId,
      status: sessions.status,
      startsAt: sessions.startsAt,
      zone: clinics.zone,
    })
    .from(sessions)
    .innerJoin(clinics, sql`${clinics.id} = ${sessions.clinicId}`)
    .where(
      inArray(
        sessions.planId,
        chosen.map(({ id }) => id),
      ),
    )
    .orderBy(asc(sessions.startsAt), asc(sessions.id));
  return chosen.map(({ id, status, ...plan }) => {
    const own = standing.filter(({ planId }) => planId === id);
    const facts = {
      status,
      performedSessions: own.filter((session) => session.status === "performed").length,
      sessionUnderWay: own.some((session) => ["arrived", "in-treatment"].includes(session.status)),
    };
    const released = releasesSessions(move) ? futureSessions({ sessions: own }, now) : [];
    return {
      id,
      status,
      ...plan,
      whyNot: whyNot(facts, move),
      released: released.map((session) => ({
        id: session.id,
        words: whenWords(session.startsAt, session.zone),
      })),
    };
  });
}

/** One plan after the other, each whole; the first refusal is told, and the preview shows which are left. */
export async function movePlans(
  asking: Asking,
  { move, reason, plans: wanted }: z.output<typeof movePlansForm>,
): Promise<{ moved: number; refusal: Refusal | null }> {
  let moved = 0;
  let refusal: Refusal | null = null;
  for (const { id, released } of wanted) {
    const outcome = await movePlan(asking, id, { move, reason, stopReason: null, released });
    if (outcome.ok) moved += 1;
    else refusal ??= outcome.refusal;
  }
  return { moved, refusal };
}
