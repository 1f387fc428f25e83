import { z } from "zod";
import { guidances, regions } from "~/domain/vocabulary";
import { day } from "~/words/fields";
import { parts, spans } from "./free-view";

/** What a calendar address may say; anything else counts as not said. */
const calendarQuery = z.object({
  date: day("").nullable().catch(null),
  by: z.enum(["physician", "room", "device"]).catch("physician"),
  colour: z.enum(["state", "physician"]).catch("state"),
  physician: z.uuid().nullable().catch(null),
  /** The one column that a phone shows. */
  column: z.uuid().nullable().catch(null),
  /** The session to find there, and what was just done to it. */
  session: z.uuid().nullable().catch(null),
  done: z.enum(["booked", "moved", "moved-together", "length"]).nullable().catch(null),
  /** The minutes that a session had before: treatment, recovery. */
  was: z
    .string()
    .regex(/^\d{1,3}-\d{1,3}$/)
    .nullable()
    .catch(null),
});

/** What a page of who is free may be asked besides. */
const freeQuery = calendarQuery.pick({ date: true, physician: true }).extend({
  span: z.enum(spans).catch("day"),
  guidance: z.enum(guidances).catch("ultrasound"),
  region: z.enum(regions).nullable().catch(null),
  part: z.enum(parts).catch("any"),
});

export function readFreeQuery(request: Request) {
  return freeQuery.parse(Object.fromEntries(new URL(request.url).searchParams));
}

export function readCalendarQuery(request: Request) {
  const { searchParams } = new URL(request.url);
  return calendarQuery.parse({
    date: searchParams.get("date"),
    by: searchParams.get("by"),
    colour: searchParams.get("colour"),
    physician: searchParams.get("physician"),
    column: searchParams.get("column"),
    session: searchParams.get("session"),
    done: searchParams.get("done"),
    was: searchParams.get("was"),
  });
}
