import { sql } from "drizzle-orm";
import { db } from "db/client";
import { command, type Asking } from "db/command";
import { notify } from "db/writes/notify";
import { audit } from "db/writes/audit";
import type { Actor } from "~/domain/actor";
import { refuse } from "~/domain/refusals";
import { dayOf } from "~/domain/time";
import type { OfferAnswer, OfferEnd, Role } from "~/domain/vocabulary";
import type { Zone } from "~/domain/wall-clock";
import { giveTo, lockPlace } from "./give.server";
import type { OfferedPlace } from "./offered";
import { hashOf } from "./refill.server";

interface Row extends Record<string, unknown> {
  linkId: string;
  freedById: string;
  planId: string;
  movesId: string | null;
  answer: OfferAnswer | null;
  ended: OfferEnd | null;
  expiresMs: number;
  clinicId: string;
  clinic: string;
  address: string;
  phone: string;
  zone: Zone;
  startsMs: number;
  physician: string;
  movesFromMs: number | null;
  maker: { id: string; name: string; roles: Role[]; clinicIds: string[]; active: boolean };
}

/** The offer behind a link, or null where there is none. Looking changes nothing: mail programs look too. */
export async function findOffer(token: string, now: Date): Promise<OfferedPlace | null> {
  const row = await readLink(token);
  if (!row) return null;
  const { clinic, address, phone, zone, physician } = row;
  return {
    state: stateOf(row, now),
    clinic,
    address,
    phone,
    zone,
    physician,
    startsAt: new Date(row.startsMs),
    expiresAt: new Date(row.expiresMs),
    movesFrom: row.movesFromMs === null ? null : new Date(row.movesFromMs),
  };
}

function stateOf(row: Pick<Row, "answer" | "ended" | "expiresMs">, now: Date): OfferedPlace["state"] {
  if (row.answer === "too-late") return "gone";
  if (row.answer) return row.answer;
  if (row.ended) return "gone";
  return row.expiresMs <= now.getTime() ? "expired" : "open";
}

/**
 * What a patient answers. The first to accept has the place, in one transaction; whoever is later is told so, and
 * nothing of theirs changes. What was accepted is booked in the name of who made the offer.
 */
export async function answerOffer(
  { token, now, requestId }: { token: string; now: Date; requestId: string },
  answer: "accept" | "decline",
): Promise<OfferedPlace["state"] | "try-again" | null> {
  const row = await readLink(token);
  if (!row) return null;
  const state = stateOf(row, now);
  if (state !== "open") return state;
  if (answer === "decline") return note(row, "declined", { now, requestId });
  const actor: Actor = { ...row.maker, roles: row.maker.active ? row.maker.roles : [] };
  const asking: Asking = { actor, now, requestId };
  const about = { action: "offer.accept", noun: "session", recordId: row.freedById };
  const outcome = await command(asking, about, async (work) => {
    const place = (await lockPlace(work, row.freedById)) ?? refuse("not-found");
    const [fresh] = await work.tx.execute<{ answer: OfferAnswer | null; ended: OfferEnd | null }>(sql`
      select l.answer, o.ended_because as ended from slot_offer_links l join slot_offers o on o.id = l.offer_id
      where l.id = ${row.linkId}`);
    const stands = fresh ? stateOf({ ...fresh, expiresMs: row.expiresMs }, now) : "gone";
    if (stands !== "open") return stands;
    const sessionId = await giveTo(work, asking, place, { ...row, version: null });
    await work.tx.execute(sql`
      update slot_offer_links set answer = 'accepted', answered_at = ${now.toISOString()} where id = ${row.linkId}`);
    await audit(work.tx, {
      ...about,
      actorId: null,
      clinicId: row.clinicId,
      after: { linkId: row.linkId, sessionId },
      requestId,
    });
    return "accepted" as const;
  });
  if (outcome.ok) {
    return outcome.value === "gone" ? note(row, "too-late", { now, requestId }) : outcome.value;
  }
  return outcome.refusal.code === "busy-try-again" ? "try-again" : note(row, "too-late", { now, requestId });
}

/** Keeps an answer that books nothing, once. */
async function note(
  row: Row,
  answer: "declined" | "too-late",
  { now, requestId }: { now: Date; requestId: string },
): Promise<"declined" | "gone"> {
  await db.transaction(async (tx) => {
    const noted = await tx.execute(sql`
      update slot_offer_links set answer = ${answer}, answered_at = ${now.toISOString()}
      where id = ${row.linkId} and answer is null returning 1`);
    if (noted.length === 0) return;
    await audit(tx, {
      actorId: null,
      action: answer === "declined" ? "offer.decline" : "offer.too-late",
      noun: "session",
      recordId: row.freedById,
      clinicId: row.clinicId,
      after: { linkId: row.linkId },
      requestId,
    });
    await notify(tx, {
      clinicIds: [row.clinicId],
      noun: "session",
      days: [dayOf(new Date(row.startsMs), row.zone)],
    });
  });
  return answer === "declined" ? "declined" : "gone";
}

async function readLink(token: string): Promise<Row | null> {
  const [row] = await db.execute<Row>(sql`
    select l.id as "linkId", l.plan_id as "planId", l.moves_id as "movesId", l.answer, o.ended_because as ended,
      o.freed_by_id as "freedById", extract(epoch from o.expires_at)::float8 * 1000 as "expiresMs",
      c.id as "clinicId", c.name as clinic, c.address, c.phone, c.zone,
      extract(epoch from s.starts_at)::float8 * 1000 as "startsMs", ph.short_name as physician,
      extract(epoch from m.starts_at)::float8 * 1000 as "movesFromMs",
      json_build_object('id', a.id, 'name', a.name, 'roles', a.roles, 'active', a.deactivated_at is null,
        'clinicIds', array(select clinic_id from account_clinics k where k.account_id = a.id)) as maker
    from slot_offer_links l join slot_offers o on o.id = l.offer_id join sessions s on s.id = o.freed_by_id
    join clinics c on c.id = o.clinic_id join physicians ph on ph.id = s.physician_id
    join accounts a on a.id = o.made_by left join sessions m on m.id = l.moves_id
    where l.token_hash = ${hashOf(token)}`);
  return row ?? null;
}
