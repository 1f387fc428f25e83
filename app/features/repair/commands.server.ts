import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { command, type Asking, type Outcome, type Work } from "db/command";
import { newId } from "db/new-id";
import { whoChanged } from "db/reads/who-changed";
import { uuids } from "db/scope";
import { repairCalls } from "db/schema";
import { notify } from "db/writes/notify";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import { takeKey } from "~/features/sessions/keys.server";
import { lockSessions } from "~/features/sessions/lock.server";
import { moveAll } from "~/features/sessions/move-all.server";
import type { MoveCourses } from "./forms";

/**
 * Puts the chosen courses right as they were shown, all of them or none: whatever was moved or taken meanwhile refuses the
 * whole, and the list is made anew. All of it is taken back as one. A patient who was to be called first is off that list.
 */
export function repairCourses(
  asking: Asking,
  { key, course, moves, gapReason }: MoveCourses,
): Promise<Outcome<{ sessionId: string; courses: number; sessions: number }>> {
  const about = { action: "course.repair", noun: "plan" };
  return command(asking, about, async (work) => {
    const wanted = moves.filter(({ planId }) => course.includes(planId));
    const [first] = wanted;
    if (!first) return refuse("repair-changed");
    const planIds = [...new Set(wanted.map(({ planId }) => planId))];
    const done = { sessionId: first.sessionId, courses: planIds.length, sessions: wanted.length };
    const earlier = await takeKey(work.tx, asking, { key, wanted, gapReason }, done);
    if (earlier) return earlier;
    const locked = await lockSessions(
      work.tx,
      asking.actor,
      wanted.map(({ sessionId }) => sessionId),
    );
    const all = await Promise.all(
      locked.map(async (session, index) => {
        const to = wanted[index];
        if (!to || to.planId !== session.planId) return refuse("not-found");
        if (session.version !== to.version) refuse("stale", await whoChanged(work.tx, "session", session.id));
        return {
          session,
          asked: { ...to, gapReason: null },
          gapReasons: [null, session.gapReason, gapReason],
        };
      }),
    );
    await moveAll(work, asking, all);
    await close(work, asking, planIds);
    return done;
  });
}

/** Puts courses on the list of patients who are to be called before anything is moved. */
export function handToCalls(asking: Asking, planIds: readonly string[]): Promise<Outcome<{ count: number }>> {
  return command(asking, { action: "repair.hand-over", noun: "plan" }, async (work) => {
    const plans = await lockBroken(work, asking, planIds);
    // One whose call was closed by the sessions' having been moved may still stand open.
    await close(work, asking, planIds);
    await work.tx.insert(repairCalls).values(
      plans.map(({ id }) => ({
        id: newId(asking.now),
        planId: id,
        handedAt: asking.now,
        handedBy: asking.actor.id,
      })),
    );
    await Promise.all(
      plans.map(({ id, clinicId, patientId }) =>
        work.audit({ action: "repair.hand-over", noun: "plan", recordId: id, clinicId, patientId }),
      ),
    );
    await tell(work, plans);
    return { count: plans.length };
  });
}

/** Notes that somebody called and did not reach the patient, or what was said. */
export function noteTry(
  asking: Asking,
  planId: string,
  note: string,
): Promise<Outcome<{ attempts: number }>> {
  const about = { action: "repair.call", noun: "plan", recordId: planId };
  return command(asking, about, async (work) => {
    const plans = await lockBroken(work, asking, [planId]);
    const [call] = await work.tx
      .update(repairCalls)
      .set({
        attempts: sql`${repairCalls.attempts} + 1`,
        triedAt: asking.now,
        triedBy: asking.actor.id,
        ...(note && { note }),
      })
      .where(and(eq(repairCalls.planId, planId), isNull(repairCalls.closedAt)))
      .returning({ attempts: repairCalls.attempts });
    if (!call) return refuse("repair-changed");
    const [plan] = plans;
    await work.audit({
      ...about,
      clinicId: plan?.clinicId ?? null,
      patientId: plan?.patientId ?? null,
      after: call,
    });
    await tell(work, plans);
    return call;
  });
}

/** Takes a course off that list, back among those that are moved without a call. */
export function takeFromCalls(asking: Asking, planId: string): Promise<Outcome<undefined>> {
  const about = { action: "repair.take-back", noun: "plan", recordId: planId };
  return command(asking, about, async (work) => {
    const plans = await lockBroken(work, asking, [planId]);
    await close(work, asking, [planId]);
    const [plan] = plans;
    await work.audit({ ...about, clinicId: plan?.clinicId ?? null, patientId: plan?.patientId ?? null });
    await tell(work, plans);
    return undefined;
  });
}

interface LockedPlan {
  id: string;
  clinicId: string;
  patientId: string;
  physicianId: string;
  clinicIds: string[];
}

/** The plans under their locks, where this actor may book for them and they still have displaced sessions. */
async function lockBroken(
  { tx }: Work,
  { actor }: Asking,
  planIds: readonly string[],
): Promise<LockedPlan[]> {
  const rows = await tx.execute<LockedPlan & Record<string, unknown>>(sql`
    select p.id, p.clinic_id as "clinicId", p.patient_id as "patientId", p.physician_id as "physicianId",
      array(select distinct s.clinic_id::text from sessions s where s.plan_id = p.id and s.displaced_at is not null)
        as "clinicIds"
    from plans p where p.id = any (${uuids(planIds)}) order by p.id for no key update`);
  const own = rows.filter(({ clinicId, clinicIds }) =>
    may(actor, "plan.read", { clinicIds: [clinicId, ...clinicIds] }),
  );
  if (own.length !== new Set(planIds).size) return refuse("not-found");
  if (own.some(({ clinicIds }) => clinicIds.length === 0)) return refuse("repair-changed");
  const mayBook = own.every(({ clinicIds, physicianId }) =>
    may(actor, "session.write", { clinicIds, physicianId }),
  );
  return mayBook ? own : refuse("not-allowed");
}

const close = ({ tx }: Work, { actor, now }: Asking, planIds: readonly string[]) =>
  tx
    .update(repairCalls)
    .set({ closedAt: now, closedBy: actor.id })
    .where(and(inArray(repairCalls.planId, [...planIds]), isNull(repairCalls.closedAt)));

const tell = ({ tx }: Work, plans: readonly LockedPlan[]) =>
  notify(tx, { clinicIds: [...new Set(plans.flatMap(({ clinicIds }) => clinicIds))], noun: "plan" });
