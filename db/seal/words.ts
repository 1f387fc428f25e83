import type { Finding, FindingKind } from "./verify";

const many = (count: number) => (count === 1 ? "1 event" : `${String(count)} events`);
const shown = 20;

const what: Record<FindingKind, string> = {
  edited: "changed since they were sealed",
  deleted: "deleted, or moved to another place",
  inserted: "put in after the seal, or moved there",
  misdated: "give a time at which they were not written",
  "seal-missing": "is missing",
  "seal-changed": "is not as it was made",
  "another-key": "was made with another key",
  cut: "was noted outside the database, and is not there any more, or is another one",
  unsealed:
    "Events have waited for their seal for more than an hour: the job does not run, or seals were cut off",
};

/** One line for each thing found: which seal, which events. */
export function findingWords({ kind, seal, events }: Finding): string {
  if (kind === "unsealed") return `${what[kind]}.`;
  const where = seal === null ? "After the last seal" : `Seal ${String(seal)}`;
  if (events.length === 0) return `${where} ${what[kind]}.`;
  const numbers = events.slice(0, shown).join(", ") + (events.length > shown ? ", …" : "");
  return `${where}: ${many(events.length)} ${what[kind]}: ${numbers}.`;
}
