import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { db } from "db/client";
import { audit } from "db/writes/audit";
import { sealNext } from "db/seal/seal";
import { verifyTrail, type Anchor, type FindingKind } from "db/seal/verify";
import { sealKey } from "db/seal/key";

export const key = sealKey({ SECRET_KEY: "a key of these tests' own, which is long enough" });

/** What somebody who rules the server may do to a trail; triggers and rights do not stop them. */
export async function asIntruder<T>(url: string, act: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const intruder = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await intruder`set session_replication_role = replica`;
    return await act(intruder);
  } finally {
    await intruder.end();
  }
}

/** So many events of a clinic's day, each with something in every column. */
export async function someEvents(count: number, action = "session.move"): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await audit(db, {
      actorId: randomUUID(),
      action,
      noun: "session",
      recordId: randomUUID(),
      clinicId: randomUUID(),
      patientId: randomUUID(),
      before: { startsAt: `2026-11-${String(10 + (index % 20))}` },
      after: { startsAt: "2026-12-01", minutes: index },
      requestId: randomUUID(),
    });
  }
}

/** Seals until nothing waits: other tests' transactions may be under way on the same server. */
export async function sealAll(): Promise<Anchor[]> {
  const heads: Anchor[] = [];
  for (;;) {
    const head = await sealNext(key);
    if (head) heads.push({ number: head.number, mac: head.mac });
    else if ((await waiting()) === 0) return heads;
  }
}

export async function waiting(): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from audit_events e
    where not exists (select from audit_seals s
      where s.era = e.era and e.written_in >= s."from" and e.written_in < s.until)`);
  return row?.count ?? 0;
}

export const found = async (anchors: readonly Anchor[] = [], as = key): Promise<FindingKind[]> =>
  (await verifyTrail(db, as, anchors)).findings.map(({ kind }) => kind);
