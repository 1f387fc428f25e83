import { z } from "zod";
import { commandKey, day, id, prose, version } from "~/words/fields";

const several = <T extends z.ZodType>(schema: T) =>
  z.preprocess((sent) => (sent === undefined ? [] : typeof sent === "string" ? [sent] : sent), schema);

const optionalDay = z.union([z.literal("").transform(() => null), day("Choose a day")]).default(null);

/** How soon somebody can be there, in minutes. */
export const notices = [30, 60, 120, 240, 1440, 2880] as const;

export const entryForm = z
  .discriminatedUnion("intent", [
    z.object({
      intent: z.literal("save"),
      version: version.nullish().default(null),
      when: several(z.array(z.string().regex(/^[1-7][ap]m$/, "Choose half-days from the list")).max(14)),
      notice: z.coerce
        .number("Choose how soon they can be there")
        .refine((minutes) => notices.some((one) => one === minutes), "Choose how soon they can be there"),
      notBefore: optionalDay,
      notAfter: optionalDay,
      samePhysician: z.literal("yes").nullish().default(null),
      note: prose(500),
    }),
    z.object({ intent: z.literal("withdraw"), version }),
  ])
  .refine(
    (form) =>
      form.intent !== "save" ||
      form.notBefore === null ||
      form.notAfter === null ||
      form.notBefore <= form.notAfter,
    { path: ["notAfter"], error: "This is before the first day. Choose a later one" },
  );
export type EntryForm = z.output<typeof entryForm>;

/** For how long an offer stands, in minutes. */
export const offerMinutes = [60, 120, 240, 1440] as const;

/** "PLAN" or "PLAN SESSION VERSION": who takes the place, and what moves there. */
const taker = z.string().transform((text, context) => {
  const [planId, movesId, was] = text.split(" ");
  const read = z
    .object({ planId: z.uuid(), movesId: z.uuid().nullable(), version: version.nullable() })
    .safeParse({ planId, movesId: movesId ?? null, version: was ?? null });
  if (read.success && (read.data.movesId === null) === (read.data.version === null)) return read.data;
  context.addIssue({ code: "custom", message: "This choice cannot be read. Choose again below" });
  return z.NEVER;
});

/** A button names whom it books, while boxes name to whom it is offered. */
const asIntent = (form: unknown): unknown => {
  if (typeof form !== "object" || form === null || !("take" in form)) return form;
  return { ...form, intent: "take", taker: form.take };
};

const refills = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("take"), taker, key: commandKey }),
  z.object({
    intent: z.literal("offer"),
    taker: several(z.array(taker).min(1, "Tick whom to offer it to").max(10, "Offer it to at most ten")),
    minutes: z.coerce
      .number("Choose for how long")
      .refine((minutes) => offerMinutes.some((one) => one === minutes), "Choose for how long"),
  }),
  z.object({ intent: z.literal("withdraw"), offerId: id }),
]);
export const refillForm = z.preprocess(asIntent, refills);
export type RefillForm = z.output<typeof refillForm>;
export type Taker = Extract<RefillForm, { intent: "take" }>["taker"];

export const answerForm = z.object({
  token: z.string().max(200),
  answer: z.enum(["accept", "decline"], "Choose whether you take it"),
});
