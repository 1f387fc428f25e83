import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import { keyFor } from "db/keys";

/**
 * What is searched for is a patient's name more often than not, and an address is kept by browsers, proxies and whoever
 * it is sent to. So it stands there sealed, and is opened by this server alone.
 */
const searchFields = ["q", "find"] as const;

const sealedText = /^\.[A-Za-z0-9_-]{38,1000}$/;
const [ivBytes, tagBytes] = [12, 16];

/** AES-256-GCM under a nonce made from the text itself: one search has one address, and no nonce seals two texts. */
export function sealSearch(text: string): string {
  if (text === "") return "";
  const iv = createHmac("sha256", keyFor("search nonce")).update(text).digest().subarray(0, ivBytes);
  const cipher = createCipheriv("aes-256-gcm", keyFor("search"), iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return `.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64url")}`;
}

/** What an address searches for. As typed where somebody wrote it there by hand; empty where it cannot be opened. */
export function openSearch(text: string): string {
  if (!sealedText.test(text)) return text;
  const bytes = Buffer.from(text.slice(1), "base64url");
  const [iv, tag] = [bytes.subarray(0, ivBytes), bytes.subarray(ivBytes, ivBytes + tagBytes)];
  try {
    const opened = createDecipheriv("aes-256-gcm", keyFor("search"), iv, { authTagLength: tagBytes });
    opened.setAuthTag(tag);
    return opened.update(bytes.subarray(ivBytes + tagBytes), undefined, "utf8") + opened.final("utf8");
  } catch {
    return "";
  }
}

/** These fields as an address may hold them. */
export function sealedQuery(fields: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams(fields);
  for (const field of searchFields) {
    const text = query.get(field);
    if (text !== null) query.set(field, sealSearch(text));
  }
  return query;
}

/** The query of a request's address, with what is searched for opened. */
export function openedQuery(request: Request): URLSearchParams {
  const query = new URL(request.url).searchParams;
  for (const field of searchFields) {
    const text = query.get(field);
    if (text !== null) query.set(field, openSearch(text));
  }
  return query;
}
