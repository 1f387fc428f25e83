import type { Company, FreeRun } from "~/domain/free";
import type { Day } from "~/domain/day";
import { minutesToClock } from "~/domain/words-of-time";
import { paths } from "~/paths";
import type { freeView } from "./free.server";

export const parts = ["any", "morning", "afternoon"] as const;
export type Part = (typeof parts)[number];
export const spans = ["day", "week"] as const;

export interface FreeDay {
  day: Day;
  isOver: boolean;
  closed: boolean;
}

/** A physician, room or device, with its runs of each day shown. */
export interface FreeLine {
  id: string;
  name: string;
  /** `off`: leave, closure or maintenance on that day, in words; `isHere`: it has hours then. */
  days: { runs: FreeRun[]; off: string | null; isHere: boolean }[];
}

export interface FreeGroup {
  title: string;
  lines: FreeLine[];
}

export interface NextFree {
  day: Day;
  minutes: number;
  company: NonNullable<Company>;
}

export type FreeData = NonNullable<Awaited<ReturnType<typeof freeView>>>;

/** Where a place that is free is booked. */
export const bookPath = (clinicId: string, day: Day, minutes: number, company: NonNullable<Company>) =>
  paths.book({
    clinic: clinicId,
    date: day,
    at: minutesToClock(minutes),
    physician: company.physicianId,
    room: company.roomId,
    device: company.deviceId,
  });

/** "Dr Okafor, Room 2, Cart 1" */
export const companyWords = (
  { physicianId, roomId, deviceId }: NonNullable<Company>,
  names: Readonly<Record<string, string>>,
) => [physicianId, roomId, deviceId].flatMap((id) => names[id] ?? []).join(", ");

/** What the page was asked besides its clinic and day, as its address says it. */
export const askedOf = ({ span, guidance, region, part, physician }: FreeData) => ({
  guidance,
  ...(span !== "day" && { span }),
  ...(region && { region }),
  ...(part !== "any" && { part }),
  ...(physician && { physician }),
});
