import type { CourseSession } from "~/domain/course";
import type { Day } from "~/domain/day";
import { gapDays, needsReason, type GapRange } from "~/domain/gap";
import { isLive } from "~/domain/session";
import type { CoursePlace } from "./place-view";

interface Place {
  id: string | null;
  day: Day;
  status: CourseSession["status"];
  isThis: boolean;
}

const none: ReadonlyMap<string, Day> = new Map();

/**
 * The course with a session more, or with one moved to another day, and what the gaps become; `later` holds the days of
 * those that move with it.
 */
export function courseWith(
  sessions: readonly CourseSession[],
  day: Day,
  movingId: string | null,
  range: GapRange,
  later: ReadonlyMap<string, Day> = none,
): CoursePlace[] {
  const standing = sessions.filter(
    ({ id, status, displaced }) => isLive(status) && (!displaced || id === movingId),
  );
  const moving = standing.find(({ id }) => id === movingId);
  const others = standing
    .filter((session) => session !== moving)
    .map((one) => asPlace({ ...one, day: later.get(one.id) ?? one.day }, false));
  const before = inOrder(standing.map((one) => asPlace(one, false)));
  const place: Place = { id: movingId, day, status: moving?.status ?? "booked", isThis: true };
  const after = inOrder([...others, place]);
  return after.map((one, index) => {
    const previous = after[index - 1];
    return { ...one, ordinal: index + 1, gap: previous ? gapTo(one, previous, before, range) : null };
  });
}

const asPlace = ({ id, day, status }: CourseSession, isThis: boolean): Place => ({ id, day, status, isThis });

/** Of two on one day the one that is chosen comes last. */
const inOrder = (places: readonly Place[]) =>
  [...places].sort((a, b) =>
    a.day === b.day ? Number(a.isThis) - Number(b.isThis) : a.day < b.day ? -1 : 1,
  );

function gapTo(place: Place, previous: Place, before: readonly Place[], range: GapRange): CoursePlace["gap"] {
  const days = gapDays(previous.day, place.day);
  const [outside] = needsReason(days, null, range);
  const at = before.findIndex(({ id }) => id !== null && id === place.id);
  const was = at > 0 ? before[at - 1] : undefined;
  const wasDays = was && at > 0 ? gapDays(was.day, before[at]?.day ?? was.day) : null;
  return {
    days,
    state: !outside ? "in-range" : outside.kind === "too-short" ? "early" : "late",
    byDays: outside?.byDays ?? 0,
    was: wasDays === days ? null : wasDays,
  };
}
