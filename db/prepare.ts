import { createHash, randomBytes } from "node:crypto";
import type postgres from "postgres";
import { demoLogins, loadDemo } from "./seed/demo";
import { isAway, postgresFault } from "./constraints";
import { boundRole, migrateDatabase } from "./migrate";
import { NoAddress, readAddress, type DatabaseAddress } from "./pool/address";
import { openOnce } from "./pool/once";

/**
 * Makes a database ready to serve, as its owner: this version's shape, the app role's grants, and on an empty one the
 * demo practice (embedded server) or a link for first-run setup. The last line it prints is for the launcher.
 */
async function prepare(): Promise<{
  logins: { role: string; email: string; password: string }[];
  setupPath: string | null;
}> {
  const { DATABASE_URL: appUrl, DATABASE_OWNER_URL, DATABASE_DIRECT_URL } = process.env;
  if (!appUrl) throw new NotRight("DATABASE_URL is not set.");
  const { user } = addressOf("DATABASE_URL", appUrl);
  const directUrl = DATABASE_DIRECT_URL || appUrl;
  addressOf("DATABASE_DIRECT_URL", directUrl);
  const ownerUrl = DATABASE_OWNER_URL || directUrl;
  if (addressOf("DATABASE_OWNER_URL", ownerUrl).user === user) {
    console.log("Warning: Tendon serves as the owner of its database, and could change its own audit trail.");
    console.log(
      "Name the owner in DATABASE_OWNER_URL and a lesser role in DATABASE_URL (db/deploy/README.md).",
    );
  }
  await migrateDatabase({ ownerUrl, appRole: user });
  await boundRole(directUrl);
  const sql = await openOnce(ownerUrl);
  try {
    const [practice] = await sql<
      { demo: boolean }[]
    >`select demo_loaded_at is not null as demo from practice`;
    if (practice) return { logins: practice.demo ? demoLogins() : [], setupPath: null };
    if (process.env["TENDON_EMBEDDED"] === "1") {
      console.log("Loading the demo practice …");
      return { logins: (await loadDemo(ownerUrl, new Date())).logins, setupPath: null };
    }
    return { logins: [], setupPath: `/setup?token=${await setupToken(sql)}` };
  } finally {
    await sql.end();
  }
}

function addressOf(name: string, url: string): DatabaseAddress {
  try {
    return readAddress(url);
  } catch (error) {
    if (!(error instanceof NoAddress)) throw error;
    throw new NotRight(
      `${name} ${error.message}. One looks like postgres://user:password@host:5432/database.`,
    );
  }
}

/** A new token each start until setup is done; earlier ones end. */
async function setupToken(sql: postgres.Sql): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const tokenHash = createHash("sha256").update(token).digest("hex");
  await sql.begin(async (tx) => {
    await tx`update one_time_links set used_at = now() where purpose = 'first-administrator' and used_at is null`;
    await tx`insert into one_time_links (token_hash, purpose, expires_at)
      values (${tokenHash}, 'first-administrator', now() + interval '24 hours')`;
  });
  return token;
}

/** Said as it is, without the lines of code that it came through. */
class NotRight extends Error {}

/** For whoever reads the terminal; a password never is in it. */
function plainly(error: unknown): string {
  if (error instanceof NotRight) return error.message;
  const { shown } = readAddress(process.env["DATABASE_OWNER_URL"] || process.env["DATABASE_URL"] || "");
  const { code } = postgresFault(error);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const said = cause instanceof Error ? cause.message : "it does not answer";
  if (code === "DATABASE_NO_PRIMARY") return `None of the servers at ${shown} answers and takes writes.`;
  if (isAway(error))
    return `The database at ${shown} cannot be reached: ${said}. Is it running, and is DATABASE_URL right?`;
  if (code?.startsWith("28")) return `The database at ${shown} does not let this user in: ${said}.`;
  if (code === "42501")
    return `This user may not make what Tendon needs: ${said}. Name the database's owner in DATABASE_OWNER_URL.`;
  return error instanceof Error ? (error.stack ?? said) : said;
}

try {
  console.log(JSON.stringify(await prepare()));
} catch (error) {
  console.error(plainly(error));
  process.exitCode = 1;
}
