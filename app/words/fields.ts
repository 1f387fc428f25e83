import { z } from "zod";

/**
 * Schemas for what people type, with what to say where it is wrong. All text is refused where PostgreSQL could not
 * hold it: NUL bytes and lone surrogates.
 */
const storable = (text: string) => !text.includes("\u0000") && text.isWellFormed();
const unstorable = "This has a character that cannot be kept. Type it again";

/** A record's id, as in a URL or a hidden field. */
export const id = z.uuid("Choose one from the list");

/** One line, required, trimmed. */
export const line = (missing: string, most: number) =>
  z
    .string(missing)
    .trim()
    .min(1, missing)
    .max(most, `Use at most ${most} characters`)
    .refine(storable, unstorable);

/** Text that may be left empty. */
export const prose = (most: number) =>
  z.string().trim().max(most, `Use at most ${most} characters`).refine(storable, unstorable).default("");

export const email = (missing: string) =>
  z
    .string(missing)
    .trim()
    .max(254, "An e-mail address has at most 254 characters")
    .pipe(z.email("This is not an e-mail address. One looks like name@practice.example"));

/** The version of the record that the form was opened on. */
export const version = z.coerce.number().int().min(1).max(2_000_000_000);

export const wholeNumber = (missing: string, least: number, most: number) =>
  z.coerce
    .number(missing)
    .int("Enter a whole number")
    .min(least, `Enter a number from ${least} to ${most}`)
    .max(most, `Enter a number from ${least} to ${most}`);

/** A calendar day between 1900 and 2200. */
export const day = (missing: string) =>
  z.iso
    .date(missing)
    .refine((text) => text >= "1900-01-01" && text < "2200-01-01", "Enter a year from 1900 to 2199");

/** One command's idempotency key, made with the form. */
export const commandKey = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/);

/** What is searched for; what cannot be searched for is cut or left out, never refused. */
export const searchText = z
  .string()
  .transform((text) => text.replaceAll("\u0000", "").toWellFormed().trim().slice(0, 100));
