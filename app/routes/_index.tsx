import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { may } from "~/domain/permissions";
import { dayOf, zoneName } from "~/domain/time";
import { clock, dayWordsLong } from "~/domain/words-of-time";
import { accountsNeedingAttention } from "~/features/accounts/queries.server";
import { restoreTestState } from "~/features/backups/restore-tests.server";
import { restoreWords } from "~/features/backups/words";
import { findSetup } from "~/features/settings/overview.server";
import { listClinics } from "~/features/settings/queries.server";
import { practiceToday } from "~/features/today/queries.server";
import { asking } from "~/http/asking.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { chosenClinicId } from "~/http/clinic.server";
import { openStreams } from "~/http/live.server";
import { paths } from "~/paths";
import { Desk } from "~/shell/today/desk";
import { deskRead, loadDesk } from "~/shell/today/load-desk.server";
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
    may(actor, "accounts.manage") ? loadPractice(now, zone) : null,
  ]);
  if (desk) showed(asking(actor), deskRead(desk, clinic?.id ?? null));
  return {
    title: dayWordsLong(dayOf(now, zone)),
    meta: `${clock(now, zone)}, ${zoneName(now, zone, "short")}`,
    desk: desk && { ...desk, clinic: clinic && { id: clinic.id, zone: clinic.zone }, now },
    practice,
  };
}

async function loadPractice(now: Date, zone: string) {
  const [figures, accounts, setup, restoreTest] = await Promise.all([
    practiceToday(now),
    accountsNeedingAttention(now),
    findSetup(now),
    restoreTestState(now),
  ]);
  return {
    ...figures,
    accounts,
    setup,
    backups: restoreWords(restoreTest, zone),
    openStreams: openStreams(),
  };
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
