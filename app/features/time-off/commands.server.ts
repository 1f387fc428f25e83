import { sql } from "drizzle-orm";
import type { Tx } from "db/client";
import { command, type Asking } from "db/command";
import { newId } from "db/new-id";
import { timeOff } from "db/schema";
import { holdAdministrator } from "db/writes/administrator";
import { takeTimeOff } from "db/writes/claims";
import { displaceSessions, lockPlans } from "db/writes/displace";
import { notify } from "db/writes/notify";
import type { Period } from "~/domain/interval";
import { refuse } from "~/domain/refusals";
import { stretchesToTake } from "~/domain/time-off";
import { dayOf, daysBetween, eachDay, type Day } from "~/domain/time";
import type { PeriodFields } from "./forms";
import { keptClaims, plansHit } from "./hits.server";
import { periodOf } from "./period.server";
import { findTarget, type Target } from "./targets.server";

/**
 * Enters leave, a closure or maintenance. Leave wins: the sessions it hits lose what they held of it and are marked
 * displaced, in this one transaction; treatments under way or done stay.
 */
export function saveTimeOff(asking: Asking, fields: PeriodFields) {
  const about = { action: "time-off.enter", noun: "time-off" };
  return command(asking, about, async ({ tx, audit }) => {
    const { actor, now } = asking;
    const target = (await findTarget(tx, actor, fields.target)) ?? refuse("not-found");
    if (target.resourceId !== actor.id) await holdAdministrator(tx, asking);
    const period = periodOf(fields, target.zone, now);
    await lockPlans(tx, await plansHit(tx, target, period));
    await lockResources(tx, target.resourceIds);
    const kept = await keptClaims(tx, target, period);
    const id = newId(now);
    await tx.insert(timeOff).values({
      id,
      kind: target.kind,
      clinicId: target.clinicId,
      resourceId: target.resourceId,
      startsAt: period.start,
      endsAt: period.end,
      reason: fields.reason,
      createdAt: now,
      createdBy: actor.id,
    });
    const { displacedSessionIds } = await takeTimeOff(
      tx,
      id,
      stretchesToTake(target.resourceIds, period, kept, now),
    );
    await displaceSessions({ tx, audit }, displacedSessionIds, { timeOffId: id, now });
    await audit({
      ...about,
      recordId: id,
      clinicId: target.clinicId,
      after: { kind: target.kind, of: target.name, ...period, displaced: displacedSessionIds.length },
    });
    await notify(tx, { clinicIds: target.clinicIds, noun: "session", ...daysOf(period, target) });
    return { id, displaced: displacedSessionIds.length };
  });
}

/** As the claims' own writes do; here so that what is kept is asked under the locks. */
async function lockResources(tx: Tx, resourceIds: readonly string[]): Promise<void> {
  await tx.execute(sql`
    select 1 from resources where id = any(${sql.param(`{${resourceIds.join(",")}}`)}::uuid[])
    order by id for no key update`);
}

const mostDaysTold = 62;

/** The days that look different now; left out where they are so many that all may. */
export function daysOf({ start, end }: Period, { zone }: Pick<Target, "zone">): { days?: Day[] } {
  const [from, until] = [dayOf(start, zone), dayOf(new Date(end.getTime() - 1), zone)];
  return daysBetween(from, until) > mostDaysTold ? {} : { days: eachDay(from, until) };
}
