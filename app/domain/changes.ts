/** The fields that differ, before and after: what an audit row keeps and a stale form is told. */
export function changesOf<T extends Record<string, unknown>>(before: T, after: T) {
  const names = Object.keys(after).filter((name) => written(before[name]) !== written(after[name]));
  const only = (values: T) => Object.fromEntries(names.map((name) => [name, values[name]]));
  return names.length > 0 ? { names, before: only(before), after: only(after) } : null;
}

const written = (value: unknown) =>
  JSON.stringify(Array.isArray(value) ? [...(value as unknown[])].sort() : (value ?? null));
