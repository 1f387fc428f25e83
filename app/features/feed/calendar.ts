import ical, { ICalCalendarMethod } from "ical-generator";
import type { Guidance } from "~/domain/vocabulary";
import { guidanceWords } from "~/words/en";

export interface FeedSession {
  id: string;
  version: number;
  startsAt: Date;
  endsAt: Date;
  ordinal: number;
  planned: number;
  guidance: Guidance;
  physician: string;
  clinic: string;
  address: string;
  room: string;
  displaced: boolean;
}

/** Sessions as iCalendar (RFC 5545), in UTC: each program shows them by its own clock. */
export function feedText(sessions: readonly FeedSession[], now: Date): string {
  const calendar = ical({ name: "Tendon", prodId: { company: "Tendon", product: "Tendon" }, ttl: 15 * 60 });
  calendar.method(ICalCalendarMethod.PUBLISH);
  for (const session of sessions) {
    const { physician, ordinal, planned, guidance, room, clinic, address } = session;
    calendar.createEvent({
      id: `${session.id}@tendon`,
      sequence: session.version,
      stamp: now,
      start: session.startsAt,
      end: session.endsAt,
      summary: `${session.displaced ? "To be rebooked: " : ""}${physician}, session ${ordinal} of ${planned}`,
      description: guidanceWords[guidance],
      location: [room, clinic, address].filter(Boolean).join(", "),
    });
  }
  return calendar.toString();
}
