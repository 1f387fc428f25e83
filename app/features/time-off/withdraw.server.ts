import { eq, sql } from "drizzle-orm";
import { command, type Asking, type Work } from "db/command";
import { sessions, timeOff } from "db/schema";
import { holdAdministrator } from "db/writes/administrator";
import { releaseClaims, replaceClaims } from "db/writes/claims";
import { lockPlans } from "db/writes/displace";
import { notify } from "db/writes/notify";
import { claimsOf } from "db/writes/sessions";
import { Refused, refuse } from "~/domain/refusals";
import { daysOf } from "./commands.server";
import { findTarget } from "./targets.server";

/**
 * Takes time off back; what has begun ends now. Its displaced sessions stay on the list to rebook, unless asked to be
 * put back: then each whose place is still free holds it again.
 */
export function withdrawTimeOff(asking: Asking, timeOffId: string, { restore }: { restore: boolean }) {
  const about = { action: "time-off.withdraw", noun: "time-off", recordId: timeOffId };
  return command(asking, about, async ({ tx, audit }) => {
    const { actor, now } = asking;
    const seen = restore ? await waitingFor(tx, timeOffId, now) : [];
    const planIds = [...new Set(seen.map(({ planId }) => planId))].sort();
    await lockPlans(tx, planIds);
    // Asked again under the locks: one may have been moved or cancelled meanwhile.
    const waiting = restore
      ? (await waitingFor(tx, timeOffId, now)).filter(({ planId }) => planIds.includes(planId))
      : [];
    const [entry] = await tx.select().from(timeOff).where(eq(timeOff.id, timeOffId)).for("update");
    const of = entry && { kind: entry.kind, id: entry.resourceId ?? entry.clinicId ?? "" };
    const target = of && (await findTarget(tx, actor, of));
    if (!entry || !target) return refuse("not-found");
    if (target.resourceId !== actor.id) await holdAdministrator(tx, asking);
    if (entry.withdrawnAt || entry.endsAt <= now) return refuse("time-off-over");
    const hasBegun = entry.startsAt < now;
    const begun = hasBegun ? await claimsUntil(tx, timeOffId, now) : [];
    if (begun.length > 0) await replaceClaims(tx, { release: [{ timeOffId }], take: begun });
    else await releaseClaims(tx, [{ timeOffId }]);
    await tx
      .update(timeOff)
      .set(hasBegun ? { endsAt: now } : { withdrawnAt: now, withdrawnBy: actor.id })
      .where(eq(timeOff.id, timeOffId));
    const restored = await restoreEach({ tx, audit }, waiting);
    await audit({
      ...about,
      clinicId: entry.clinicId,
      before: { endsAt: entry.endsAt },
      after: { ...(hasBegun ? { endsAt: now } : { withdrawnAt: now }), restored },
    });
    const period = { start: entry.startsAt, end: entry.endsAt };
    await notify(tx, { clinicIds: target.clinicIds, noun: "session", ...daysOf(period, target) });
    return { restored, stillWaiting: waiting.length - restored, hasBegun };
  });
}

/** Displaced sessions that are still to come, of this time off or of another that covers the same. */
export async function waitingFor(run: Pick<Work["tx"], "select">, timeOffId: string, now: Date) {
  return run
    .select({
      id: sessions.id,
      planId: sessions.planId,
      patientId: sessions.patientId,
      clinicId: sessions.clinicId,
      roomId: sessions.roomId,
      physicianId: sessions.physicianId,
      deviceId: sessions.deviceId,
      startsAt: sessions.startsAt,
      treatFrom: sessions.treatFrom,
      treatTo: sessions.treatTo,
      endsAt: sessions.endsAt,
    })
    .from(sessions)
    .where(
      sql`${sessions.displacedAt} is not null and ${sessions.startsAt} > ${now.toISOString()}
        and (${sessions.displacedBy} = ${timeOffId} or exists (
          select 1 from claims c where c.time_off_id = ${timeOffId}
            and ((c.resource_id in (sessions.room_id) and c.during && sessions.period)
              or (c.resource_id in (sessions.physician_id, sessions.device_id) and c.during && sessions.treatment))))`,
    )
    .orderBy(sessions.startsAt, sessions.id);
}

type Waiting = Awaited<ReturnType<typeof waitingFor>>[number];

/** Each for itself: one whose place was taken meanwhile keeps waiting, and the others are put back all the same. */
async function restoreEach({ tx, audit }: Work, waiting: readonly Waiting[]): Promise<number> {
  let restored = 0;
  for (const session of waiting) {
    try {
      await tx.transaction(async (inner) => {
        await replaceClaims(inner, { release: [{ sessionId: session.id }], take: claimsOf(session) });
        await inner
          .update(sessions)
          .set({ displacedAt: null, displacedBy: null, version: sql`${sessions.version} + 1` })
          .where(eq(sessions.id, session.id));
      });
    } catch (error) {
      if (error instanceof Refused) continue;
      throw error;
    }
    await audit({
      action: "session.restore",
      noun: "session",
      recordId: session.id,
      clinicId: session.clinicId,
      patientId: session.patientId,
      after: { displacedBy: null },
    });
    restored += 1;
  }
  return restored;
}

/** What it has already taken stays taken: the past is not rewritten. */
async function claimsUntil(tx: Work["tx"], timeOffId: string, now: Date) {
  const rows = await tx.execute<{ resource_id: string; from_ms: number; until_ms: number }>(sql`
    select resource_id, extract(epoch from lower(during))::float8 * 1000 as from_ms,
      extract(epoch from least(upper(during), ${now.toISOString()}))::float8 * 1000 as until_ms
    from claims where time_off_id = ${timeOffId} and lower(during) < ${now.toISOString()}`);
  return rows.map((row) => ({
    resourceId: row.resource_id,
    from: new Date(row.from_ms),
    until: new Date(row.until_ms),
    timeOffId,
  }));
}
