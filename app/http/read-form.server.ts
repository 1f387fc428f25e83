import { data } from "@remix-run/node";
import { parseWithZod } from "@conform-to/zod/v4";
import type { z } from "zod";

/** What is wrong with a form, field by field, and what was typed, so that nothing is lost. */
export interface FormFaults {
  errors: Record<string, string[]>;
  values: Record<string, string | string[]>;
}
export type Form<T> = { ok: true; data: T; values: FormFaults["values"] } | { ok: false; faults: FormFaults };

/** Never sent back to the browser. */
const secret = /password|token|^(again|current|code|answer|setup)$/i;

/** Parses a posted form by its schema. Fields the schema does not name are ignored; 400 where the body is no form at all. */
export async function readForm<T>(request: Request, schema: z.ZodType<T>): Promise<Form<T>> {
  let formData: FormData;
  try {
    formData = await request.formData();
  } catch {
    throw data({ noun: "form" }, { status: 400 });
  }
  return parseForm(formData, schema);
}

export function parseForm<T>(formData: FormData, schema: z.ZodType<T>): Form<T> {
  const submission = parseWithZod(readable(formData), { schema });
  if (submission.status === "success") return { ok: true, data: submission.value, values: typed(formData) };
  const errors: Record<string, string[]> = {};
  for (const [field, messages] of Object.entries(submission.error ?? {})) {
    if (messages) errors[field] = messages;
  }
  return { ok: false, faults: { errors, values: typed(formData) } };
}

const mostFields = 5000;
/** `structures[2].name` at most: an index of millions would be an array of that length, filled before the schema is asked. */
const plainName = /^[A-Za-z][\w-]*(?:\[\d{1,3}\])?(?:\.[A-Za-z][\w-]*)?$/;

function readable(formData: FormData): FormData {
  const names = [...formData.keys()];
  if (names.length > mostFields) throw data({ noun: "form" }, { status: 400 });
  for (const name of names) if (!plainName.test(name)) formData.delete(name);
  return formData;
}

/** What was typed, less secrets and files. */
export function typed(formData: FormData): FormFaults["values"] {
  const values: FormFaults["values"] = {};
  for (const name of new Set(formData.keys())) {
    if (secret.test(name)) continue;
    const texts = formData.getAll(name).filter((value): value is string => typeof value === "string");
    if (texts.length > 0) values[name] = texts.length === 1 ? (texts[0] ?? "") : texts;
  }
  return values;
}
