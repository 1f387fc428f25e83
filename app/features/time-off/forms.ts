import { z } from "zod";
import { timeOffKinds } from "~/domain/vocabulary";
import { clockToMinutes } from "~/domain/words-of-time";
import { day, id, prose } from "~/words/fields";

const clockTime = z
  .string()
  .max(5)
  .transform((text, context) => {
    const minutes = clockToMinutes(text);
    if (minutes !== null) return minutes;
    context.addIssue({ code: "custom", message: "Enter a time such as 13:30, or leave it empty" });
    return z.NEVER;
  })
  .optional();

/** "leave" and a physician, "closure" and a clinic, "maintenance" and a room or device. */
const target = z
  .string("Choose who or what is off")
  .max(60)
  .transform((text, context) => {
    const [kind, targetId] = text.split(":");
    const parsed = z.object({ kind: z.enum(timeOffKinds), id }).safeParse({ kind, id: targetId });
    if (parsed.success) return parsed.data;
    context.addIssue({ code: "custom", message: "Choose one from the list" });
    return z.NEVER;
  });

const periodFields = {
  target,
  fromDay: day("Choose the first day"),
  fromTime: clockTime,
  untilDay: day("Choose the last day").optional(),
  untilTime: clockTime,
  reason: prose(500),
};
export type PeriodFields = z.output<z.ZodObject<typeof periodFields>>;

export const timeOffForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("preview"), ...periodFields }),
  z.object({ intent: z.literal("save"), ...periodFields }),
  z.object({ intent: z.literal("withdraw"), timeOffId: id, restore: z.enum(["yes", "no"]).default("no") }),
]);

/** The target that another page leads here with, as the form's field says it. */
export function readTarget(params: URLSearchParams): string | null {
  const kind = z.enum(timeOffKinds).safeParse(params.get("kind")).data;
  const resource = id.safeParse(params.get("resource")).data;
  return kind && resource ? `${kind}:${resource}` : null;
}

/** The entry whose withdrawal is being asked about. */
export const readWithdrawal = (params: URLSearchParams) => id.safeParse(params.get("withdraw")).data ?? null;
