/** How long the asker's sign-in still lasts. */
const passing = /(?<=\bseconds\\?",)\d+/g;

/** Words and what stands between them: where two answers differ is then a word, and not a shift of all that follows. */
const partsOf = (text: string) => text.replace(passing, "some").split(/([^\w-]+)/);

/** An answer as it was given twice in one state: what differs then (nonces, keys, request numbers) says nothing. */
export interface Recorded {
  status: number;
  parts: string[];
  noise: Set<number>;
}

interface Answered {
  status: number;
  text: string;
}

export function record(one: Answered, again: Answered): Recorded {
  const [parts, others] = [partsOf(one.text), partsOf(again.text)];
  if (parts.length !== others.length || one.status !== again.status) {
    throw new Error(`the same question had two answers: ${around(parts, others)}`);
  }
  const noise = new Set(parts.flatMap((part, index) => (part === others[index] ? [] : [index])));
  return { status: one.status, parts, noise };
}

/** Where an answer is another than it was; null where it is the same. */
export function differs({ status, parts, noise }: Recorded, { status: now, text }: Answered): string | null {
  if (status !== now) return `${String(status)} became ${String(now)}`;
  const others = partsOf(text);
  const same = parts.map((part, index) => (noise.has(index) ? (others[index] ?? "") : part));
  return others.length === same.length && others.every((part, index) => part === same[index])
    ? null
    : around(same, others);
}

function around(parts: readonly string[], others: readonly string[]): string {
  const start = parts.findIndex((part, index) => part !== others[index]);
  const words = (all: readonly string[]) => all.slice(Math.max(0, start - 12), start + 12).join("");
  return `${words(parts)}\n    became\n    ${words(others)}`;
}

type Tree = Record<string, unknown>;
const isTree = (value: unknown): value is Tree =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Every number of a loader's answer that stands for the whole of it: outside of its lists. */
export function numbersIn(value: unknown, path = ""): Map<string, number> {
  if (typeof value === "number") return new Map([[path, value]]);
  if (!isTree(value)) return new Map();
  return new Map(
    Object.entries(value).flatMap(([key, of]) => [...numbersIn(of, path === "" ? key : `${path}.${key}`)]),
  );
}

/** The rows of every list of a loader's answer, by the list's place in it. */
export function listsIn(value: unknown, path = ""): Map<string, unknown[]> {
  if (Array.isArray(value)) return new Map([[path, value]]);
  if (!isTree(value)) return new Map();
  return new Map(
    Object.entries(value).flatMap(([key, of]) => [...listsIn(of, path === "" ? key : `${path}.${key}`)]),
  );
}
