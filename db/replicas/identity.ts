import { sql } from "drizzle-orm";

/** Which cluster it is, on which course of its history, and which of its databases. */
export interface Identity extends Record<string, unknown> {
  isStandby: boolean;
  cluster: string;
  timeline: number;
  database: string;
  /** How far its log has come: written at a primary, shown at a standby. Bytes, as a number that holds petabytes. */
  position: number;
}

export const identity = sql`
  select pg_is_in_recovery() as "isStandby", (select system_identifier::text from pg_control_system()) as cluster,
    (select timeline_id from pg_control_checkpoint()) as timeline,
    (select oid::text from pg_database where datname = current_database()) as "database",
    (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_flush_lsn() end - '0/0'::pg_lsn)::float8
      as position`;

/** A standby of another cluster, of another database, or of a history that the primary left when it was promoted. */
export const isStandbyOf = (replica: Identity, primary: Identity) =>
  replica.isStandby &&
  replica.cluster === primary.cluster &&
  replica.database === primary.database &&
  replica.timeline === primary.timeline;
