import { createHash, randomBytes } from "node:crypto";
import postgres from "postgres";
import { demoLogins, loadDemo } from "./seed/demo";
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
  if (!ownerUrl || !appUrl) throw new Error("DATABASE_URL is not set.");
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

console.log(JSON.stringify(await prepare()));
