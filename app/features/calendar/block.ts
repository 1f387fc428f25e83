import type { Guidance, Region, SessionStatus, Side } from "~/domain/vocabulary";

/** One session as the calendar draws it. Minutes count from its clinic's midnight; phases from its start. */
export interface SessionRow {
  id: string;
  /** 0 where it is not the reader's to move. */
  version: number;
  name: string;
  /** Its place in the course, of so many planned. */
  place: number;
  planned: number;
  region: Region;
  side: Side;
  guidance: Guidance;
  status: SessionStatus;
  room: string;
  physician: string;
  device: string;
  displaced: boolean;
  /** It was put over another session on purpose. */
  overbooked: boolean;
  day: string;
  start: number;
  treatFrom: number;
  treatTo: number;
  length: number;
}

/** The six looks of look.md; who cancelled is said in words. */
export type Look = "booked" | "arrived" | "in-treatment" | "performed" | "cancelled" | "no-show";

/** How many sessions have each look, and each mark of what is out of the ordinary. */
export type Counts = Record<Look | "displaced" | "overbooked", number>;

export function lookOf(status: SessionStatus): Look {
  return status === "cancelled-by-clinic" || status === "cancelled-by-patient" ? "cancelled" : status;
}

export const isReleased = ({ status }: Pick<SessionRow, "status">) =>
  lookOf(status) === "cancelled" || status === "no-show";

/**
 * Rows travel to the browser as one text, each repeated word in it once: measured on a week of 500, Remix's own encoding
 * of as many small objects took longer than the query and the rendering together, and JSON takes six times these bytes.
 * First the words, then a row each: "~" between them, "|" within.
 */
export function pack(rows: readonly SessionRow[]): string {
  const places = new Map<string, number>();
  const at = (word: string) => {
    const known = places.get(word) ?? places.size;
    places.set(word, known);
    return known;
  };
  const lines = rows.map((row) =>
    [
      ...[
        row.id,
        row.name.replace(/[%|~]/g, encodeMark),
        Number(row.displaced) + 2 * Number(row.overbooked),
        row.version,
        row.place,
      ],
      ...[row.planned, row.start, row.treatFrom, row.treatTo, row.length, at(row.day), at(row.region)],
      ...[at(row.side), at(row.guidance), at(row.status), at(row.room), at(row.physician), at(row.device)],
    ].join("|"),
  );
  return [[...places.keys()].join("|"), ...lines].join("~");
}

/** What `pack` was given. */
export function unpack(text: string): SessionRow[] {
  const [known = "", ...lines] = text.split("~");
  const words = known.split("|");
  return lines.map((line) => {
    const parts = line.split("|");
    const text = (place: number) => parts[place] ?? "";
    const word = (place: number) => words[Number(parts[place])] ?? "";
    return {
      id: text(0),
      name: text(1).replace(/%(\d+);/g, decodeMark),
      displaced: text(2) === "1" || text(2) === "3",
      overbooked: Number(text(2)) > 1,
      version: Number(text(3)),
      place: Number(text(4)),
      planned: Number(text(5)),
      start: Number(text(6)),
      treatFrom: Number(text(7)),
      treatTo: Number(text(8)),
      length: Number(text(9)),
      day: word(10),
      region: word(11) as Region,
      side: word(12) as Side,
      guidance: word(13) as Guidance,
      status: word(14) as SessionStatus,
      room: word(15),
      physician: word(16),
      device: word(17),
    };
  });
}

const encodeMark = (mark: string) => `%${mark.charCodeAt(0)};`;
const decodeMark = (_: string, code: string) => String.fromCharCode(Number(code));
