import { eq, sql } from "drizzle-orm";
import type { Tx } from "db/client";
import { command, type Asking } from "db/command";
import { patients } from "db/schema";
import { notify } from "db/writes/notify";
import { revokePatientLinks } from "db/writes/report-links";
import type { Day } from "~/domain/day";
import { refuse } from "~/domain/refusals";
import { dayOf } from "~/domain/time";
import { sessionsAhead } from "./patient.server";
import { lockPatient } from "./save.server";

interface Standing {
  deactivatedAt: Date | null;
  deceasedOn: Day | null;
}

/** No longer a patient here, a patient again, or dead. */
export type StandingInput =
  | { intent: "deactivate"; version: number }
  | { intent: "reactivate"; version: number }
  | { intent: "deceased"; version: number; deceasedOn: Day };

/**
 * The inactive cannot be booked and are still found; the dead are inactive too, and never contacted. Coming back also
 * takes back a death that was entered for the wrong person.
 */
export const changeStanding = (asking: Asking, id: string, input: StandingInput) =>
  change(asking, id, input.version, actions[input.intent], (patient) => {
    if (input.intent === "reactivate") return { deactivatedAt: null, deceasedOn: null };
    const deactivatedAt = patient.deactivatedAt ?? asking.now;
    if (input.intent === "deactivate") return { deactivatedAt, deceasedOn: patient.deceasedOn };
    const { deceasedOn } = input;
    const isPossible = deceasedOn >= patient.birthDate && deceasedOn <= dayOf(asking.now, patient.zone);
    return isPossible ? { deactivatedAt, deceasedOn } : refuse("not-valid", { field: "deceasedOn" });
  });

const actions = {
  deactivate: "patient.deactivate",
  reactivate: "patient.reactivate",
  deceased: "patient.deceased",
} as const;

function change(
  asking: Asking,
  id: string,
  version: number,
  action: string,
  standingAfter: (before: Standing & { birthDate: Day; zone: string }) => Standing,
) {
  const about = { action, noun: "patient", recordId: id };
  return command(asking, about, async ({ tx, audit }) => {
    // Whoever books takes the plan's row first: from here on nobody books for this patient.
    await lockCourses(tx, id);
    const { deactivatedAtMs, ...patient } = await lockPatient(tx, asking.actor, id, version);
    const before = {
      deactivatedAt: deactivatedAtMs === null ? null : new Date(deactivatedAtMs),
      deceasedOn: patient.deceasedOn,
    };
    const after = standingAfter({ ...before, birthDate: patient.birthDate, zone: patient.zone });
    if (after.deactivatedAt) {
      const ahead = await sessionsAhead(tx, asking.actor, id, asking.now);
      if (ahead.length > 0) {
        refuse("has-future-sessions", {
          count: ahead.length,
          reasons: ahead.map((who) => ({ code: "session", who })),
        });
      }
    }
    await tx
      .update(patients)
      .set({ ...after, version: sql`${patients.version} + 1` })
      .where(eq(patients.id, id));
    if (after.deceasedOn) await revokePatientLinks(tx, id, asking.now);
    await audit({ ...about, patientId: id, clinicId: patient.homeClinicId, before, after });
    await notify(tx, { clinicIds: patient.clinicIds, noun: "patient" });
  });
}

const lockCourses = (tx: Tx, patientId: string) =>
  tx.execute(sql`select 1 from plans where patient_id = ${patientId} order by id for no key update`);
