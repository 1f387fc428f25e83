import { z } from "zod";
import type { Day } from "~/domain/day";
import {
  activities,
  guidances,
  ratings,
  redFlags,
  regions,
  selfCares,
  type TimePoint,
} from "~/domain/vocabulary";
import { id, prose, version, wholeNumber } from "~/words/fields";
import { addMonth, outcomeFigures, outcomePoints, startedStatuses, type OutcomeFilter } from "./filter";
import { deskChannels } from "./report";

const answer = z.object({
  version,
  intent: z.literal("answer"),
  rating: z.enum(ratings, "Choose how the patient rates the result"),
  pain: wholeNumber("Choose a number from 0 to 10", 0, 10),
  activities: z.array(z.enum(activities)).max(activities.length).default([]),
  selfCare: z.enum(selfCares).nullable().default(null),
  redFlags: z.array(z.enum(redFlags)).max(redFlags.length).default([]),
  adverseEffects: prose(2000),
  remarks: prose(2000),
  channel: z.enum(deskChannels, "Choose how the answers came"),
  language: z.string("Choose a language").regex(/^[a-z]{2,3}$/, "Choose a language"),
});

/** Whatever is posted: what was not asked stays null, so that it is never taken for an answer. */
const notAsked = z.unknown().transform(() => null);

/** Before any treatment there is no result to rate and nothing regained. */
const baseline = answer.extend({
  rating: notAsked,
  activities: notAsked,
  selfCare: notAsked,
  redFlags: notAsked,
  adverseEffects: notAsked,
});

const closing = z.object({ version, intent: z.enum(["decline", "give-up", "reopen"]) });

/** What is posted about one report: its answers, or that there will be none. */
export const reportForm = (timePoint: TimePoint) =>
  z.discriminatedUnion("intent", [timePoint === "baseline" ? baseline : answer, closing]);

export type ReportInput = z.output<ReturnType<typeof reportForm>>;

/** The report that a URL or a form names, or null for what is no id. */
export const recordId = (text: unknown): string | null => id.safeParse(text).data ?? null;

const month = z
  .string()
  .regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/)
  .nullable()
  .catch(null);

/** One schema for the page's URL and the CSV's. What it cannot read it leaves out: a URL is never an error. */
const outcomeQuery = z.object({
  point: z.enum(outcomePoints).catch("3-months"),
  from: month,
  to: month,
  region: z.enum(regions).nullable().catch(null),
  guidance: z.enum(guidances).nullable().catch(null),
  status: z.enum(startedStatuses).nullable().catch(null),
});

const usualMonths = 12;
/** Longer than that is no chart any more, and no practice either. */
const mostMonths = 60;

/** The filter that a URL's query means: unless it says otherwise, the last twelve full months. */
export function readOutcomeFilter(query: URLSearchParams, today: Day): OutcomeFilter {
  const { from, to, ...chosen } = outcomeQuery.parse(Object.fromEntries([...query].reverse()));
  const lastFull = addMonth(today.slice(0, 7), -1);
  const ends = [from ?? addMonth(to ?? lastFull, 1 - usualMonths), to ?? lastFull];
  const [first = lastFull, last = lastFull] = ends.sort();
  const earliest = addMonth(last, 1 - mostMonths);
  return { ...chosen, from: first < earliest ? earliest : first, to: last };
}

/** What a download is of: one figure or all, and whether it leaves the practice. */
export const exportQuery = z.object({
  figure: z.enum(outcomeFigures).nullable().catch(null),
  beyond: z
    .literal("1")
    .transform(() => true)
    .catch(false),
});
