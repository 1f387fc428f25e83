import { z } from "zod";
import { allSessionMoves } from "~/domain/session";
import { commandKey, day, id, prose, searchText, version } from "~/words/fields";
import { clockMinutes, clockPattern, placedMove } from "~/words/place-fields";

const any = z.literal("any").transform(() => null);
const oneOrAny = z.union([any, id], "Choose one, or any").default(null);

const place = z.object({
  clinicId: id,
  day: day("Choose a day"),
  startMinute: clockMinutes,
  /** Which of the two, where the clocks go back over the time. */
  which: z.enum(["first", "second"]).nullish().default(null),
  physicianId: oneOrAny,
  roomId: oneOrAny,
  deviceId: oneOrAny,
  gapReason: prose(500),
});

/**
 * A radio or a button can send but one value: `start` is "09:30" or "09:30 second" or "09:30 once ROOM DEVICE", "other"
 * where the time is typed in `other`, and `instead` is a whole alternative place.
 */
function asPlace(form: unknown): unknown {
  if (typeof form !== "object" || form === null) return form;
  const { start, other, instead, ...fields } = form as Record<string, unknown>;
  if (typeof instead === "string") {
    const [day, startMinute, which, physicianId, roomId, deviceId] = instead.split(" ");
    return {
      ...fields,
      day,
      startMinute,
      which: which === "once" ? null : which,
      physicianId,
      roomId,
      deviceId,
    };
  }
  if (typeof start !== "string" || start === "" || start === "other") {
    return other === undefined ? fields : { ...fields, startMinute: other };
  }
  const [startMinute, which = "once", roomId, deviceId] = start.split(" ");
  const kept = roomId && deviceId ? { roomId, deviceId } : {};
  return { ...fields, ...kept, startMinute, which: which === "once" ? null : which };
}

export const bookForm = z.preprocess(
  asPlace,
  place.extend({ planId: id, key: commandKey, overbookReason: prose(500) }),
);

const laterMoves = z
  .preprocess(
    (sent) => (typeof sent === "string" ? [sent] : (sent ?? [])),
    z.array(placedMove("Choose what becomes of the later sessions")).max(60),
  )
  .refine((moves) => new Set(moves.map(({ sessionId }) => sessionId)).size === moves.length, {
    error: "This names a session twice. Choose what becomes of the later sessions",
  });

/** `scope` says what becomes of the later sessions; each of its answers comes with the places that it means. */
const withLater = (form: unknown): unknown => {
  const placed = asPlace(form);
  if (typeof placed !== "object" || placed === null) return placed;
  const { scope } = placed as Record<string, unknown>;
  // Another day than the one that the offers were made for: the later ones stay.
  const isInstead = typeof form === "object" && form !== null && "instead" in form;
  const later =
    typeof scope === "string" && !isInstead ? (placed as Record<string, unknown>)[scope] : undefined;
  return { ...placed, later: scope === "shift" || scope === "respace" ? later : undefined };
};

export const moveForm = z.preprocess(
  withLater,
  place.extend({
    version,
    key: commandKey,
    later: laterMoves,
    then: z.literal("calendar").nullish().default(null),
  }),
);

/** Where to go afterwards; without it the page that asked stays and asks again. */
const back = z.string().max(2000).default("");

export const undoMoveForm = z.object({ intent: z.literal("undo-move"), back });

export const attendForm = z
  .object({
    move: z.enum(allSessionMoves, "Choose who cancels").exclude(["move"]),
    version,
    reason: prose(500),
    back,
  })
  .refine(saysWhy, {
    path: ["reason"],
    error: "Say why it is cancelled. Who cancelled, and why, stays with the session",
    // Asked even where nobody is chosen yet, so that both are told at once.
    when: () => true,
  });

/**
 * Only the cancelling form can come without a move: its two radios are one. Asked of what was sent, whatever it is, since
 * it is asked even where the rest is not right.
 */
function saysWhy({ move, reason }: { move?: unknown; reason?: unknown }): boolean {
  const isCancelling = typeof move !== "string" || move.startsWith("cancel");
  return !isCancelling || Boolean(reason);
}

/** A record's id as a URL gives it, or null for what is none. */
export const sessionId = (params: { id?: string | undefined }): string | null =>
  id.safeParse(params.id).data ?? null;

const known = <T extends z.ZodType>(schema: T) => schema.nullable().catch(null);

/** What the calendar's drag asks for; days that are none mean nothing is free on them. */
export const openingsQuery = z.object({
  session: known(id),
  from: day("").catch("1900-01-01"),
  to: day("").catch("1900-01-01"),
});

const oneAnyOrUnsaid = known(z.union([id, z.literal("any")]));

/** What the booking page is asked to show; what cannot be read counts as not said. */
export const bookQuery = z.object({
  plan: known(id),
  q: searchText.catch(""),
  clinic: known(id),
  date: known(day("")),
  at: known(z.string().regex(clockPattern)),
  physician: oneAnyOrUnsaid,
  room: oneAnyOrUnsaid,
  device: oneAnyOrUnsaid,
});

/** What was said of a place, without the plan: it goes along to the plan that is chosen. */
export const askedIn = ({ clinic, date, at, physician, room, device }: z.output<typeof bookQuery>) =>
  Object.fromEntries(
    Object.entries({ clinic, date, at, physician, room, device }).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    ),
  );

export const queryOf = (request: Request) => Object.fromEntries(new URL(request.url).searchParams);
