import { appendFile } from "node:fs/promises";
import { env } from "~/env.server";
import { anchorWords, readAnchors } from "./anchors";
import { sealKey, type SealKey } from "./key";
import type { Seal } from "./chain";
import type { Anchor } from "./verify";

/** As this server is configured. */
export const ownSealKey = (): SealKey => sealKey(env());
export const ownAnchors = (): Promise<Anchor[]> => readAnchors(env().AUDIT_ANCHOR_FILE);

/** Adds a head to the operator's file, where there is one. */
export async function noteAnchor(head: Seal): Promise<void> {
  const { AUDIT_ANCHOR_FILE } = env();
  if (AUDIT_ANCHOR_FILE) {
    await appendFile(AUDIT_ANCHOR_FILE, `${anchorWords(head)} ${head.sealedAt}Z\n`, { mode: 0o600 });
  }
}
