import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { db } from "db/client";
import type { Asking } from "db/command";
import { auditEvents, lots, procedureRecords, recordVersions } from "db/schema";
import type { Typed } from "~/domain/record-draft";
import { typedIn } from "~/features/records/forms";
import { saveDraft } from "~/features/records/save.server";
import { signRecord } from "~/features/records/sign.server";
import { aPlan, aSession, asks, NOW, type Practice } from "tests/support/practice";

/** Records as a form sends them, to the commands. */

export async function aLot(
  clinicId: string,
  known: Partial<Omit<typeof lots.$inferInsert, "id" | "lotNumber">> = {},
): Promise<{ id: string; lotNumber: string }> {
  const lot = { id: randomUUID(), product: "Dextrose 50 %", lotNumber: randomUUID().slice(0, 8), ...known };
  await db.insert(lots).values({ clinicId, expiresOn: "2027-06-30", received: 40, ...lot });
  return lot;
}

/** One knee, left, of Dr Okafor's at Riverside; on a morning of its own. */
let mornings = 0;
export async function aTreatedSession(
  practice: Practice,
  known: Partial<Parameters<typeof aSession>[0]> = {},
  plan?: { id: string; patientId: string },
) {
  mornings += 1;
  const startsAt = new Date(NOW.getTime() - mornings * 86_400_000);
  const sessionId = await aSession({
    plan: plan ?? (await aPlan(practice.riverside, practice.physician)),
    clinicId: practice.riverside,
    roomId: practice.rooms[0] ?? "",
    deviceId: practice.carts[0] ?? "",
    physicianId: practice.physician.id,
    startsAt,
    status: "performed",
    ...known,
  });
  return sessionId;
}

export const whole = (lotId: string, known: Typed = {}): Typed => ({
  consentTime: "09:02",
  consentForm: "2026-1",
  consentBy: "Lena Okafor",
  timeOutTime: "09:05",
  region: "knee",
  side: "left",
  decision: "clear",
  "injections[0].kind": "joint",
  "injections[0].structure": "Tibiofemoral joint",
  "injections[0].side": "left",
  "injections[0].dextrosePercent": "50",
  "injections[0].anesthetic": "lidocaine",
  "injections[0].anestheticPercent": "1",
  "injections[0].ml": "4",
  "injections[0].guidance": "ultrasound",
  "injections[0].placement": "tip-seen",
  "injections[0].lotId": lotId,
  painBefore: "6",
  painAfter: "3",
  complication: "none",
  ...known,
});

export const save = (
  asking: Asking,
  sessionId: string,
  typed: Typed,
  version = 0,
  tab: string | null = null,
) => saveDraft(asking, sessionId, typedIn(typed).typed, { version, tab });
export const sign = (
  asking: Asking,
  sessionId: string,
  typed: Typed,
  version = 0,
  tab: string | null = null,
) => signRecord(asking, sessionId, typedIn(typed).typed, { version, tab });

export const physician = (practice: Practice) => asks(practice.physician);

export async function recordOf(sessionId: string) {
  const [record] = await db.select().from(procedureRecords).where(eq(procedureRecords.sessionId, sessionId));
  if (!record) return null;
  const versions = await db
    .select()
    .from(recordVersions)
    .where(eq(recordVersions.recordId, record.id))
    .orderBy(asc(recordVersions.number));
  const audited = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.recordId, record.id))
    .orderBy(asc(auditEvents.id));
  return { ...record, versions, audited };
}

export const usedOf = async (lotId: string) =>
  (await db.select({ used: lots.used }).from(lots).where(eq(lots.id, lotId)))[0]?.used;
