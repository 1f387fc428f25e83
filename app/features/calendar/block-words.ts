import { regionSide, sessionStatusWords } from "~/words/en";
import { lookOf, type SessionRow } from "./block";

/** What a session is and how it stands. */
export const factsWords = (row: SessionRow) =>
  `${regionSide(row.region, row.side)}, ${row.place} of ${row.planned}, ` +
  (row.displaced ? "displaced" : sessionStatusWords[row.status].toLowerCase()) +
  (row.overbooked ? ", overbooked" : "");

/** What its block looks like: state, hue, and the marks of what is out of the ordinary. */
export const lookWords = (row: SessionRow, hue: number | null) =>
  [
    lookOf(row.status),
    hue !== null && `hue-${hue}`,
    row.displaced && "displaced",
    row.overbooked && "overbooked",
  ]
    .filter(Boolean)
    .join(" ");
