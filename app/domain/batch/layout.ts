import type { PhaseMinutes } from "../session";
import { STEP_MINUTES } from "../openings";
import type { BatchClinic, BatchProblem } from "./problem";

const MS_PER_MINUTE = 60_000;
export const STEP_MS = STEP_MINUTES * MS_PER_MINUTE;

/** A stretch of one resource's time: that of the n-th start on the grid of its clinic begins at `first + n * step`. */
export interface Units {
  first: number;
  step: number;
  count: number;
}

/**
 * All resources' time as one row of units, so that what a unit costs, and whether it is taken, is a number in an array.
 * A unit is a moment at which a treatment, or in a room a session, could begin: two of them overlap exactly when one
 * begins while the other lasts, so that no other moment need be looked at, and nothing is rounded.
 */
export interface Layout {
  size: number;
  room(clinic: number, roomId: string): number;
  device(clinic: number, deviceId: string): number;
  /** The same at whichever clinic. */
  physician(id: string): number;
  /** What a session takes, to be counted from where its resource's units begin. */
  whole(phases: PhaseMinutes): Units;
  treatment(clinic: number, phases: PhaseMinutes): Units;
}

export function layoutOf({ clinics, plans }: Pick<BatchProblem, "clinics" | "plans">): Layout {
  const base = Math.min(...clinics.map(({ frame }) => frame.start));
  const end = Math.max(...clinics.map(({ frame }) => frame.end));
  const longest = Math.max(0, ...plans.map(({ phases }) => wholeMs(phases)));
  const steps = Math.ceil((end - base + longest) / STEP_MS) + 1;
  const beginning = (clinic: BatchClinic | undefined, { prepare }: PhaseMinutes) =>
    (clinic?.frame.start ?? base) - base + prepare * MS_PER_MINUTE;
  const moments = [
    ...new Set(clinics.flatMap((clinic) => plans.map(({ phases }) => beginning(clinic, phases) % STEP_MS))),
  ].sort((a, b) => a - b);

  let size = 0;
  const row = (units: number) => (size += units) - units;
  const rows = (ids: readonly string[], units: number) => new Map(ids.map((id) => [id, row(units)]));
  const idsOf = (pool: readonly { id: string }[]) => pool.map(({ id }) => id);
  const rooms = clinics.map((clinic) => rows(idsOf(clinic.rooms), steps));
  const devices = clinics.map((clinic) => rows(idsOf(clinic.devices), steps * moments.length));
  const physicianIds = [...new Set(clinics.flatMap((clinic) => idsOf(clinic.physicians)))];
  const physicians = rows(physicianIds, steps * moments.length);

  return {
    size,
    room: (clinic, id) => rooms[clinic]?.get(id) ?? NaN,
    device: (clinic, id) => devices[clinic]?.get(id) ?? NaN,
    physician: (id) => physicians.get(id) ?? NaN,
    whole: (phases) => ({ first: 0, step: 1, count: Math.ceil(wholeMs(phases) / STEP_MS) }),
    treatment: (clinic, phases) => {
      const from = beginning(clinics[clinic], phases);
      const until = from + phases.treat * MS_PER_MINUTE;
      /** How many moments come before that one. */
      const before = (time: number) =>
        Math.floor(time / STEP_MS) * moments.length +
        moments.filter((moment) => moment < time % STEP_MS).length;
      return { first: before(from), step: moments.length, count: before(until) - before(from) };
    },
  };
}

export const wholeMs = ({ prepare, treat, recover }: PhaseMinutes) =>
  (prepare + treat + recover) * MS_PER_MINUTE;
