import { db } from "db/client";
import type { Asking } from "db/command";
import type { Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import type { RepairedCourse } from "~/domain/repair/many";
import { dayOf, type Zone } from "~/domain/time";
import { clock } from "~/domain/words-of-time";
import { moveOf } from "~/features/sessions/later-place.server";
import { readBroken, type BrokenPlan, type BrokenSession } from "./broken.server";
import { namesOf, readCauses, type Names } from "./causes.server";
import { repair } from "./courses.server";
import type { RepairByHand, RepairCause, RepairMove, RepairRow, RepairView } from "./view";

/** As many courses as are put right in one go; the others come once these are done. */
const MOST_COURSES = 100;

/** Every course at these clinics that lost a session, and how each would be put right; of a physician's their own. */
export async function proposeRepair(
  asking: Asking,
  clinics: readonly { id: string; name: string; zone: Zone }[],
  cause: string | null,
): Promise<RepairView> {
  const { actor } = asking;
  const mayAt = (clinicId: string, { plan }: BrokenPlan) => maySee(actor, clinicId, plan.physicianId);
  const all = await readBroken(db, { clinicIds: clinics.map(({ id }) => id) });
  const own = all.filter((one) =>
    one.sessions.some((session) => session.displaced && mayAt(session.clinicId, one)),
  );
  const asked = own
    .filter(({ sessions }) => cause === null || sessions.some((session) => isCause(session, cause)))
    .sort(byUrgency);
  const byHand = asked.flatMap((one) => {
    const why = whyByHand(one, actor);
    return why ? [{ one, why }] : [];
  });
  const open = asked.filter((one) => !byHand.some((other) => other.one === one));
  const shown = open.slice(0, MOST_COURSES);
  const { facts, courses } = await repair(asking, shown, mayAt);
  const names = namesOf(facts, clinics);
  return {
    causes: await readCauses(own),
    cause,
    rows: shown.map((one, index) => rowOf(one, courses[index], names)),
    byHand: byHand.map(({ one, why }): RepairByHand => ({
      ...patientOf(one),
      why,
      lost: one.sessions.filter(({ displaced }) => displaced).map((session) => lostOf(session, names)),
    })),
    more: open.length - shown.length,
    zone: clinics[0]?.zone ?? "UTC",
  };
}

const maySee = (actor: Actor, clinicId: string, physicianId: string) =>
  may(actor, "session.write", { clinicIds: [clinicId], physicianId });

/** By new hours, or by the time off of that id. */
const isCause = ({ displaced, displacedBy }: BrokenSession, cause: string) =>
  displaced && (displacedBy ?? "hours") === cause;

/** The one whose displaced session is due first. */
function byUrgency(a: BrokenPlan, b: BrokenPlan): number {
  const due = ({ sessions }: BrokenPlan) =>
    sessions.find(({ displaced }) => displaced)?.startsAt.getTime() ?? Infinity;
  return due(a) - due(b) || (a.plan.id < b.plan.id ? -1 : 1);
}

/** What keeps a course from being put right by itself; null where nothing does. */
function whyByHand(one: BrokenPlan, actor: Actor): RepairByHand["why"] | null {
  const displaced = one.sessions.filter((session) => session.displaced);
  if (one.plan.status !== "active") return "plan-not-active";
  if (!one.contactable) return "patient-inactive";
  if (displaced.some(({ status }) => status === "arrived")) return "arrived";
  return displaced.every(({ clinicId }) => maySee(actor, clinicId, one.plan.physicianId))
    ? null
    : "elsewhere";
}

function rowOf(one: BrokenPlan, repaired: RepairedCourse | undefined, names: Names): RepairRow {
  const sessions = new Map(one.sessions.map((session) => [session.id, session]));
  const { attempts = 0, triedAt = null, note = "", by = "" } = one.call ?? {};
  return {
    ...patientOf(one),
    moves: (repaired?.sessions ?? []).flatMap(({ id, clinicId, choice }): RepairMove[] => {
      const session = sessions.get(id);
      const zone = names.zoneOf(clinicId);
      if (!session || !choice || !zone) return [];
      const to = { ...choice, physician: names.of(choice.physicianId) };
      const { value, ordinal, before, after } = moveOf(session, to, { clinicId, zone });
      return [
        {
          sessionId: id,
          value,
          ordinal,
          before: { ...before, clinic: names.of(session.clinicId) },
          after: { ...after, clinic: names.of(clinicId), room: names.of(choice.roomId) },
          isExtra: !session.displaced,
        },
      ];
    }),
    gaps: gapsOf(repaired?.sessions ?? []),
    lost: (repaired?.lost ?? []).flatMap((id) => {
      const session = sessions.get(id);
      return session ? [lostOf(session, names)] : [];
    }),
    call: one.call && { attempts, triedAt, note, by },
  };
}

const gapsOf = (sessions: RepairedCourse["sessions"]): RepairRow["gaps"] =>
  sessions.flatMap(({ choice, gapDays, outside }, index) => {
    const isNew = choice !== null || sessions[index - 1]?.choice != null || outside !== null;
    return isNew && gapDays !== null ? [{ days: gapDays, outside }] : [];
  });

const patientOf = ({ plan, patient, recordNumber, phone, physician, sessions }: BrokenPlan) => ({
  planId: plan.id,
  patient,
  recordNumber,
  phone,
  physician,
  region: plan.region,
  side: plan.side,
  cause: causeOf(sessions.find(({ displaced }) => displaced)),
});

const causeOf = (session: BrokenSession | undefined): RepairCause => session?.cause ?? "hours";

const lostOf = ({ id, ordinal, startsAt, zone, physician, clinicId }: BrokenSession, names: Names) => ({
  sessionId: id,
  ordinal,
  before: { day: dayOf(startsAt, zone), clock: clock(startsAt, zone), physician, clinic: names.of(clinicId) },
});
