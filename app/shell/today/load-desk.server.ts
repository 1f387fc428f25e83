import { hasRole, type Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import { countCalls } from "~/features/follow-up/worklist.server";
import { missingPacks } from "~/features/morning-pack/queries.server";
import { readPlanFilter } from "~/features/plans/forms";
import { countPlans, listPlans } from "~/features/plans/list.server";
import { recordsToSign } from "~/features/records/lists.server";
import { openAlerts } from "~/features/today/alerts.server";
import { newReports, roomsOf, sessionsNeedingAHand, sessionsToday } from "~/features/today/queries.server";
import { countFreePlaces } from "~/features/waitlist/list.server";
import type { AuditedRead } from "~/http/audited-read.server";

const gravest = 6;

/** What Today shows of the actor's patients. */
export async function loadDesk(actor: Actor, clinicId: string | "all", now: Date) {
  const filter = readPlanFilter(new URLSearchParams());
  const ownOnly = hasRole(actor, "physician") && !hasRole(actor, "scheduler");
  const list = { filter: ownOnly ? { ...filter, physician: actor.id } : filter, clinicId, now };
  const mayBook = may(actor, "session.write");
  const [alerts, sessions, hands, freePlaces, plans, counts, calls, fresh, rooms, packsMissing, toSign] =
    await Promise.all([
      openAlerts(actor, clinicId),
      sessionsToday(actor, { clinicId, now, ownOnly }),
      ownOnly ? [] : sessionsNeedingAHand(actor, { clinicId, now }),
      ownOnly ? 0 : countFreePlaces({ actor, now }, clinicId),
      listPlans(actor, list, { limit: gravest }),
      countPlans(actor, list),
      countCalls({ actor, now }, clinicId),
      newReports(actor, now),
      clinicId === "all" || ownOnly ? [] : roomsOf(actor, clinicId),
      missingPacks(actor, clinicId, now),
      recordsToSign(actor, { clinicId, now }),
    ]);
  return {
    alerts,
    sessions,
    hands,
    freePlaces,
    plans: plans.rows,
    attention: counts.attention,
    unanswered: counts.unanswered,
    calls,
    newReports: fresh,
    rooms,
    packsMissing,
    toSign,
    mayAttend: mayBook,
    mayBook,
    ownOnly,
  };
}

/** Whose data was in it. */
export function deskRead(
  { alerts, hands, newReports, plans, sessions, toSign }: Awaited<ReturnType<typeof loadDesk>>,
  clinicId: string | null,
): AuditedRead {
  return {
    ...{ action: "today.read", noun: "today", clinicId },
    plans: [...[alerts, hands, newReports].flat().map(({ planId }) => planId), ...plans.map(({ id }) => id)],
    sessions: [...sessions.map(({ id }) => id), ...toSign.map(({ sessionId }) => sessionId)],
  };
}
