import { readFile } from "node:fs/promises";
import type { Anchor } from "./verify";

/** "12:5f0e…", as the log, the page and the anchors' file say a head; null for anything else. */
export function readAnchor(text: string): Anchor | null {
  const [, number, mac] = /^\s*(\d{1,9}):([0-9a-f]{64})(?:\s|$)/i.exec(text) ?? [];
  return number && mac ? { number: Number(number), mac: mac.toLowerCase() } : null;
}

export const anchorWords = ({ number, mac }: Anchor) => `${String(number)}:${mac}`;

/** All heads of a file, which may not be there yet. */
export async function readAnchors(file: string | undefined): Promise<Anchor[]> {
  if (!file) return [];
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").flatMap((line) => readAnchor(line) ?? []);
}
