import { randomUUID } from "node:crypto";
import { db } from "db/client";
import * as schema from "db/schema";
import { reportWindow } from "~/domain/report";
import { addMonths, instantAt, type Day } from "~/domain/time";
import type { Actor } from "~/domain/actor";
import type { Rating, Region, ReportStatus, StopReason } from "~/domain/vocabulary";
import { aPatient, type Place } from "./plans-practice";

/** So many plans alike, each with the reports it is said to have. */
export interface Batch {
  count: number;
  place: Place;
  physician: Actor;
  region?: Region;
  /** Of the last performed session: the months count from here. */
  lastSessionOn: Day;
  stopReason?: StopReason;
  /** At the start, and in every report; without it 2 in the reports and none at the start. */
  pain?: { before: number; after: number };
  /** What was said at each time point; what is left out is still due. */
  said?: Partial<Record<"3-months" | "6-months" | "12-months", Rating | Exclude<ReportStatus, "answered">>>;
}

const points = { "3-months": 3, "6-months": 6, "12-months": 12 } as const;

/** Plans with their reports, as the sessions' writes would leave them. */
export async function addOutcomes(batch: Batch): Promise<void> {
  const { count, place, physician, region = "knee", lastSessionOn, stopReason, pain, said = {} } = batch;
  const patientId = await aPatient(place);
  const endedAt = instantAt(lastSessionOn, 600, place.zone);
  const plans = Array.from({ length: count }, () => ({
    id: randomUUID(),
    patientId,
    physicianId: physician.id,
    clinicId: place.id,
    region,
    side: "left" as const,
    guidance: "ultrasound" as const,
    plannedSessions: 4,
    gapMinDays: 14,
    gapTargetDays: 21,
    gapMaxDays: 28,
    status: stopReason ? ("stopped" as const) : ("completed" as const),
    stopReason: stopReason ?? null,
    baselinePain: pain?.before ?? null,
    startedAt: instantAt(addMonths(lastSessionOn, -3), 600, place.zone),
    endedAt,
  }));
  if (plans.length === 0) return;
  await db.insert(schema.plans).values(plans);
  const reports = plans.flatMap((plan) =>
    (Object.keys(points) as (keyof typeof points)[]).map((timePoint) => {
      const known = said[timePoint] ?? "due";
      const rating = isRating(known) ? known : null;
      return {
        planId: plan.id,
        timePoint,
        ...reportWindow(timePoint, lastSessionOn),
        status: rating ? ("answered" as const) : (known as ReportStatus),
        rating,
        ...(rating && {
          channel: "phone" as const,
          pain: pain?.after ?? 2,
          activities: [],
          answeredAt: instantAt(addMonths(lastSessionOn, points[timePoint]), 600, place.zone),
        }),
      };
    }),
  );
  await db.insert(schema.outcomeReports).values(reports);
}

const isRating = (word: string): word is Rating => ["excellent", "good", "fair", "poor"].includes(word);
