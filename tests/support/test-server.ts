import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { takeLock } from "db/embedded/lock.mjs";
import { endLeftovers } from "db/embedded/postgres.mjs";

const prefix = "tendon-test-";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** What a test loses in a crash it makes anew: speed over durability. */
export const hastySettings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "120",
};

/** A data folder of its own for one run; those of runs that were killed are cleared away, servers included. */
export async function testDataDir(): Promise<string> {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    try {
      const lock = takeLock(folder, "a test run");
      if ("holder" in lock || !lock.fromKilled) continue;
      await endLeftovers(join(folder, "postgres"));
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another account's.
    }
  }
  return mkdtempSync(join(tmpdir(), prefix));
}
