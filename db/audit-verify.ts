import { parseArgs } from "node:util";
import { connect } from "./client";
import { ownerUrl } from "./owner-url";
import { anchorWords, readAnchor, readAnchors } from "./seal/anchors";
import { keyAtHand } from "./seal/at-hand";
import { verifyTrail, type Anchor } from "./seal/verify";
import { findingWords } from "./seal/words";

const usage = `Usage: npm run audit:verify [-- --anchor NUMBER:MAC …]

Goes through the audit trail's chain of seals and says what was changed, put in, deleted or cut off.

  --anchor NUMBER:MAC   a head that you noted, from the log, the audit page or this command. A tail that was cut off
                        together with its seals is found only by one. May be given several times

The heads in AUDIT_ANCHOR_FILE are looked for too. The database is the one DATABASE_OWNER_URL names, or else the
embedded one of a Tendon that is running; the key is AUDIT_KEY, or SECRET_KEY, or the one in DATA_DIR.

It ends with 0 where nothing was found, 1 where something was, 2 where it could not look.`;

/** What stops us and needs words, not a stack. */
class Plain extends Error {}

function given(): Anchor[] {
  const { values } = parseArgs({ options: { anchor: { type: "string", multiple: true } } });
  return (values.anchor ?? []).map((text) => {
    const anchor = readAnchor(text);
    if (!anchor)
      throw new Plain(`${text} is no head: it is a seal's number, a colon and its 64 digits.\n\n${usage}`);
    return anchor;
  });
}

async function main(): Promise<number> {
  const [anchors, key, url] = [given(), keyAtHand(), ownerUrl()];
  if (!key) throw new Plain(`No key: set AUDIT_KEY or SECRET_KEY as the server has it.\n\n${usage}`);
  if (!url) throw new Plain(`No database: start Tendon (npm start), or set DATABASE_OWNER_URL.\n\n${usage}`);
  const { sql, db } = connect(url, { max: 1, name: "audit:verify" });
  try {
    const noted = [...(await readAnchors(process.env["AUDIT_ANCHOR_FILE"])), ...anchors];
    const { seals, events, waiting, head, findings } = await verifyTrail(db, key, noted);
    for (const finding of findings) console.log(findingWords(finding));
    console.log(
      `${String(seals)} seals over ${String(events)} events; ${String(waiting)} wait for the next seal.`,
    );
    console.log(head ? `Head: ${anchorWords(head)}` : "There is no seal yet.");
    if (noted.length === 0) {
      console.log(
        "Without a head that was noted before, a tail that was cut off with its seals would not be found.",
      );
    }
    console.log(findings.length === 0 ? "Nothing was changed." : `${String(findings.length)} findings.`);
    return findings.length === 0 ? 0 : 1;
  } finally {
    await sql.end();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const isAway = error instanceof Error && "code" in error && error.code === "ECONNREFUSED";
  console.error(
    error instanceof Plain
      ? error.message
      : isAway
        ? "The database does not answer. Is Tendon running?"
        : error,
  );
  process.exitCode = 2;
}
