import { db } from "db/client";
import type { Asking } from "db/command";
import { loadClinicFacts, type ClinicFacts } from "db/reads/clinic-facts";
import { loadWeights } from "db/reads/course-weights";
import type { Clinic } from "~/domain/composer/compose";
import { listed, type Interval, type Intervals } from "~/domain/interval";
import { holdOf, IMMINENT_HOURS } from "~/domain/repair/hold";
import { repairMany, type BrokenCourse, type RepairedCourse } from "~/domain/repair/many";
import { MOST_LATE_DAYS } from "~/domain/repair/respace";
import type { PhaseMinutes } from "~/domain/session";
import { addDays, dayOf, minutesOf as clockMinutesOf, type Day } from "~/domain/time";
import { minutesOf } from "~/features/sessions/asked.server";
import { clinicDays } from "~/features/sessions/clinic-days.server";
import { readPatientsBusy, type BrokenPlan, type BrokenSession } from "./broken.server";

/** What is not yet so, but would be: what is asked about before it is saved. */
export interface Supposed {
  /** Sessions that would lose their place. */
  sessionIds: ReadonlySet<string>;
  /** Resources that would be taken, and when. */
  off?: { resourceIds: ReadonlySet<string>; during: Interval };
  /** Hours that would hold. */
  hours?: (facts: ClinicFacts) => ClinicFacts;
}

export interface Repaired {
  facts: ClinicFacts[];
  /** In the order of the plans that were given, as they were and as they would be. */
  broken: BrokenCourse[];
  courses: RepairedCourse[];
}

const FARTHEST_DAYS = 366;

/** As soon as what stands is left alone nothing new is put either: the patient has to make arrangements. */
const NOTICE_DAYS = IMMINENT_HOURS / 24;

/** Each broken course put right with few changes; at clinics where this may not be done, everything stays. */
export async function repair(
  { now }: Asking,
  plans: readonly BrokenPlan[],
  mayAt: (clinicId: string, plan: BrokenPlan) => boolean,
  supposed: Supposed = { sessionIds: new Set() },
): Promise<Repaired> {
  const sessions = plans.flatMap((one) => one.sessions);
  const clinicIds = new Set(
    plans.flatMap((one) =>
      one.sessions.map(({ clinicId }) => clinicId).filter((clinicId) => mayAt(clinicId, one)),
    ),
  );
  const [known, weights] = await Promise.all([factsOf([...clinicIds].sort()), loadWeights(db)]);
  const facts = known.map((one) => supposed.hours?.(one) ?? one);
  const [first] = plans;
  if (!first || facts.length === 0) return { facts, broken: [], courses: plans.map(unrepaired) };

  const today = facts.map(({ zone }) => dayOf(now, zone)).reduce((a, b) => (a < b ? a : b));
  const displaced = sessions.filter((session) => isLost(session, supposed)).map(({ id }) => id);
  const [clinics, busy] = await Promise.all([
    clinicDays(facts, first.plan, { from: today, to: lastDay(plans, today) }, now, displaced),
    readPatientsBusy(
      db,
      plans.map(({ plan }) => plan.patientId),
      now,
      displaced,
    ),
  ]);
  const broken = plans.map((one) => courseOf(one, { now, today, busy, mayAt, supposed }));
  return { facts, broken, courses: repairMany(broken, clinics.map(withOff(supposed)), weights) };
}

export async function factsOf(clinicIds: readonly string[]): Promise<ClinicFacts[]> {
  const found = await Promise.all(clinicIds.map((clinicId) => loadClinicFacts(db, clinicId)));
  return found.filter((one) => one !== null);
}

const unrepaired = ({ plan }: BrokenPlan): RepairedCourse => ({
  planId: plan.id,
  cost: 0,
  sessions: [],
  lost: [],
});

export const isLost = ({ id, displaced }: BrokenSession, { sessionIds }: Supposed) =>
  displaced || sessionIds.has(id);

function lastDay(plans: readonly BrokenPlan[], today: Day): Day {
  const days = plans.flatMap(({ plan, sessions }) =>
    sessions.map(({ startsAt, zone }) => addDays(dayOf(startsAt, zone), plan.range.max + MOST_LATE_DAYS + 1)),
  );
  const last = days.reduce((a, b) => (a > b ? a : b), addDays(today, 1));
  const farthest = addDays(today, FARTHEST_DAYS);
  return last < farthest ? last : farthest;
}

function courseOf(
  one: BrokenPlan,
  {
    now,
    today,
    busy,
    mayAt,
    supposed,
  }: {
    now: Date;
    today: Day;
    busy: ReadonlyMap<string, Interval[]>;
    mayAt: (clinicId: string, plan: BrokenPlan) => boolean;
    supposed: Supposed;
  },
): BrokenCourse {
  const { plan } = one;
  const isBehind = (session: BrokenSession) =>
    !isLost(session, supposed) &&
    (session.status !== "booked" || dayOf(session.startsAt, session.zone) < today);
  const behind = one.sessions.findLast(isBehind);
  const ahead = one.sessions.filter((session) => !isBehind(session));
  const standing = (session: BrokenSession) => ({
    day: dayOf(session.startsAt, session.zone),
    physicianId: session.physicianId,
    clinicId: session.clinicId,
  });
  return {
    planId: plan.id,
    today,
    range: plan.range,
    before: behind ? standing(behind) : null,
    phases: longest(ahead) ?? plan.phases,
    guidance: plan.guidance,
    patientBusy: busy.get(plan.patientId) ?? [],
    wishes: {
      times: one.times,
      physicianId: null,
      preferredPhysicianId: plan.physicianId,
      clinicId: null,
      roomId: null,
      deviceId: null,
      notBefore: addDays(today, NOTICE_DAYS),
      notAfter: null,
    },
    sessions: ahead.map((session) => {
      const { clinicId, physicianId, roomId, deviceId, startsAt, zone } = session;
      const lost = isLost(session, supposed);
      const isElsewhere = !mayAt(clinicId, one);
      return {
        ...standing(session),
        id: session.id,
        minute: clockMinutesOf(startsAt, zone),
        hold: holdOf({ ...session, displaced: lost, isElsewhere }, now),
        slot: lost ? null : { startsAt, physicianId, roomId, deviceId, clinicId, phases: minutesOf(session) },
      };
    }),
  };
}

/** Phases that hold each of theirs: what a course finds is long enough for all of its sessions. */
function longest(sessions: readonly BrokenSession[]): PhaseMinutes | null {
  const all = sessions.map(minutesOf);
  if (all.length === 0) return null;
  return {
    prepare: Math.max(...all.map(({ prepare }) => prepare)),
    treat: Math.max(...all.map(({ treat }) => treat)),
    recover: Math.max(...all.map(({ recover }) => recover)),
  };
}

/** The clinic as it would be with what is supposed taken. */
function withOff({ off }: Supposed): (clinic: Clinic) => Clinic {
  if (!off) return (clinic) => clinic;
  const taken = <T extends { id: string; busy: Intervals }>(pool: readonly T[]): T[] =>
    pool.map((one) =>
      off.resourceIds.has(one.id) ? { ...one, busy: [...listed(one.busy), off.during] } : one,
    );
  return (clinic) => ({
    ...clinic,
    search: {
      ...clinic.search,
      physicians: taken(clinic.search.physicians),
      rooms: taken(clinic.search.rooms),
      devices: taken(clinic.search.devices),
    },
  });
}
