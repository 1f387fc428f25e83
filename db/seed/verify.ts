import type { Sql, TransactionSql } from "postgres";

export interface ClaimsCheck {
  sessions: number;
  claims: number;
  /** Standing sessions without exactly their claims, and released ones with any. Must be 0. */
  sessionsThatDiffer: number;
}

/** What the trigger `session_claims_hold` checks for one session, for all of them at once. */
export async function verifyClaims(sql: Sql | TransactionSql): Promise<ClaimsCheck> {
  const [check] = await sql<ClaimsCheck[]>`
    with held as (
      select c.session_id, count(*) as every, count(*) filter (where
        (c.resource_id in (s.room_id, s.patient_id) and c.during = s.period)
        or (c.resource_id in (s.physician_id, s.device_id) and c.during = s.treatment)) as fitting
      from claims c join sessions s on s.id = c.session_id group by c.session_id
    )
    select count(*)::int as sessions, (select count(*)::int from claims) as claims,
      count(*) filter (where coalesce(every, 0) <> coalesce(fitting, 0) or case
        when released_at is not null then coalesce(every, 0) <> 0
        when displaced_at is not null then coalesce(every, 0) > 3
        else coalesce(every, 0) <> 4 end)::int as "sessionsThatDiffer"
    from sessions s left join held on held.session_id = s.id`;
  if (!check) throw new Error("no answer from the database");
  return check;
}
