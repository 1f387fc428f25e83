import type { Typed } from "~/domain/record-draft";

/** What was typed and has not reached the server, and over which version of the draft. */
export interface Kept {
  typed: Typed;
  version: number;
  at: number;
}

/** Whose draft of which session, and what only that account is told to read it with. */
export interface KeptAt {
  accountId: string;
  sessionId: string;
  key: string;
}

const prefix = "tendon-draft ";
const keptMs = 3 * 86_400_000;

const nameOf = ({ accountId, sessionId }: Omit<KeptAt, "key">) => `${prefix}${accountId} ${sessionId}`;

/** False where this browser keeps nothing: private windows, no encryption without TLS. */
export async function keepDraft(at: KeptAt, kept: Kept): Promise<boolean> {
  try {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(kept));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(at), text);
    localStorage.setItem(nameOf(at), [kept.at, toBase64(iv), toBase64(new Uint8Array(sealed))].join(" "));
    return true;
  } catch {
    return false;
  }
}

export async function readKept(at: KeptAt): Promise<Kept | null> {
  try {
    const [, iv = "", sealed = ""] = localStorage.getItem(nameOf(at))?.split(" ") ?? [];
    if (!sealed) return null;
    const text = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: fromBase64(iv) },
      await keyOf(at),
      fromBase64(sealed),
    );
    return JSON.parse(new TextDecoder().decode(text)) as Kept;
  } catch {
    return null;
  }
}

export function forgetDraft(at: Omit<KeptAt, "key">) {
  withStorage((storage) => storage.removeItem(nameOf(at)));
}

/** At sign-out whatever is kept goes; otherwise what nobody came back for in three days. */
export function forgetDrafts(now: number | "all") {
  withStorage((storage) => {
    for (const name of Object.keys(storage)) {
      if (!name.startsWith(prefix)) continue;
      const at = Number(storage.getItem(name)?.split(" ")[0]);
      if (now === "all" || !(at > now - keptMs)) storage.removeItem(name);
    }
  });
}

function withStorage(act: (storage: Storage) => void) {
  try {
    act(localStorage);
  } catch {
    // Where nothing can be kept, nothing is.
  }
}

const keyOf = ({ key }: KeptAt) =>
  crypto.subtle.importKey("raw", fromBase64(key), "AES-GCM", false, ["encrypt", "decrypt"]);

const toBase64 = (bytes: Uint8Array) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
