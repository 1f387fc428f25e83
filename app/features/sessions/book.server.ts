import type { z } from "zod";
import { command, type Asking, type Outcome } from "db/command";
import { newId } from "db/new-id";
import { loadPlaceFacts } from "db/reads/place-facts";
import { replaceClaims } from "db/writes/claims";
import { notify } from "db/writes/notify";
import { claimsOf, insertSessions, renumberPlan } from "db/writes/sessions";
import { isLive } from "~/domain/session";
import { cannotBook, factsOf, timesOf, withAlternatives, type Attempt } from "./asked.server";
import type { Facts } from "./facts.server";
import type { bookForm } from "./forms";
import { judge } from "./judge.server";
import { takeKey } from "./keys.server";
import { lockPlan } from "./lock.server";

/**
 * Books one session of a plan, in two volleys: what is sent together is done in the order in which it is sent, so that
 * the facts are read under the plan's lock and the claims find their session. The same key with the same answers books
 * once, however often it is sent.
 */
export async function bookSession(
  asking: Asking,
  input: z.output<typeof bookForm>,
): Promise<Outcome<{ sessionId: string }>> {
  const about = { action: "session.book", noun: "session" };
  const attempt: Attempt = { asked: input, facts: null };
  const outcome = await command(asking, about, async ({ tx, audit }) => {
    const sessionId = newId(asking.now);
    const [earlier, , read] = await Promise.all([
      takeKey(tx, asking, input, { sessionId }),
      lockPlan(tx, input.planId),
      loadPlaceFacts(tx, input.planId, input),
    ]);
    if (earlier) return earlier;
    const facts = factsOf(read, asking, null);
    attempt.facts = facts;
    const judged = judge(facts, input);
    if (!judged.ok) return cannotBook(judged);
    const { physicianId, roomId, deviceId, startsAt } = judged;
    const { patientId } = facts.plan;
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
          planId: input.planId,
          clinicId: input.clinicId,
          ordinal,
          gapReason: input.gapReason || null,
          bookedAt: asking.now,
          bookedBy: asking.actor.id,
        },
      ]),
      replaceClaims(tx, { take: claimsOf(session) }),
      !isLast && renumberPlan(tx, input.planId),
      audit({
        ...about,
        recordId: sessionId,
        clinicId: input.clinicId,
        patientId,
        after: { planId: input.planId, startsAt, physicianId, roomId, deviceId },
      }),
      notify(tx, { clinicIds: [input.clinicId], noun: "session", days: [input.day] }),
    ]);
    return { sessionId };
  });
  return withAlternatives(outcome, attempt);
}

function placeInCourse({ plan }: Facts, startsAt: Date) {
  const standing = plan.sessions.filter((session) => isLive(session.status));
  const before = standing.filter((session) => session.startsAt < startsAt).length;
  return { ordinal: before + 1, isLast: before === standing.length };
}
