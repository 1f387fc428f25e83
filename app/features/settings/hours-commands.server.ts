import { and, eq, gt, inArray, isNull, ne, or, sql } from "drizzle-orm";
import type { Tx } from "db/client";
import { command, type Asking, type Outcome, type Work } from "db/command";
import { whoChanged } from "db/reads/who-changed";
import { workingHours } from "db/schema";
import { holdAdministrator } from "db/writes/administrator";
import { replaceClaims } from "db/writes/claims";
import { displaceSessions, lockPlans } from "db/writes/displace";
import { notify } from "db/writes/notify";
import { claimsOf } from "db/writes/sessions";
import { refuse } from "~/domain/refusals";
import { dayOf, type Day } from "~/domain/time";
import { changeFrom, holdsOn, type WeekdaySpan } from "~/domain/working-hours";
import { weekText } from "./clinic-commands.server";
import { findPlace, spansFrom, stampOf } from "./hours.server";
import { sessionsOutside, type Outside } from "./outside.server";

interface HoursInput {
  physicianId: string;
  clinicId: string;
  /** The first day of the new week; the former one holds until the day before. */
  from: Day;
  stamp: string;
  week: readonly WeekdaySpan[];
  /** Whether sessions outside the new week lose their physician, or stay as they are. */
  booked?: "displace" | "keep" | undefined;
}

/**
 * Sets a physician's week at a clinic from a day on, whatever was set to come after it. Sessions that it leaves outside
 * stay booked, or are displaced in the same transaction, as was chosen.
 */
export function setWorkingHours(asking: Asking, input: HoursInput): Promise<Outcome<{ displaced: number }>> {
  const { physicianId, clinicId, from, week } = input;
  const recordId = `${physicianId} ${clinicId}`;
  const about = { action: "working-hours.set", noun: "working-hours", recordId, clinicId };
  return command(asking, about, async ({ tx, audit }) => {
    await holdAdministrator(tx, asking);
    const seen = input.booked === "displace" ? await sessionsOutside(tx, asking.now, input) : [];
    await lockPlans(
      tx,
      seen.map(({ planId }) => planId),
    );
    // As booking and leave do: what they read of these hours stays true until they are done.
    await tx.execute(sql`select 1 from resources where id = ${physicianId} for no key update`);
    const place = await findPlace(tx, physicianId, clinicId);
    if (!place) return refuse("not-found");
    const today = dayOf(asking.now, place.zone);
    const standing = await spansFrom(tx, physicianId, clinicId, today);
    if (stampOf(standing) !== input.stamp) refuse("stale", await whoChanged(tx, about.noun, recordId));
    if (from < today) refuse("in-the-past", { field: "from" });
    await refuseElsewhere(tx, input);
    const change = changeFrom(standing, from, week);
    if (change.drop.length > 0) await tx.delete(workingHours).where(inArray(workingHours.id, change.drop));
    if (change.end.length > 0) {
      await tx.update(workingHours).set({ validUntil: from }).where(inArray(workingHours.id, change.end));
    }
    if (change.add.length > 0) {
      await tx
        .insert(workingHours)
        .values(change.add.map((span) => ({ physicianId, clinicId, ...span, validFrom: from })));
    }
    // Asked again under the locks: one may have been booked, moved or cancelled meanwhile.
    const outside = input.booked === "displace" ? await sessionsOutside(tx, asking.now, input) : [];
    const locked = new Set(seen.map(({ planId }) => planId));
    if (outside.some(({ planId }) => !locked.has(planId))) refuse("busy-try-again");
    await displaceOutside({ tx, audit }, outside, asking.now);
    await audit({
      ...about,
      before: { hours: weekText(standing.filter((span) => holdsOn(span, from))) },
      after: { hours: weekText(week), from, ...(outside.length > 0 && { displaced: outside.length }) },
    });
    await notify(tx, { clinicIds: [clinicId], noun: outside.length > 0 ? "session" : "practice" });
    return { displaced: outside.length };
  });
}

/** They keep their room, device and patient, and lose the physician; one that stood over another keeps nothing. */
async function displaceOutside({ tx, audit }: Work, outside: readonly Outside[], now: Date) {
  if (outside.length === 0) return;
  await replaceClaims(tx, {
    release: outside.map(({ id }) => ({ sessionId: id })),
    take: outside
      .filter(({ isOver }) => !isOver)
      .flatMap((session) => claimsOf(session).filter(({ resourceId }) => resourceId !== session.physicianId)),
  });
  await displaceSessions(
    { tx, audit },
    outside.map(({ id }) => id),
    { timeOffId: null, now },
  );
}

/** Nobody works at two clinics at the same clock time. The database refuses it too; this says on which weekday. */
async function refuseElsewhere(tx: Tx, { physicianId, clinicId, from, week }: HoursInput) {
  const elsewhere = await tx
    .select({
      weekday: workingHours.weekday,
      startsMinute: workingHours.startsMinute,
      endsMinute: workingHours.endsMinute,
    })
    .from(workingHours)
    .where(
      and(
        eq(workingHours.physicianId, physicianId),
        ne(workingHours.clinicId, clinicId),
        or(isNull(workingHours.validUntil), gt(workingHours.validUntil, from)),
      ),
    );
  const clash = week.find((span) =>
    elsewhere.some(
      (other) =>
        other.weekday === span.weekday &&
        other.startsMinute < span.endsMinute &&
        span.startsMinute < other.endsMinute,
    ),
  );
  if (clash) refuse("hours-overlap", { field: `day${clash.weekday}` });
}
