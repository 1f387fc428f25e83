import { z } from "zod";
import { day, version } from "./fields";

export const clockPattern = /^([01]\d|2[0-3]):[0-5]\d$/;

/** "HH:MM" on the clinic's clock, as minutes since midnight. */
export const clockMinutes = z
  .string("Choose a time")
  .regex(clockPattern, "Enter a time such as 09:30")
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))
  .refine((minutes) => minutes % 5 === 0, "Choose a time on five minutes, such as 09:30 or 09:35");

const fields = z.object({
  sessionId: z.uuid(),
  version,
  clinicId: z.uuid(),
  day: day(""),
  startMinute: clockMinutes,
  which: z.enum(["once", "first", "second"]).transform((turn) => (turn === "once" ? null : turn)),
  physicianId: z.uuid(),
  roomId: z.uuid(),
  deviceId: z.uuid(),
});

/** "SESSION VERSION CLINIC DAY 09:30 once PHYSICIAN ROOM DEVICE": a session, and where it is to be. */
export const placedMove = (instead: string) =>
  z.string().transform((text, context) => {
    const [sessionId, was, clinicId, on, startMinute, which, physicianId, roomId, deviceId] = text.split(" ");
    const read = fields.safeParse({
      sessionId,
      version: was,
      clinicId,
      day: on,
      startMinute,
      which,
      physicianId,
      roomId,
      deviceId,
    });
    if (read.success) return read.data;
    context.addIssue({ code: "custom", message: `This cannot be read. ${instead}` });
    return z.NEVER;
  });
