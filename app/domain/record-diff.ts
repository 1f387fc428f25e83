import type { Injection, RecordContent } from "./record";

export type RecordField = Exclude<keyof RecordContent, "injections">;
type Value = string | number | readonly string[] | null;

/** One thing that an amendment changed. */
export type RecordChange =
  | { field: RecordField; injection: null; before: Value; after: Value }
  | { field: keyof Injection; injection: number; before: Value; after: Value }
  /** A whole injection came or went. */
  | { field: "injection"; injection: number; before: Injection | null; after: Injection | null };

/** What differs between two versions, in the order of the form; injections are compared place by place. */
export function diffRecords(before: RecordContent, after: RecordContent): RecordChange[] {
  const { injections: old, ...beforeFields } = before;
  const { injections: now, ...afterFields } = after;
  const fields = (Object.keys(afterFields) as RecordField[])
    .filter((field) => !isSame(beforeFields[field], afterFields[field]))
    .map((field) => ({ field, injection: null, before: beforeFields[field], after: afterFields[field] }));
  const places = Array.from({ length: Math.max(old.length, now.length) }, (_, index) => index);
  return [...fields, ...places.flatMap((index) => diffInjections(index, old[index], now[index]))];
}

function diffInjections(index: number, before?: Injection, after?: Injection): RecordChange[] {
  if (!before || !after) {
    return before || after
      ? [{ field: "injection", injection: index, before: before ?? null, after: after ?? null }]
      : [];
  }
  return (Object.keys(after) as (keyof Injection)[])
    .filter((field) => !isSame(before[field], after[field]))
    .map((field) => ({ field, injection: index, before: before[field], after: after[field] }));
}

const isSame = (one: Value, other: Value) => JSON.stringify(one) === JSON.stringify(other);
