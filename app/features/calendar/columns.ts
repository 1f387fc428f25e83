import {
  complementWithin,
  intersect,
  normalise,
  subtract,
  totalLength,
  type Interval,
} from "~/domain/interval";
import { isReleased, type SessionRow } from "./block";

export type By = "physician" | "room" | "device";

/** A hole in a column: a break, closed hours, leave, maintenance. Minutes from the clinic's midnight. */
export interface Closed extends Interval {
  kind: "closed" | "break" | "leave" | "closure" | "maintenance";
  words: string;
}

export interface CalendarColumn {
  id: string;
  name: string;
  /** Where, or what it is. */
  note: string;
  /** One lane a room where a physician serves several; else one. */
  lanes: { id: string; name: string }[];
  closed: Closed[];
  /** Of its working time, 0–100; null where it has none. */
  fullPercent: number | null;
  sessions: number;
}

export interface Resource {
  id: string;
  name: string;
  note: string;
  /** When it can be used that day, in minutes. */
  open: readonly Interval[];
  off: readonly Closed[];
}

/** Columns for one day: what each resource is open for, closed for, and how full it is. */
export function columnsOf(
  by: By,
  resources: readonly Resource[],
  rows: readonly SessionRow[],
  rooms: ReadonlyMap<string, string>,
  frame: Interval,
): CalendarColumn[] {
  return resources.map((resource) => {
    const mine = rows.filter((row) => row[by] === resource.id);
    const standing = mine.filter((row) => !isReleased(row));
    const open = subtract(intersect(normalise(resource.open), [frame]), resource.off);
    const used = totalLength(intersect(normalise(standing.map(periodOf)), open));
    return {
      id: resource.id,
      name: resource.name,
      note: by === "physician" ? roomsWords(mine, rooms) || resource.note : resource.note,
      lanes: by === "physician" ? lanesOf(mine, rooms) : [{ id: resource.id, name: resource.name }],
      closed: [...closedHours(resource, frame), ...withinFrame(resource.off, frame)],
      fullPercent: totalLength(open) > 0 ? Math.round((used / totalLength(open)) * 100) : null,
      sessions: standing.length,
    };
  });
}

/** The one that a phone shows: the first that is there of those wanted, else of those at work one's own, or the first. */
export function shownColumn(
  columns: readonly CalendarColumn[],
  wanted: readonly (string | null)[],
  own: string,
): string | null {
  const asked = wanted.find((id) => columns.some((column) => column.id === id));
  if (asked) return asked;
  const atWork = columns.filter(({ fullPercent, sessions }) => fullPercent !== null || sessions > 0);
  return (atWork.find(({ id }) => id === own) ?? atWork[0] ?? columns[0])?.id ?? null;
}

const periodOf = ({ start, length }: SessionRow): Interval => ({ start, end: start + length });

/** What lies outside the hours; between two stretches of the same day it is a break. */
function closedHours({ open, off }: Resource, frame: Interval): Closed[] {
  const hours = normalise(open);
  return complementWithin(frame, hours)
    .flatMap((hole) => subtract([hole], off))
    .map((hole) => {
      const isBetween =
        hours.some(({ end }) => end <= hole.start) && hours.some(({ start }) => start >= hole.end);
      return { ...hole, kind: isBetween ? "break" : "closed", words: isBetween ? "Break" : "" };
    });
}

/** What began before the hours shown, or ends after them, so that its words stand where they are seen. */
const withinFrame = (off: readonly Closed[], frame: Interval): Closed[] =>
  off.flatMap((hole) => {
    const [part] = intersect([hole], [frame]);
    return part ? [{ ...hole, ...part }] : [];
  });

function lanesOf(rows: readonly SessionRow[], rooms: ReadonlyMap<string, string>) {
  const used = [...new Set(rows.map(({ room }) => room))].map((id) => ({ id, name: rooms.get(id) ?? "" }));
  used.sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
  return used.length > 0 ? used : [{ id: "none", name: "" }];
}

function roomsWords(rows: readonly SessionRow[], rooms: ReadonlyMap<string, string>): string {
  const names = lanesOf(rows, rooms).flatMap(({ name }) => (name ? [name] : []));
  if (names.length < 2) return names[0] ?? "";
  const numbers = names.map((name) => /^Room (\S+)$/.exec(name)?.[1]);
  const listed = numbers.every(Boolean) ? `Rooms ${numbers.join(" and ")}` : names.join(", ");
  return names.length === 2 ? `${listed}, staggered` : listed;
}

/**
 * The hours a day shows: from the first to the last thing that happens or could, on whole hours. 08–17 where the clinic
 * is closed and nothing stands.
 */
export function frameOf(open: readonly Interval[], rows: readonly SessionRow[]): Interval {
  const all = [...open, ...rows.map(periodOf)];
  if (all.length === 0) return { start: 8 * 60, end: 17 * 60 };
  const start = Math.min(...all.map((one) => one.start));
  const end = Math.max(...all.map((one) => one.end));
  return { start: Math.floor(start / 60) * 60, end: Math.ceil(end / 60) * 60 };
}
