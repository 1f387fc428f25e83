import { z } from "zod";
import type { Typed } from "~/domain/record-draft";
import { id } from "~/words/fields";

/** Free text and how long it may be; whatever else a record's form has is chosen or a number. */
const longest: Record<string, number> = {
  consentForm: 60,
  consentBy: 120,
  decisionReason: 500,
  skinNumbing: 120,
  complicationNote: 2000,
  note: 4000,
  amendReason: 500,
  structure: 120,
};
const chosen = 40;
const fields =
  /^(consentTime|consentForm|consentBy|timeOutTime|region|side|findings|decision|decisionReason|skinNumbing|fluoroscopySeconds|fluoroscopyMgy|painBefore|painAfter|complication|complicationNote|note|amendReason|injections\[1?\d\]\.(kind|structure|side|dextrosePercent|anesthetic|anestheticPercent|ml|guidance|placement|lotId))$/;

const version = z.coerce.number().int().min(0).max(2_000_000_000);
const tab = z
  .string()
  .regex(/^[A-Za-z0-9-]{8,64}$/)
  .nullish()
  .default(null);

/** `version` 0: nothing was saved yet. `tab`: which of a browser's, where there is JavaScript. */
export const recordForm = z.object({
  intent: z.enum(["save", "add", "sign", "discard"]),
  version,
  tab,
});
export const draftForm = z.object({ version, tab });

/**
 * What was typed into a record, field by field. A draft is kept however incomplete; only what could not be kept at all
 * is refused.
 */
export function typedIn(values: Typed): { typed: Typed; errors: Record<string, string[]> } {
  const typed: Typed = {};
  const errors: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(values)) {
    if (!fields.test(name)) continue;
    const texts = [value].flat();
    const most = longest[name.replace(/^injections\[\d+\]\./, "")] ?? chosen;
    if (texts.length > 10 || texts.some((text) => text.length > most)) {
      errors[name] = [`Use at most ${most} characters`];
    } else if (texts.some((text) => text.includes("\u0000") || !text.isWellFormed())) {
      errors[name] = ["This has a character that cannot be kept. Type it again"];
    } else if (texts.some((text) => text !== "")) typed[name] = value;
  }
  return { typed, errors };
}

export const sessionId = (params: { id?: string | undefined }): string | null =>
  id.safeParse(params.id).data ?? null;
