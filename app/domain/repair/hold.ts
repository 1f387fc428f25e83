import type { SessionStatus } from "../vocabulary";
import type { Hold } from "./path";

/** So soon a patient has made arrangements: what stands then stays. */
export const IMMINENT_HOURS = 72;

interface Told {
  status: SessionStatus;
  displaced: boolean;
  confirmed: boolean;
  startsAt: Date;
  /** At a clinic where whoever repairs may not book. */
  isElsewhere: boolean;
}

/** May a repair move it: one that lost its place must move, one that is confirmed, imminent or begun stays. */
export function holdOf({ status, displaced, confirmed, startsAt, isElsewhere }: Told, now: Date): Hold {
  if (displaced) return "displaced";
  const isImminent = startsAt.getTime() - now.getTime() < IMMINENT_HOURS * 3_600_000;
  return status !== "booked" || confirmed || isImminent || isElsewhere ? "pinned" : "free";
}
