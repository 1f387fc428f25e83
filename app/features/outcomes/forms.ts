import { z } from "zod";
import { activities, ratings, selfCares, type TimePoint } from "~/domain/vocabulary";
import { id, prose, version, wholeNumber } from "~/words/fields";
import { deskChannels } from "./report";

const answer = z.object({
  version,
  intent: z.literal("answer"),
  rating: z.enum(ratings, "Choose how the patient rates the result"),
  pain: wholeNumber("Choose a number from 0 to 10", 0, 10),
  activities: z.array(z.enum(activities)).max(activities.length).default([]),
  selfCare: z.enum(selfCares).nullable().default(null),
  adverseEffects: prose(2000),
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
  adverseEffects: notAsked,
});

const closing = z.object({ version, intent: z.enum(["decline", "give-up", "reopen"]) });

/** What is posted about one report: its answers, or that there will be none. */
export const reportForm = (timePoint: TimePoint) =>
  z.discriminatedUnion("intent", [timePoint === "baseline" ? baseline : answer, closing]);

export type ReportInput = z.output<ReturnType<typeof reportForm>>;

/** The report that a URL or a form names, or null for what is no id. */
export const recordId = (text: unknown): string | null => id.safeParse(text).data ?? null;
