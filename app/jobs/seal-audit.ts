import { noteAnchor, ownSealKey } from "db/seal/own";
import { sealNext } from "db/seal/seal";
import { logNote } from "~/http/log.server";
import type { Job } from "./job";

/**
 * Seals what has been written since, and says each new head where it is out of the database's reach: in the log, and in
 * the file that the operator names.
 */
export const sealAudit: Job = {
  queue: "seal-audit",
  everyMinutes: 1,
  async run(_, { signal }) {
    const key = ownSealKey();
    while (!signal.aborted) {
      const head = await sealNext(key);
      if (!head) return;
      const { number, mac, count } = head;
      logNote("audit trail sealed", { seal: number, mac, events: count });
      await noteAnchor(head);
    }
  },
};
