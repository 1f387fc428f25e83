import { int } from "./typed";
import type { Interval } from "../interval";
import { STEP_MINUTES } from "../openings";
import { StartMask } from "../start-mask";
import type { Offer } from "./offers";
import type { BatchClinic, BatchPlan } from "./problem";
import { STEP_MS } from "./layout";

/** At which of an offer's starts the patient can come. */
export interface PatientTimes {
  allowed: Uint8Array;
  /** The days on which they cannot come at every start. */
  isMasked: Uint8Array;
}

const MS_PER_MINUTE = STEP_MS / STEP_MINUTES;

export function patientTimes(
  { starts, before }: Offer,
  clinic: BatchClinic | undefined,
  { phases, patientBusy }: Pick<BatchPlan, "phases" | "patientBusy">,
  free: readonly Interval[] | null,
): PatientTimes {
  const allowed = new Uint8Array(starts.length).fill(1);
  const isMasked = new Uint8Array(before.length);
  if (!clinic || (free === null && patientBusy.length === 0)) return { allowed, isMasked };
  const { start, end } = clinic.frame;
  const grid = { start, stepMs: STEP_MS, count: Math.max(0, Math.ceil((end - start) / STEP_MS)) };
  const whole = { fromMs: 0, toMs: (phases.prepare + phases.treat + phases.recover) * MS_PER_MINUTE };
  const can = StartMask.within(grid, free ?? [everMs], whole).without(patientBusy, whole);
  for (let day = 0; day + 1 < before.length; day++) {
    for (let position = int(before, day); position < int(before, day + 1); position++) {
      if (can.has(int(starts, position))) continue;
      allowed[position] = 0;
      isMasked[day] = 1;
    }
  }
  return { allowed, isMasked };
}

const everMs: Interval = { start: -Number.MAX_SAFE_INTEGER, end: Number.MAX_SAFE_INTEGER };
