import { createHash, randomBytes } from "node:crypto";
import postgres from "postgres";
import { demoLogins, loadDemo } from "./seed/demo";
import { isAway, postgresFault } from "./constraints";
import { migrateDatabase } from "./migrate";

/**
 * Makes a database ready to serve, as its owner: this version's shape, the app role's grants, and on an empty one the
 * demo practice (embedded server) or a link for first-run setup. The last line it prints is for the launcher.
 */
async function prepare(): Promise<{
  logins: { role: string; email: string; password: string }[];
  setupPath: string | null;
}> {
  const appUrl = process.env["DATABASE_URL"];
  const ownerUrl = process.env["DATABASE_OWNER_URL"] || appUrl;
  if (!ownerUrl || !appUrl) throw new NotRight("DATABASE_URL is not set.");
  for (const [name, url] of Object.entries({ DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl })) {
    if (!/^postgres(ql)?:$/.test(URL.canParse(url) ? new URL(url).protocol : ""))
      throw new NotRight(
        `${name} is no PostgreSQL address. One looks like postgres://user:password@host:5432/database.`,
      );
  }
  await migrateDatabase({ ownerUrl, appRole: decodeURIComponent(new URL(appUrl).username) });
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
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
  const { host, pathname } = new URL(process.env["DATABASE_OWNER_URL"] || process.env["DATABASE_URL"] || "");
  const { code } = postgresFault(error);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const said = cause instanceof Error ? cause.message : "it does not answer";
  if (isAway(error))
    return `The database at ${host}${pathname} cannot be reached: ${said}. Is it running, and is DATABASE_URL right?`;
  if (code?.startsWith("28")) return `The database at ${host}${pathname} does not let this user in: ${said}.`;
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
