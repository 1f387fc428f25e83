import { z } from "zod";
import { id, prose } from "~/words/fields";

/** "backlog", "physician", or which time off it is that sessions lost their place to. */
export const startForm = z
  .object({
    clinicId: id,
    which: z.union([z.enum(["backlog", "physician"]), z.uuid()], "Choose which courses to plan"),
    physicianId: z.union([z.literal("").transform(() => null), id]).default(null),
  })
  .refine(({ which, physicianId }) => which !== "physician" || physicianId !== null, {
    path: ["physicianId"],
    error: "Choose the physician",
  });
export type StartForm = z.output<typeof startForm>;

const several = z.preprocess(
  (sent) => (sent === undefined ? [] : typeof sent === "string" ? [sent] : sent),
  z.array(id).max(500),
);

export const runForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("cancel") }),
  z.object({
    intent: z.literal("apply"),
    planId: several.refine((ids) => ids.length > 0, "Tick the courses that are to be booked"),
    gapReason: prose(500),
  }),
]);
export type RunForm = z.output<typeof runForm>;
export type ApplyForm = Extract<RunForm, { intent: "apply" }>;

export function runId(params: { id?: string | undefined }): string | null {
  const read = z.uuid().safeParse(params.id);
  return read.success ? read.data : null;
}
