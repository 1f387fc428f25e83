import { z } from "zod";
import { commandKey, day, id, prose } from "~/words/fields";

const clockPattern = /^([01]\d|2[0-3]):[0-5]\d$/;
const known = <T extends z.ZodType>(schema: T) => schema.nullable().catch(null);
const oneOf = <T extends string>(...words: T[]) => z.union([z.enum(words), z.uuid()]);

/** What the page is asked to compose by; what cannot be read counts as not said. */
const wishes = z.object({
  when: z.array(z.string()).transform((parts) => parts.filter((part) => /^[1-7][ap]m$/.test(part))),
  earliest: known(z.string().regex(clockPattern)),
  latest: known(z.string().regex(clockPattern)),
  physician: oneOf("preferred", "same", "any").catch("preferred"),
  clinic: oneOf("any").nullable().catch(null),
  room: oneOf("any").catch("any"),
  device: oneOf("any").catch("any"),
  from: known(day("")),
  until: known(day("")),
  count: known(z.coerce.number().int().min(1).max(20)),
});
export type CourseQuery = z.output<typeof wishes>;

export function readCourseQuery(request: Request): CourseQuery {
  const params = new URL(request.url).searchParams;
  return wishes.parse({ ...Object.fromEntries(params), when: params.getAll("when") });
}

/** "CLINIC DAY 09:30 once PHYSICIAN ROOM DEVICE": what a proposal says of each session. */
const place = z.string().transform((text, context) => {
  const [clinicId, on, at = "", which = "", physicianId, roomId, deviceId] = text.split(" ");
  const read = z
    .object({
      clinicId: z.uuid(),
      day: day(""),
      at: z.string().regex(clockPattern),
      which: z.enum(["once", "first", "second"]),
      physicianId: z.uuid(),
      roomId: z.uuid(),
      deviceId: z.uuid(),
    })
    .safeParse({ clinicId, day: on, at, which, physicianId, roomId, deviceId });
  if (!read.success) {
    context.addIssue({ code: "custom", message: "This proposal cannot be read. Choose one of those below" });
    return z.NEVER;
  }
  const { at: clock, which: turn, ...rest } = read.data;
  return {
    ...rest,
    startMinute: Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)),
    which: turn === "once" ? null : turn,
  };
});

const many = (most: number) =>
  z.preprocess(
    (sent) => (typeof sent === "string" ? [sent] : sent),
    z.array(place, "Choose one of the proposals").min(1, "Choose one of the proposals").max(most),
  );

export const courseForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("book"), key: commandKey, session: many(20), gapReason: prose(500) }),
  z.object({
    intent: z.literal("undo"),
    sessionId: z.preprocess((sent) => (typeof sent === "string" ? [sent] : sent), z.array(id).min(1).max(20)),
  }),
]);
export type CourseForm = z.output<typeof courseForm>;
export type BookCourse = Extract<CourseForm, { intent: "book" }>;
