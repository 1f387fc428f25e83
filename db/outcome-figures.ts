import { parseArgs } from "node:util";
import { ownerUrl } from "./owner-url";
import { openOnce } from "./pool/once";

const usage = `Usage: npm run outcomes:check [-- --rebuild]

Looks whether the outcome figures' counts are those of the rows, and says what differs.

  --rebuild   makes them anew first; writes wait meanwhile

The database is the one DATABASE_OWNER_URL names, or else the embedded one of a Tendon that is running.`;

/** Which counts differ from their rows, by table. */
async function check(url: string, rebuild: boolean): Promise<number> {
  const sql = await openOnce(url);
  try {
    if (rebuild) await sql`select rebuild_outcome_figures()`;
    const found = await sql<{ kind: string; found: string }[]>`select * from outcome_figures_drift()`;
    for (const { kind, found: rows } of found) console.log(`${kind}: ${rows} rows differ`);
    return found.filter(({ found: rows }) => rows !== "0").length;
  } finally {
    await sql.end();
  }
}

const { values } = parseArgs({ options: { rebuild: { type: "boolean", default: false } } });
const url = ownerUrl();
if (url) process.exit((await check(url, values.rebuild)) === 0 ? 0 : 1);
console.error(usage);
process.exit(2);
