import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { keptPasswords } from "./embedded/secrets.mjs";

/** The owner's database as it was given, or that of a Tendon which runs with its own server; null where there is neither. */
export function ownerUrl(): string | null {
  const given = process.env["DATABASE_OWNER_URL"];
  if (given) return given;
  const dataDir = process.env["DATA_DIR"] ?? fileURLToPath(new URL("../.data", import.meta.url));
  const portFile = join(dataDir, "postgres.port");
  if (!existsSync(portFile)) return null;
  const { owner } = keptPasswords(dataDir, () => {
    throw new Error(`${dataDir} has a server and no passwords`);
  });
  return `postgres://tendon_owner:${owner}@127.0.0.1:${Number(readFileSync(portFile, "utf8"))}/tendon`;
}
