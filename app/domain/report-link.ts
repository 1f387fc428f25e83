import { addDays, instantAt, type Day, type Zone } from "./time";
import type { LinkPurpose } from "./vocabulary";

/** A tablet that was put down opens nothing an hour later. */
const KIOSK_MINUTES = 60;

/** A link lasts as long as its report can be answered: to the end of its window's last day at the clinic. */
export function linkEnd(windowTo: Day, zone: Zone, purpose: LinkPurpose, now: Date): Date {
  const end = instantAt(addDays(windowTo, 1), 0, zone);
  if (purpose !== "kiosk") return end;
  return new Date(Math.min(end.getTime(), now.getTime() + KIOSK_MINUTES * 60_000));
}
