import { sql } from "drizzle-orm";
import type { Run } from "db/client";
import { uuids } from "db/scope";
import type { Actor } from "~/domain/actor";
import type { FreedPlace } from "~/domain/refill";
import { clinicScope, may } from "~/domain/permissions";
import { isLive } from "~/domain/session";
import { dayOf, minutesOf } from "~/domain/time";
import type { SessionStatus } from "~/domain/vocabulary";
import type { Zone } from "~/domain/wall-clock";

/** The place of a session that was given back. */
export interface GivenBack extends FreedPlace {
  sessionId: string;
  planId: string;
  clinicId: string;
  clinic: string;
  zone: Zone;
  physician: string;
  room: string;
  roomId: string;
}

/** Null where there is no such session for the actor, or where it still stands. */
export async function findGivenBack(run: Run, actor: Actor, sessionId: string): Promise<GivenBack | null> {
  if (!may(actor, "session.write")) return null;
  const scope = clinicScope(actor, "session.write");
  const [row] = await run.execute<Row>(sql`
    ${givenBack} where s.id = ${sessionId}
      and ${scope === "all" ? sql`true` : sql`s.clinic_id = any (${uuids(scope)})`}`);
  return row && !isLive(row.status) ? asGivenBack(row) : null;
}

/** The same for a place that was offered: whoever made the offer could see it. */
export async function readGivenBack(run: Run, sessionId: string): Promise<GivenBack | null> {
  const [row] = await run.execute<Row>(sql`${givenBack} where s.id = ${sessionId}`);
  return row && !isLive(row.status) ? asGivenBack(row) : null;
}

interface Row extends Record<string, unknown> {
  sessionId: string;
  planId: string;
  status: SessionStatus;
  clinicId: string;
  clinic: string;
  zone: Zone;
  physicianId: string;
  physician: string;
  roomId: string;
  room: string;
  startsMs: number;
  endsMs: number;
}

const givenBack = sql`
  select s.id as "sessionId", s.plan_id as "planId", s.status, c.id as "clinicId", c.name as clinic, c.zone,
    s.physician_id as "physicianId", ph.short_name as physician, r.id as "roomId", r.name as room,
    extract(epoch from s.starts_at)::float8 * 1000 as "startsMs", extract(epoch from s.ends_at)::float8 * 1000 as "endsMs"
  from sessions s join clinics c on c.id = s.clinic_id join physicians ph on ph.id = s.physician_id
  join rooms r on r.id = s.room_id`;

function asGivenBack({ startsMs, endsMs, status: _, ...row }: Row): GivenBack {
  const startsAt = new Date(startsMs);
  const startsMinute = minutesOf(startsAt, row.zone);
  return {
    ...row,
    startsAt,
    day: dayOf(startsAt, row.zone),
    startsMinute,
    endsMinute: startsMinute + (endsMs - startsMs) / 60_000,
  };
}
