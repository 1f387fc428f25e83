import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { command, type Asking, type Outcome } from "db/command";
import { newId } from "db/new-id";
import { slotOfferLinks, slotOffers } from "db/schema";
import { notify } from "db/writes/notify";
import { may } from "~/domain/permissions";
import { candidateFor } from "~/domain/refill";
import { refuse } from "~/domain/refusals";
import { dayOf } from "~/domain/time";
import { takeKey } from "~/features/sessions/keys.server";
import { courseOf } from "./candidates.server";
import type { Taker } from "./forms";
import { giveTo, lockPlace } from "./give.server";
import { findGivenBack } from "./place.server";
import type { OfferLink } from "./view";
import { readWaiting } from "./waiting.server";

/** Books or moves a course to the place of a session that was given back. */
export function takePlace(
  asking: Asking,
  freedById: string,
  { taker, key }: { taker: Taker; key: string },
): Promise<Outcome<{ sessionId: string }>> {
  const about = { action: "place.give", noun: "session", recordId: freedById };
  return command(asking, about, async (work) => {
    const place = (await lockPlace(work, freedById)) ?? refuse("not-found");
    if (!may(asking.actor, "session.write", { clinicIds: [place.clinicId] })) return refuse("not-found");
    const asked = { key, freedById, ...taker };
    const newSessionId = newId(asking.now);
    const earlier = await takeKey(work.tx, asking, asked, { sessionId: taker.movesId ?? newSessionId });
    return earlier ?? { sessionId: await giveTo(work, asking, place, taker, newSessionId) };
  });
}

/** The patient needs time to read it, and to come. */
const LEAST_MINUTES = 30;

/** Tells several patients of a free place: one link each, seen this once. The place stays free until one confirms. */
export async function offerPlace(
  asking: Asking,
  freedById: string,
  { taker: takers, minutes }: { taker: Taker[]; minutes: number },
): Promise<Outcome<{ links: (Omit<OfferLink, "link"> & { token: string })[] }>> {
  const about = { action: "place.offer", noun: "session", recordId: freedById };
  return command(asking, about, async ({ tx, audit }) => {
    const { actor, now } = asking;
    const place = (await findGivenBack(tx, actor, freedById)) ?? refuse("not-found");
    const latest = place.startsAt.getTime() - LEAST_MINUTES * 60_000;
    if (latest <= now.getTime()) return refuse("too-soon-to-offer");
    const planIds = [...new Set(takers.map(({ planId }) => planId))];
    const waiting = await readWaiting(tx, actor, place.clinicId, planIds);
    const when = { now, today: dayOf(now, place.zone) };
    const made = takers.map(({ planId, movesId }) => {
      const one = waiting.find(({ plan }) => plan.id === planId) ?? refuse("not-found");
      if (candidateFor(place, courseOf(one), when)?.movesId !== movesId) return refuse("refill-changed");
      return { one, planId, movesId, token: randomBytes(32).toString("base64url") };
    });
    const id = newId(now);
    await tx.insert(slotOffers).values({
      id,
      freedById,
      clinicId: place.clinicId,
      madeAt: now,
      madeBy: actor.id,
      expiresAt: new Date(Math.min(now.getTime() + minutes * 60_000, latest)),
    });
    await tx.insert(slotOfferLinks).values(
      made.map(({ planId, movesId, token }) => ({
        offerId: id,
        planId,
        movesId,
        tokenHash: hashOf(token),
      })),
    );
    await audit({ ...about, clinicId: place.clinicId, after: { offerId: id, planIds, minutes } });
    await notify(tx, { clinicIds: [place.clinicId], noun: "session", days: [place.day] });
    return {
      links: made.map(({ one: { patient, phone, email }, planId, token }) => ({
        planId,
        patient,
        phone,
        email,
        token,
      })),
    };
  });
}

export const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** Takes an offer back: whoever confirms from now on is told that the place is gone. */
export function withdrawOffer(
  asking: Asking,
  freedById: string,
  offerId: string,
): Promise<Outcome<{ offerId: string }>> {
  const about = { action: "offer.withdraw", noun: "session", recordId: freedById };
  return command(asking, about, async (work) => {
    const place = (await lockPlace(work, freedById)) ?? refuse("not-found");
    if (!may(asking.actor, "session.write", { clinicIds: [place.clinicId] })) return refuse("not-found");
    const ended = await work.tx.execute(sql`
      update slot_offers set ended_at = ${asking.now.toISOString()}, ended_because = 'withdrawn'
      where id = ${offerId} and freed_by_id = ${freedById} and ended_at is null returning 1`);
    if (ended.length === 0) return refuse("offer-over");
    await work.audit({ ...about, clinicId: place.clinicId, after: { offerId } });
    await notify(work.tx, { clinicIds: [place.clinicId], noun: "session", days: [place.day] });
    return { offerId };
  });
}
