import type { Guidance, Region, SessionStatus, Side } from "~/domain/vocabulary";

/** One session as the calendar draws it. Minutes count from its clinic's midnight; phases from its start. */
export interface SessionRow {
  id: string;
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
  day: string;
  start: number;
  treatFrom: number;
  treatTo: number;
  length: number;
}

/** The six looks of look.md; who cancelled is said in words. */
export type Look = "booked" | "arrived" | "in-treatment" | "performed" | "cancelled" | "no-show";

export function lookOf(status: SessionStatus): Look {
  return status === "cancelled-by-clinic" || status === "cancelled-by-patient" ? "cancelled" : status;
}

export const isReleased = ({ status }: Pick<SessionRow, "status">) =>
  lookOf(status) === "cancelled" || status === "no-show";

/**
 * Rows travel to the browser as one JSON text: measured on a week of 500, Remix's own encoding of as many small objects
 * took longer than the query and the rendering together.
 */
export const pack = (rows: readonly SessionRow[]): string => JSON.stringify(rows);
export const unpack = (text: string): SessionRow[] => JSON.parse(text) as SessionRow[];
