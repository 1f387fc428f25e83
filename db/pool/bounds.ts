/**
 * The time at the server of each statement, lock and forgotten transaction: shorter than the pool's patience, so that where a
 * server lives, it is the one to say that something took too long.
 */
export const bounds = {
  statement_timeout: 7_000,
  lock_timeout: 4_000,
  idle_in_transaction_session_timeout: 10_000,
  // Prepared without it, PostgreSQL would plan after five runs for values that it does not know.
  plan_cache_mode: "force_custom_plan",
};
