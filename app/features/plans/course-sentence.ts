import { courseSentence } from "~/words/plans";
import type { PlanView } from "./plan";

/** How a plan's course stands, in words. */
export const sentenceOf = (plan: PlanView): string =>
  courseSentence({
    status: plan.status,
    today: plan.today,
    since: plan.since,
    counts: plan.course.counts,
    gap: plan.course.gap,
    next: plan.sessions.find(({ id }) => id === plan.course.nextId) ?? null,
    previousOrdinal: plan.course.previousOrdinal,
  });
