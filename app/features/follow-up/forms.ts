import { z } from "zod";
import { clockToMinutes } from "~/domain/words-of-time";
import { day, id, version } from "~/words/fields";
import { calledPoints, type FollowUpFilter } from "./filter";

const of = { reportId: id, planId: id, version };

const clockTime = z
  .string("Enter a time, like 14:30")
  .transform((text) => clockToMinutes(text.trim()))
  .refine((minutes) => minutes !== null && minutes < 1440, "Enter a time, like 14:30")
  .transform((minutes) => minutes ?? 0);

/** What a call came to, for one row of the worklist. */
export const followUpForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.enum(["no-answer", "wrong-number"]), ...of }),
  z.object({
    intent: z.literal("call-back"),
    ...of,
    callBackDay: day("Choose the day to call back"),
    callBackTime: clockTime,
  }),
  z.object({ intent: z.literal("undo"), ...of, attemptId: id }),
  z.object({ intent: z.enum(["decline", "give-up", "reopen"]), ...of }),
]);

const query = z.object({
  point: z.enum(calledPoints).nullable().catch(null),
  show: z.enum(["calls", "waiting"]).catch("calls"),
  done: id.nullable().catch(null),
});

/** What a URL asks for: what it cannot read it leaves out. */
export const readFollowUp = (params: URLSearchParams): FollowUpFilter => {
  const { point = null, show, done = null } = Object.fromEntries([...params].reverse());
  return query.parse({ point, show, done });
};
