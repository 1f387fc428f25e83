import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { hasRole, type Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import { dayOf, zoneName } from "~/domain/time";
import { clock, dayWordsLong } from "~/domain/words-of-time";
import { accountsNeedingAttention } from "~/features/accounts/queries.server";
import { countCalls } from "~/features/follow-up/worklist.server";
import { missingPacks } from "~/features/morning-pack/queries.server";
import { readPlanFilter } from "~/features/plans/forms";
import { countPlans, listPlans } from "~/features/plans/list.server";
import { recordsToSign } from "~/features/records/lists.server";
import { findSetup } from "~/features/settings/overview.server";
import { listClinics } from "~/features/settings/queries.server";
import { openAlerts } from "~/features/today/alerts.server";
import {
  newReports,
  practiceToday,
  roomsOf,
  sessionsNeedingAHand,
  sessionsToday,
} from "~/features/today/queries.server";
import { countFreePlaces } from "~/features/waitlist/list.server";
import { requireActor } from "~/http/actor.server";
import { chosenClinicId } from "~/http/clinic.server";
import { openStreams } from "~/http/live.server";
import { paths } from "~/paths";
import { Desk } from "~/shell/today/desk";
import { PracticeToday } from "~/shell/today/practice";
import { LinkButton } from "~/ui/button";
import { Page } from "~/ui/page";

export const meta = () => [{ title: "Today · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "today.read");
  const now = new Date();
  const clinics = await listClinics(actor);
  const clinicId = chosenClinicId(request, clinics);
  const clinic = clinics.find(({ id }) => id === clinicId) ?? null;
  const zone = (clinic ?? clinics[0])?.zone ?? "UTC";
  const [desk, practice] = await Promise.all([
    may(actor, "calendar.read") ? loadDesk(actor, clinicId, now) : null,
    may(actor, "accounts.manage") ? loadPractice(now) : null,
  ]);
  return {
    title: dayWordsLong(dayOf(now, zone)),
    meta: `${clock(now, zone)}, ${zoneName(now, zone, "short")}`,
    desk: desk && { ...desk, clinic: clinic && { id: clinic.id, zone: clinic.zone }, now },
    practice,
  };
}

const gravest = 6;

async function loadDesk(actor: Actor, clinicId: string | "all", now: Date) {
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

async function loadPractice(now: Date) {
  const [figures, accounts, setup] = await Promise.all([
    practiceToday(now),
    accountsNeedingAttention(now),
    findSetup(now),
  ]);
  return { ...figures, accounts, setup, openStreams: openStreams() };
}

export default function Today() {
  const { title, meta: when, desk, practice } = useLoaderData<typeof loader>();
  const book = desk?.mayBook && (
    <LinkButton
      variant="primary"
      icon="plus"
      href={paths.book(desk.clinic ? { clinic: desk.clinic.id } : {})}
    >
      Book session
    </LinkButton>
  );
  return (
    <Page flush title={title} meta={when} primary={book}>
      {desk && <Desk data={desk} />}
      {practice && <PracticeToday data={practice} />}
    </Page>
  );
}
