import { db } from "db/client";
import { ownAnchors, ownSealKey } from "db/seal/own";
import { verifyTrail } from "db/seal/verify";
import { audit } from "db/writes/audit";
import { logFault } from "~/http/log.server";
import type { Job } from "./job";

/** Twice a day, whatever an operator does: what it finds is in the log and on the audit trail's page. */
export const verifyAudit: Job = {
  queue: "verify-audit",
  everyMinutes: 12 * 60,
  async run() {
    const { seals, events, findings } = await verifyTrail(db, ownSealKey(), await ownAnchors());
    await audit(db, {
      ...{ actorId: null, action: "audit.verify", noun: "audit", requestId: "job" },
      after: { seals, events, findings: findings.length },
    });
    if (findings.length > 0) logFault("audit", new AuditTrailChanged());
  },
};

class AuditTrailChanged extends Error {
  override name = "AuditTrailChanged";
}
