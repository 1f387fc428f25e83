import type { z } from "zod";
import { command, type Asking, type Outcome, type Work } from "db/command";
import { newId } from "db/new-id";
import { loadPlaceFacts } from "db/reads/place-facts";
import { replaceClaims } from "db/writes/claims";
import { notify } from "db/writes/notify";
import { claimsOf, insertSessions, renumberPlan } from "db/writes/sessions";
import { isLive } from "~/domain/session";
import { cannotBook, factsOf, timesOf, withAlternatives, type Asked, type Attempt } from "./asked.server";
import type { Facts } from "./facts.server";
import type { bookForm } from "./forms";
import { judge } from "./judge.server";
import { takeKey } from "./keys.server";
import { lockPlan } from "./lock.server";

const about = { action: "session.book", noun: "session" };

/**
 * Books one session of a plan, in two volleys: what is sent together is done in the order in which it is sent, so that
 * the facts are read under the plan's lock and the claims find their session. The same key with the same answers books
 * once, however often it is sent.
 */
export async function bookSession(
  asking: Asking,
  input: z.output<typeof bookForm>,
): Promise<Outcome<{ sessionId: string }>> {
  const attempt: Attempt = { asked: input, facts: null };
  const outcome = await command(asking, about, async (work) => {
    const { tx } = work;
    const sessionId = newId(asking.now);
    const [earlier, , read] = await Promise.all([
      takeKey(tx, asking, input, { sessionId }),
      lockPlan(tx, input.planId),
      loadPlaceFacts(tx, input.planId, input),
    ]);
    if (earlier) return earlier;
    attempt.facts = factsOf(read, asking, null);
    await writeBooking(work, asking, { ...input, sessionId }, attempt.facts);
    return { sessionId };
  });
  return withAlternatives(outcome, attempt);
}

/** Writes one session where it may stand, with claims, audit and news. Callers hold the plan's lock, and read the facts under it. */
export async function writeBooking(
  { tx, audit }: Work,
  asking: Asking,
  input: Asked & { planId: string; sessionId: string },
  facts: Facts,
): Promise<void> {
  const judged = judge(facts, input);
  if (!judged.ok) return cannotBook(judged);
  const { physicianId, roomId, deviceId, startsAt, isOver } = judged;
  const overbookReason = isOver ? (input.overbookReason ?? null) : null;
  const { patientId } = facts.plan;
  const { sessionId, planId, clinicId } = input;
  const session = {
    id: sessionId,
    patientId,
    physicianId,
    roomId,
    deviceId,
    ...timesOf(startsAt, facts.plan.phases),
  };
  const { ordinal, isLast } = placeInCourse(facts, startsAt);
  await Promise.all([
    insertSessions(tx, [
      {
        ...session,
        planId,
        clinicId,
        ordinal,
        gapReason: input.gapReason || null,
        overbookReason,
        bookedAt: asking.now,
        bookedBy: asking.actor.id,
      },
    ]),
    replaceClaims(tx, isOver ? overOthers(session) : { take: claimsOf(session) }),
    !isLast && renumberPlan(tx, planId),
    audit({
      ...about,
      recordId: sessionId,
      clinicId,
      patientId,
      after: { planId, startsAt, physicianId, roomId, deviceId, ...(overbookReason && { overbookReason }) },
    }),
    notify(tx, { clinicIds: [clinicId], noun: "session", days: [input.day] }),
  ]);
}

/** All of it but the patient may stand over what others hold. */
export function overOthers(session: Parameters<typeof claimsOf>[0]) {
  const isPatients = ({ resourceId }: { resourceId: string }) => resourceId === session.patientId;
  const claims = claimsOf(session);
  return { take: claims.filter(isPatients), over: claims.filter((claim) => !isPatients(claim)) };
}

function placeInCourse({ plan }: Facts, startsAt: Date) {
  const standing = plan.sessions.filter((session) => isLive(session.status));
  const before = standing.filter((session) => session.startsAt < startsAt).length;
  return { ordinal: before + 1, isLast: before === standing.length };
}
