import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { command, type Asking, type Outcome } from "db/command";
import { whoChanged } from "db/reads/who-changed";
import { sessions } from "db/schema";
import { replaceClaims } from "db/writes/claims";
import { notify } from "db/writes/notify";
import { claimsOf } from "db/writes/sessions";
import { refuse } from "~/domain/refusals";
import { whyNotMove } from "~/domain/session";
import { dayOf } from "~/domain/time";
import {
  cannotBook,
  factsFor,
  movingOf,
  placeOf,
  timesOf,
  withAlternatives,
  type Attempt,
} from "./asked.server";
import { overOthers } from "./book.server";
import type { lengthForm } from "./forms";
import { judge } from "./judge.server";
import { lockSession } from "./lock.server";

/** What it was before, so that it can be given back. */
export interface LengthChanged {
  was: { treat: number; recover: number };
  version: number;
}

/**
 * Gives a booked session other minutes of treatment and recovery where it stands, judged as if it were booked there anew:
 * nobody is pushed aside for it.
 */
export async function changeLength(
  asking: Asking,
  sessionId: string,
  input: z.output<typeof lengthForm>,
): Promise<Outcome<LengthChanged>> {
  const about = { action: "session.change-length", noun: "session", recordId: sessionId };
  const found: { attempt: Attempt | null } = { attempt: null };
  const outcome = await command(asking, about, async ({ tx, audit }) => {
    const session = await lockSession(tx, asking.actor, sessionId);
    if (session.version !== input.version) refuse("stale", await whoChanged(tx, "session", sessionId));
    const refusal = whyNotMove(session, "change-length", asking.now);
    if (refusal) return refuse(refusal);
    const standing = movingOf(session);
    const { prepare, treat, recover } = standing.phases;
    const was = { treat, recover };
    const phases = { prepare, treat: input.treatMinutes, recover: input.recoverMinutes };
    if (phases.treat === treat && phases.recover === recover) return { was, version: session.version };

    // Its day stays, so its gaps were accepted when it was booked.
    const asked = {
      ...placeOf(session),
      gapReason: session.gapReason ?? "Stands already",
      overbookReason: session.overbookReason,
    };
    const moving = { ...standing, phases };
    const attempt: Attempt = { asked, facts: await factsFor(tx, asking, session.planId, asked, moving) };
    found.attempt = attempt;
    const judged = attempt.facts && judge(attempt.facts, asked);
    if (!judged?.ok) return judged ? cannotBook(judged) : refuse("not-found");

    const times = timesOf(session.startsAt, phases);
    const claimed = { ...session, ...times };
    await Promise.all([
      tx
        .update(sessions)
        .set({
          treatTo: times.treatTo,
          endsAt: times.endsAt,
          overbookReason: judged.isOver ? session.overbookReason : null,
          version: sql`${sessions.version} + 1`,
        })
        .where(eq(sessions.id, sessionId)),
      replaceClaims(tx, {
        release: [{ sessionId }],
        ...(judged.isOver ? overOthers(claimed) : { take: claimsOf(claimed) }),
      }),
      audit({
        ...about,
        clinicId: session.clinicId,
        patientId: session.patientId,
        before: { treatMinutes: treat, recoverMinutes: recover },
        after: { treatMinutes: phases.treat, recoverMinutes: phases.recover },
      }),
    ]);
    await notify(tx, {
      clinicIds: [session.clinicId],
      noun: "session",
      days: [dayOf(session.startsAt, session.zone)],
    });
    return { was, version: session.version + 1 };
  });
  return found.attempt ? whereItStands(await withAlternatives(outcome, found.attempt)) : outcome;
}

/** Another place is another question: what is told is why its own cannot be longer. */
function whereItStands(outcome: Outcome<LengthChanged>): Outcome<LengthChanged> {
  if (outcome.ok) return outcome;
  const { alternatives: _, ...refusal } = outcome.refusal;
  return { ok: false, refusal };
}
