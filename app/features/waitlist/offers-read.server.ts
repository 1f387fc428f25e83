import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { OfferAnswer, OfferEnd } from "~/domain/vocabulary";
import type { OfferView } from "./view";

/** The offers of one freed place, the latest first. */
export async function readOffers(sessionId: string, now: Date): Promise<OfferView[]> {
  const rows = await db.execute<{
    id: string;
    made_ms: number;
    made_by: string;
    expires_ms: number;
    ended: OfferEnd | null;
    links: { planId: string; patient: string; answer: OfferAnswer | null }[];
  }>(sql`
    select o.id, extract(epoch from o.made_at)::float8 * 1000 as made_ms, a.name as made_by,
      extract(epoch from o.expires_at)::float8 * 1000 as expires_ms, o.ended_because as ended,
      (select json_agg(json_build_object('planId', l.plan_id, 'answer', l.answer,
          'patient', pa.given_name || ' ' || pa.family_name) order by pa.family_name, l.id)
        from slot_offer_links l join plans p on p.id = l.plan_id join patients pa on pa.id = p.patient_id
        where l.offer_id = o.id) as links
    from slot_offers o join accounts a on a.id = o.made_by
    where o.freed_by_id = ${sessionId} order by o.made_at desc, o.id limit 20`);
  return rows.map(({ id, made_ms, made_by, expires_ms, ended, links }) => ({
    id,
    madeAt: new Date(made_ms),
    madeBy: made_by,
    expiresAt: new Date(expires_ms),
    state: ended ?? (expires_ms <= now.getTime() ? "expired" : "open"),
    to: links,
  }));
}
