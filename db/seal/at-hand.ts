import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sealKey, type SealKey } from "./key";

/** For commands: the key that the server seals with, as it is given, or as it is kept in DATA_DIR; null where there is none. */
export function keyAtHand(): SealKey | null {
  const { AUDIT_KEY = "", SECRET_KEY = "", DATA_DIR } = process.env;
  const file = join(DATA_DIR || fileURLToPath(new URL("../../.data", import.meta.url)), "secret-key");
  const secret = SECRET_KEY || (existsSync(file) ? readFileSync(file, "utf8") : AUDIT_KEY);
  return secret === "" ? null : sealKey({ AUDIT_KEY: AUDIT_KEY || undefined, SECRET_KEY: secret });
}
