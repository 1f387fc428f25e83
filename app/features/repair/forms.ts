import { z } from "zod";
import { commandKey, id, prose } from "~/words/fields";
import { placedMove } from "~/words/place-fields";

const several = (sent: unknown) => (typeof sent === "string" ? [sent] : (sent ?? []));

/** "PLAN SESSION VERSION …": a move, and the course that it belongs to. */
const courseMove = z.string().transform((text, context) => {
  const at = text.indexOf(" ");
  const planId = id.safeParse(text.slice(0, at));
  const move = placedMove("Look at the list again").safeParse(text.slice(at + 1));
  if (planId.success && move.success) return { planId: planId.data, ...move.data };
  context.addIssue({ code: "custom", message: "This cannot be read. Look at the list again" });
  return z.NEVER;
});

const courses = z.preprocess(
  several,
  z.array(id).min(1, "Tick at least one course, or use the button beside it").max(200),
);

/** The buttons beside a row say which course they mean; it alone counts then. */
function oneOrTicked(form: unknown): unknown {
  if (typeof form !== "object" || form === null) return form;
  const { only, ...fields } = form as Record<string, unknown>;
  if (typeof only !== "string" || only === "") return fields;
  const [intent, planId] = only.split(" ");
  return { ...fields, intent, course: planId };
}

export const repairForm = z.preprocess(
  oneOrTicked,
  z.discriminatedUnion("intent", [
    z.object({
      intent: z.literal("move"),
      key: commandKey,
      course: courses,
      moves: z.preprocess(several, z.array(courseMove).max(1000)),
      gapReason: prose(500),
    }),
    z.object({ intent: z.literal("call"), course: courses }),
    z.object({ intent: z.literal("tried"), course: id, note: prose(500) }),
    z.object({ intent: z.literal("uncall"), course: id }),
    z.object({ intent: z.literal("undo"), sessionId: id }),
  ]),
);

export type MoveCourses = Extract<z.output<typeof repairForm>, { intent: "move" }>;

/** A time off's id, or "hours"; whatever cannot be read is none. */
export const readCause = (params: URLSearchParams): string | null =>
  z.union([id, z.literal("hours")]).safeParse(params.get("off")).data ?? null;

export const readMoved = (params: URLSearchParams): string | null =>
  id.safeParse(params.get("moved")).data ?? null;
