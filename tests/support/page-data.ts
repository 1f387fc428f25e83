/** What turbo-stream writes for what JSON has no word for. */
const special: Record<number, unknown> = { [-2]: NaN, [-3]: -Infinity, [-4]: -0, [-5]: null, [-6]: Infinity };

type Written = string | number | boolean | null | Written[] | { [key: string]: number };

/** The loaders' answers in a data request (Remix sends them flat, each value once), by route. */
export function readPageData(text: string): Record<string, unknown> {
  const values = JSON.parse(text.split("\n")[0] ?? "[]") as Written[];
  const made = new Map<number, unknown>();
  const at = (index: number): unknown => {
    if (index < 0) return special[index];
    if (!made.has(index)) made.set(index, built(values[index] ?? null));
    return made.get(index);
  };
  const built = (value: Written): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) {
      const [kind, of] = value;
      if (typeof kind !== "string") return value.map((index) => at(Number(index)));
      return kind === "D" ? new Date(Number(of)) : at(Number(of));
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, index]) => [String(at(Number(key.slice(1)))), at(index)]),
    );
  };
  const answers = at(0) as Record<string, { data?: unknown }>;
  return Object.fromEntries(Object.entries(answers).map(([route, { data }]) => [route, data]));
}
