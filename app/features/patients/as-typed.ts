/** Fields as text: what a form starts with, and what is given back where it is refused. */
export const asTyped = (fields: object): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value ?? "")]));
