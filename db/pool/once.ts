import postgres from "postgres";
import { Servers } from "./servers";

/** None: they may be the app's role's own (db/migrate.ts), and a migration or a backup takes what it takes. */
const noBounds = {
  options: "-c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0",
};

/** A client of postgres.js's own for a command that runs once, on the right one of an address's servers. */
export async function openOnce(
  url: string,
  { connection = {}, max_lifetime }: Pick<postgres.Options<never>, "connection" | "max_lifetime"> = {},
): Promise<postgres.Sql> {
  const options = { max: 1, onnotice: () => {}, connect_timeout: 10 };
  const { url: one, host, port } = await new Servers(url).find(options);
  const lasting = max_lifetime === undefined ? {} : { max_lifetime };
  // Said as lists, it takes them as they are: from an address it would cut an IPv6 host at its first colon.
  const where = { host: [host], port: [port] } as object;
  return postgres(one, { ...options, ...lasting, ...where, connection: { ...noBounds, ...connection } });
}
