import { sql, type SQL } from "drizzle-orm";

/** Whether an account has an authenticator app or a passkey. */
export const hasFactor = (accountId: SQL) => sql<boolean>`(
  exists (select from totp_factors f where f.account_id = ${accountId})
  or exists (select from passkeys k where k.account_id = ${accountId}))`;

/** `needsSecondFactor` of the domain, of an account that has none. */
export const lacksFactor = (account: { id: SQL; roles: SQL }) => sql<boolean>`(
  'administrator' = any(${account.roles}) and not exists (select from practice where demo_loaded_at is not null)
  and not ${hasFactor(account.id)})`;
