import type { z } from "zod";
import { command, type Asking, type Outcome } from "db/command";
import { whoChanged } from "db/reads/who-changed";
import { refuse } from "~/domain/refusals";
import { withAlternatives, type Attempt } from "./asked.server";
import type { moveForm } from "./forms";
import { takeKey } from "./keys.server";
import { lockSessions } from "./lock.server";
import { moveAll } from "./move-all.server";

const about = (recordId: string) => ({ action: "session.move", noun: "session", recordId });

/**
 * Gives a session another time, place or people; and in the same stroke those of the later ones that were asked for with
 * it. No other is changed.
 */
export async function moveSession(
  asking: Asking,
  sessionId: string,
  input: z.output<typeof moveForm>,
): Promise<Outcome<{ sessionId: string }>> {
  const attempt: Attempt = { asked: input, facts: null };
  const outcome = await command(asking, about(sessionId), async (work) => {
    const earlier = await takeKey(work.tx, asking, { ...input, sessionId }, { sessionId });
    if (earlier) return earlier;
    const asked = [{ ...input, sessionId }, ...input.later];
    const locked = await lockSessions(
      work.tx,
      asking.actor,
      asked.map((one) => one.sessionId),
    );
    const [own] = locked;
    const all = await Promise.all(
      locked.map(async (session, index) => {
        const to = asked[index];
        if (!to || !own || session.planId !== own.planId) return refuse("not-found");
        if (session.version !== to.version) {
          refuse("stale", await whoChanged(work.tx, "session", session.id));
        }
        const typed = input.gapReason;
        const gapReasons = session === own ? [typed] : [null, session.gapReason, typed];
        return { session, asked: { ...to, gapReason: null }, gapReasons };
      }),
    );
    await moveAll(work, asking, all, {
      onFacts({ session }, facts) {
        // Another time for this one would not help where it is a later one that cannot have its place.
        attempt.facts = session === own ? facts : null;
      },
    });
    return { sessionId };
  });
  return withAlternatives(outcome, attempt);
}
