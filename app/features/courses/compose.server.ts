import { db } from "db/client";
import { loadClinicFacts, type ClinicFacts } from "db/reads/clinic-facts";
import { loadWeights } from "db/reads/course-weights";
import { loadPlanFacts, type PlanFacts } from "db/reads/plan-facts";
import type { Asking } from "db/command";
import { compose, latestDayOf, type CourseFacts } from "~/domain/composer/compose";
import { whyNone } from "~/domain/composer/why-none";
import { may } from "~/domain/permissions";
import { isLive } from "~/domain/session";
import { addDays, dayOf, zoneName } from "~/domain/time";
import { clinicDays } from "~/features/sessions/clinic-days.server";
import { readBookedPlan } from "~/features/sessions/booked-plan.server";
import type { CourseQuery } from "./forms";
import { Names, proposalView, relaxedView } from "./named.server";
import type { CourseView } from "./view";
import { optionsOf, wishesOf, wishesView } from "./wishes.server";

const PROPOSALS = 3;
/** Half a year holds the longest usual course at the longest gap; a year is the farthest that anyone books. */
const [LEAST_DAYS, MOST_DAYS] = [182, 366];

interface OwnClinic {
  id: string;
  name: string;
}

/** Three whole courses for what is left of a plan, or why there is none; null where the plan is not the actor's to book for. */
export async function composeCourse(
  { actor, now }: Asking,
  planId: string,
  clinics: readonly OwnClinic[],
  query: CourseQuery,
): Promise<CourseView | null> {
  const [named, plan, weights] = await Promise.all([
    readBookedPlan(actor, planId),
    loadPlanFacts(db, planId),
    loadWeights(db),
  ]);
  if (!named || !plan || !may(actor, "session.write", { physicianId: plan.physicianId })) return null;
  const own = clinics.filter(({ id }) => actor.clinicIds.includes(id));
  const [anyOwn] = own;
  if (!anyOwn) return null;
  const home = own.find(({ id }) => id === plan.clinicId) ?? anyOwn;
  const asked = query.clinic === "any" ? own : own.filter(({ id }) => id === (query.clinic ?? home.id));
  const facts = await loadFacts(asked.length > 0 ? asked : [home]);
  const shown = facts.find(({ id }) => id === home.id) ?? facts[0];
  if (!shown) return null;

  const today = dayOf(now, shown.zone);
  const live = plan.sessions.filter(({ status }) => isLive(status));
  const left = Math.max(0, plan.plannedSessions - live.length);
  const count = Math.min(query.count ?? left, left);
  const wishes = wishesOf(query, plan, home.id);
  const course: CourseFacts = {
    today,
    count,
    range: plan.range,
    sessions: live.filter(({ displaced }) => !displaced).map(standing),
  };
  const days = {
    from: today,
    to: addDays(today, Math.min(MOST_DAYS, Math.max(LEAST_DAYS, 28 + count * plan.range.max))),
  };
  const canBook = plan.status === "active" && plan.patientActive && count > 0;
  const latest = latestDayOf(course, wishes);
  const reached = latest !== null && latest < days.to ? { ...days, to: latest } : days;
  const open = canBook ? await clinicDays(facts, plan, reached, now) : [];
  const proposals = canBook ? compose(course, open, wishes, weights, PROPOSALS) : [];
  const names = new Names(facts);
  const base = {
    plan: {
      ...named,
      range: plan.range,
      left,
      displaced: live.filter(({ displaced }) => displaced).length,
    },
    zoneLabel: zoneName(now, shown.zone, "longGeneric"),
    today,
    wishes: wishesView(query, home.id, count),
    options: optionsOf(own, facts, query, plan),
    proposals: proposals.map((proposal) => proposalView(proposal, plan, live.length, names)),
  };
  if (proposals.length > 0 || !canBook) return { ...base, none: null };
  const others = own.filter(({ id }) => !facts.some((one) => one.id === id));
  const all = await clinicDays([...facts, ...(await loadFacts(others))], plan, days, now);
  const why = whyNone(course, all, wishes, weights);
  return {
    ...base,
    none: {
      relaxed: why.relaxed.map((one) => relaxedView(one, query)),
      fits: why.fits && {
        count: why.fits.sessions.filter(({ choice }) => choice !== null).length,
        ends: why.fits.sessions.at(-1)?.day ?? today,
      },
    },
  };
}

const loadFacts = async (clinics: readonly OwnClinic[]): Promise<ClinicFacts[]> => {
  const found = await Promise.all(clinics.map(({ id }) => loadClinicFacts(db, id)));
  return found.filter((facts) => facts !== null);
};

/** The physician and clinic of a session that stands matter to what follows it. */
const standing = ({ day, physicianId, clinicId }: PlanFacts["sessions"][number]) => ({
  day,
  physicianId,
  clinicId,
});
