import { sql } from "drizzle-orm";
import { db } from "db/client";
import { loadClinicFacts } from "db/reads/clinic-facts";
import type { PlannedSession } from "db/schema";
import { whyThis } from "~/domain/composer/why";
import type { GapRange } from "~/domain/gap";
import type { RefusalCode } from "~/domain/refusals";
import { minutesOf, type Zone } from "~/domain/time";
import type { BatchOutcome, Region, Side } from "~/domain/vocabulary";
import { minutesToClock } from "~/domain/words-of-time";
import { whyWords } from "~/words/courses";
import type { CourseRow } from "./view";

interface ReadCourse extends Record<string, unknown> {
  planId: string;
  patient: string;
  recordNumber: string;
  region: Region;
  side: Side;
  physicianId: string;
  range: GapRange;
  lacking: number;
  displaced: number;
  sessions: PlannedSession[] | null;
  outcome: BatchOutcome | null;
  refusal: RefusalCode | null;
}

/** The courses of a run with everybody and everything by name: first those that have a place, by when they begin. */
export async function readCourses(
  runId: string,
  clinicId: string,
): Promise<{ physicianId: string; row: CourseRow }[]> {
  const [facts, courses] = await Promise.all([
    loadClinicFacts(db, clinicId),
    db.execute<ReadCourse>(sql`
      select p.id as "planId", pa.given_name || ' ' || pa.family_name as patient, pa.record_number as "recordNumber",
        p.region, p.side, p.physician_id as "physicianId", b.lacking, b.displaced, b.sessions, b.outcome, b.refusal,
        json_build_object('min', p.gap_min_days, 'target', p.gap_target_days, 'max', p.gap_max_days) as range
      from batch_courses b join plans p on p.id = b.plan_id join patients pa on pa.id = p.patient_id
      where b.run_id = ${runId}
      order by b.sessions is null, pa.family_name, pa.given_name, p.id`),
  ]);
  if (!facts) return [];
  const names = new Map(
    [facts, ...facts.physicians, ...facts.rooms, ...facts.devices].map(({ id, name }) => [id, name]),
  );
  return courses.map((course) => ({
    physicianId: course.physicianId,
    row: rowOf(course, (id) => names.get(id) ?? "elsewhere", facts.zone),
  }));
}

function rowOf(
  { sessions, physicianId, ...course }: ReadCourse,
  nameOf: (id: string) => string,
  zone: Zone,
): CourseRow {
  const proposal = sessions && { sessions: sessions.map(asProposed) };
  const why = proposal && whyThis(proposal, course.range);
  return {
    ...course,
    physician: nameOf(physicianId),
    sessions:
      sessions?.flatMap(({ day, startsAt, physicianId, roomId, gapDays }) =>
        startsAt === null
          ? []
          : [
              {
                day,
                clock: minutesToClock(minutesOf(new Date(startsAt), zone)),
                physician: nameOf(physicianId),
                room: roomId ? nameOf(roomId) : "",
                gapDays,
              },
            ],
      ) ?? null,
    why: why
      ? whyWords(
          { ...why, physicians: why.physicianIds.map(nameOf), clinics: why.clinicIds.map(nameOf) },
          course.range,
        )
      : [],
    needsReason: (why?.pastMaximum ?? 0) > 0,
  };
}

const asProposed = ({ startsAt, roomId, deviceId, ...session }: PlannedSession) => ({
  ...session,
  choice:
    startsAt === null || roomId === null || deviceId === null
      ? null
      : { startsAt: new Date(startsAt), physicianId: session.physicianId, roomId, deviceId },
});
