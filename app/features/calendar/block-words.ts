import { regionSide, sessionStatusWords } from "~/words/en";
import type { SessionRow } from "./block";

/** What a session is and how it stands. */
export const factsWords = (row: SessionRow) =>
  `${regionSide(row.region, row.side)}, ${row.place} of ${row.planned}, ` +
  (row.displaced ? "displaced" : sessionStatusWords[row.status].toLowerCase());
