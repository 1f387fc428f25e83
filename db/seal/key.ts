import { createHmac, hkdfSync } from "node:crypto";

/** What the trail is sealed with. It is in no database, so that whoever may write there cannot seal anew. */
export interface SealKey {
  key: Buffer;
  /** Tells one key from another, and nothing of either. */
  id: string;
}

/** The trail's own secret where one is given, else the app's; each use has a key of its own. */
export function sealKey({
  AUDIT_KEY,
  SECRET_KEY,
}: {
  AUDIT_KEY?: string | undefined;
  SECRET_KEY: string;
}): SealKey {
  const key = Buffer.from(hkdfSync("sha256", AUDIT_KEY ?? SECRET_KEY, "", "tendon audit seal", 32));
  return { key, id: createHmac("sha256", key).update("which key").digest("hex").slice(0, 16) };
}
