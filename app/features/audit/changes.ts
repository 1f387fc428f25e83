/** What about a record's fields an administrator may read in it: what they manage. Of all others only that they changed. */
const managed = new Set(
  "account audit batch clinic device forecast lot morning-pack outcomes page practice protocol room sign-in working-hours".split(
    " ",
  ),
);
/** Nothing of anybody: counts, kinds and reasons of refusals. */
const harmless = new Set(["sessions", "count", "courses", "code", "kind", "findings", "seals", "events"]);

export interface Change {
  field: string;
  /** Null where it is not the reader's to see, or was not there. */
  from: string | null;
  to: string | null;
}

/** Before and after side by side, field by field; values only where the record is one that administrators manage. */
export function changesOf(noun: string, before: unknown, after: unknown): Change[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  // Of how many patients it was is told for itself.
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (key) => key !== "patients" && (saysSomething(was[key]) || saysSomething(is[key])),
  );
  return keys.map((key) => {
    const mayRead = managed.has(noun) || harmless.has(key);
    return {
      field: fieldWords(key),
      from: mayRead && key in was ? valueWords(was[key]) : null,
      to: mayRead && key in is ? valueWords(is[key]) : null,
    };
  });
}

/** A search that did not ask for a field has not changed it. */
const saysSomething = (value: unknown) => value !== undefined && value !== null && value !== "";

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

const fieldWords = (key: string) => {
  const spaced = key
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/[-_]/g, " ")
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

const longest = 120;
function valueWords(value: unknown): string {
  if (value === null || value === "") return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(valueWords).join(", ");
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** One line for a table. */
export const changeLine = (changes: readonly Change[]): string =>
  changes
    .map(({ field, from, to }) =>
      from !== null && to !== null ? `${field}: ${from} → ${to}` : to !== null ? `${field}: ${to}` : field,
    )
    .join("; ");
