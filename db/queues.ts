import type PgBoss from "pg-boss";

interface QueueRules extends Required<
  Pick<PgBoss.Queue, "retryLimit" | "retryDelay" | "retryBackoff" | "expireInSeconds">
> {
  /** The queue that is told when every try has failed; it stands before this one. */
  deadLetter?: string;
}

const usual: QueueRules = { retryLimit: 3, retryDelay: 5, retryBackoff: true, expireInSeconds: 60 };

/**
 * The queues of the jobs in app/jobs. Each is a table of pg-boss's, which the owner makes when it migrates; the app's
 * role could not. What a killed process had under way is taken up again when its time to expire is over.
 */
export const queues = {
  "fold-outcomes": usual,
  "expire-reports": usual,
  "mail-forgotten": usual,
  "morning-packs": usual,
  "plan-many-given-up": usual,
  "plan-many": { ...usual, retryLimit: 2, expireInSeconds: 45, deadLetter: "plan-many-given-up" },
  "seal-audit": { ...usual, expireInSeconds: 300 },
  "send-reports": { ...usual, expireInSeconds: 300 },
  "test-restore": { ...usual, retryLimit: 0, expireInSeconds: 2 * 3600 },
  "tidy-sign-ins": usual,
  "verify-audit": { ...usual, retryLimit: 1, expireInSeconds: 1800 },
} satisfies Record<string, QueueRules>;

export type QueueName = keyof typeof queues;
