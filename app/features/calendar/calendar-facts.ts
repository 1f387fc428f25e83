import type { Day } from "~/domain/day";
import type { By } from "./columns";

export type View = "day" | "week" | "month" | "agenda" | "free";
export type Colour = "state" | "physician";

/** What every calendar page is told of its clinic, its day and what it shows. */
export interface CalendarFacts {
  clinic: { id: string; name: string; zone: string };
  day: Day;
  today: Day;
  zoneLabel: string;
  physicians: { id: string; name: string }[];
  physician?: string | null;
  by?: By;
}
