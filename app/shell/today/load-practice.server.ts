import type { Zone } from "~/domain/wall-clock";
import { accountsState } from "~/features/accounts/attention.server";
import { accountsNeedingAttention } from "~/features/accounts/queries.server";
import { sealState } from "~/features/audit/queries.server";
import { restoreTestState } from "~/features/backups/restore-tests.server";
import { restoreWords } from "~/features/backups/words";
import { findSetup } from "~/features/settings/overview.server";
import { practiceToday } from "~/features/today/queries.server";
import { openStreams } from "~/http/live.server";
import { countBlocks } from "~/http/throttle.server";
import { practiceAttention } from "./attention";

/** What Today shows of the practice: counts, and nobody's data. */
export async function loadPractice(now: Date, zone: Zone) {
  const [figures, accounts, setup, waiting, seals, blocked, restoreTest] = await Promise.all([
    practiceToday(now),
    accountsNeedingAttention(now),
    findSetup(now),
    accountsState(now),
    sealState(),
    countBlocks(now),
    restoreTestState(now),
  ]);
  const { clinics, signIns } = figures;
  const trail = { sealedAt: seals.head?.sealedAt ?? null, waiting: seals.waiting, verified: seals.verified };
  const facts = { now, zone, ...waiting, signIns: { ...signIns, blocked }, trail };
  return {
    clinics,
    zone,
    trail,
    refusedSignIns: signIns.refused,
    attention: practiceAttention(facts),
    certifications: accounts.flatMap(({ id, name, noPassword, certifiedUntil }) =>
      certifiedUntil && !noPassword ? [{ id, name, certifiedUntil }] : [],
    ),
    setup,
    backups: restoreWords(restoreTest, zone),
    openStreams: openStreams(),
  };
}
