import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { keyFor } from "db/keys";

/** What the database keeps and must not be of use to whoever reads it alone: sealed with keys made from SECRET_KEY. */

/** AES-256-GCM. `bound` is what the text belongs to: opened for anything else, it is null. */
export function seal(text: string, bound: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor("seal"), iv).setAAD(Buffer.from(bound));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url");
}

export function unseal(sealed: string, bound: string): string | null {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < 28) return null;
  try {
    const opened = createDecipheriv("aes-256-gcm", keyFor("seal"), bytes.subarray(0, 12), {
      authTagLength: 16,
    })
      .setAAD(Buffer.from(bound))
      .setAuthTag(bytes.subarray(12, 28));
    return opened.update(bytes.subarray(28), undefined, "utf8") + opened.final("utf8");
  } catch {
    return null;
  }
}

/** For short secrets, which a plain hash would not keep from whoever can try them all. */
export const keyedHash = (text: string) =>
  createHmac("sha256", keyFor("codes")).update(text).digest("base64url");
