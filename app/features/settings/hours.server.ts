import { createHash } from "node:crypto";
import { and, asc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { db, type Tx } from "db/client";
import { accountClinics, accounts, clinicHours, clinics, physicians, workingHours } from "db/schema";
import { dayOf, type Day } from "~/domain/time";
import { holdsOn, weeklyHours, type DatedSpan } from "~/domain/working-hours";
import { countOutsideWorkingHours } from "./places.server";

/** Every physician at each of their clinics, with the week that holds today. */
export async function listHours(now: Date) {
  const places = await db
    .select({
      physicianId: physicians.id,
      physician: accounts.name,
      clinicId: clinics.id,
      clinic: clinics.name,
      zone: clinics.zone,
    })
    .from(physicians)
    .innerJoin(accounts, eq(accounts.id, physicians.id))
    .innerJoin(accountClinics, eq(accountClinics.accountId, physicians.id))
    .innerJoin(clinics, eq(clinics.id, accountClinics.clinicId))
    .where(and(isNull(accounts.deactivatedAt), sql`'physician' = any(${accounts.roles})`))
    .orderBy(asc(clinics.name), asc(accounts.name), asc(clinics.id), asc(physicians.id))
    .limit(5000);
  const rows = await db
    .select({ physicianId: workingHours.physicianId, clinicId: workingHours.clinicId, ...spanColumns })
    .from(workingHours)
    .where(or(isNull(workingHours.validUntil), gt(workingHours.validUntil, dayOf(now, "Pacific/Pago_Pago"))))
    .limit(50_000);
  const byPlace = new Map<string, typeof rows>();
  for (const row of rows) {
    const key = `${row.physicianId} ${row.clinicId}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), row]);
  }
  return places.map(({ zone, ...place }) => {
    const spans = byPlace.get(`${place.physicianId} ${place.clinicId}`) ?? [];
    const today = dayOf(now, zone);
    const present = spans.filter((span) => holdsOn(span, today));
    const coming = spans.map((span) => span.validFrom).filter((from) => from > today);
    return {
      ...place,
      days: [...new Set(present.map(({ weekday }) => weekday))].sort(),
      hours: weeklyHours(present),
      changesOn: coming.length > 0 ? coming.reduce((a, b) => (a < b ? a : b)) : null,
    };
  });
}

/** One physician's hours at one clinic: what holds today, and what was set to come. Null where they do not work there. */
export async function findHours(physicianId: string, clinicId: string, now: Date) {
  const place = await findPlace(db, physicianId, clinicId);
  if (!place) return null;
  const today = dayOf(now, place.zone);
  const spans = await spansFrom(db, physicianId, clinicId, today);
  const coming = [...new Set(spans.map(({ validFrom }) => validFrom))].filter((from) => from > today).sort();
  return {
    ...place,
    today,
    stamp: stampOf(spans),
    present: spans.filter((span) => holdsOn(span, today)),
    coming: coming.map((from) => ({ from, week: spans.filter((span) => holdsOn(span, from)) })),
    clinicWeek: await weekOfClinic(clinicId),
    outsideHours: await countOutsideWorkingHours(physicianId, clinicId, now),
  };
}

/** When the clinic is open: what a physician's first week there starts from. */
const weekOfClinic = (clinicId: string) =>
  db
    .select({
      weekday: clinicHours.weekday,
      startsMinute: clinicHours.startsMinute,
      endsMinute: clinicHours.endsMinute,
    })
    .from(clinicHours)
    .where(eq(clinicHours.clinicId, clinicId))
    .orderBy(asc(clinicHours.weekday), asc(clinicHours.startsMinute));

export async function findPlace(run: Pick<Tx, "select">, physicianId: string, clinicId: string) {
  const [place] = await run
    .select({
      physicianId: physicians.id,
      physician: accounts.name,
      clinicId: clinics.id,
      clinic: clinics.name,
      zone: clinics.zone,
    })
    .from(physicians)
    .innerJoin(accounts, eq(accounts.id, physicians.id))
    .innerJoin(accountClinics, eq(accountClinics.accountId, physicians.id))
    .innerJoin(clinics, eq(clinics.id, accountClinics.clinicId))
    .where(and(eq(physicians.id, physicianId), eq(clinics.id, clinicId)));
  return place ?? null;
}

/** What holds on a day or later. */
export const spansFrom = (
  run: Pick<Tx, "select">,
  physicianId: string,
  clinicId: string,
  day: Day,
): Promise<DatedSpan[]> =>
  run
    .select(spanColumns)
    .from(workingHours)
    .where(
      and(
        eq(workingHours.physicianId, physicianId),
        eq(workingHours.clinicId, clinicId),
        or(isNull(workingHours.validUntil), gt(workingHours.validUntil, day)),
      ),
    )
    .orderBy(asc(workingHours.weekday), asc(workingHours.startsMinute), asc(workingHours.id));

/** Stands for a set of rows that has no version of its own: another stamp, other rows. */
export const stampOf = (spans: readonly DatedSpan[]) =>
  createHash("sha256")
    .update(spans.map(({ id, validUntil }) => `${id} ${validUntil ?? ""}`).join("\n"))
    .digest("base64url");

const spanColumns = {
  id: workingHours.id,
  weekday: workingHours.weekday,
  startsMinute: workingHours.startsMinute,
  endsMinute: workingHours.endsMinute,
  validFrom: workingHours.validFrom,
  validUntil: workingHours.validUntil,
};
