import { subtract, toInterval, toPeriod, type Period } from "./interval";

/** What a resource is held for that time off does not take away: a treatment under way, or done. */
export interface Kept extends Period {
  resourceId: string;
}

/** The stretches that time off takes of each resource: all of its period from now on, less what is kept. */
export function stretchesToTake(
  resourceIds: readonly string[],
  period: Period,
  kept: readonly Kept[],
  now: Date,
): { resourceId: string; from: Date; until: Date }[] {
  const start = new Date(Math.max(period.start.getTime(), now.getTime()));
  const whole = toInterval({ start, end: period.end });
  return resourceIds.flatMap((resourceId) => {
    const held = kept.filter((one) => one.resourceId === resourceId).map(toInterval);
    return subtract([whole], held)
      .map(toPeriod)
      .map(({ start: from, end: until }) => ({ resourceId, from, until }));
  });
}
