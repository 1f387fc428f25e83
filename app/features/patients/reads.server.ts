import { db } from "db/client";
import type { Asking } from "db/command";
import { audit } from "db/writes/audit";

/** Says who looked at a patient's record; a list is one row, however many it shows. */
export const noteRead = ({ actor, requestId }: Asking, patientId: string | null) =>
  audit(db, {
    actorId: actor.id,
    action: patientId ? "patient.read" : "patient.list",
    noun: "patient",
    recordId: patientId,
    patientId,
    requestId,
  });
