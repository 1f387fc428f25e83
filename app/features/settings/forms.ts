import { z } from "zod";
import { WEIGHT_MOST } from "~/domain/composer/weights";
import { guidances, regions, roomKinds } from "~/domain/vocabulary";
import { readSpans, weekdays, type WeekdaySpan } from "~/domain/working-hours";
import { day, id, line, prose, version, wholeNumber } from "~/words/fields";
import { spansFaultWords } from "~/words/settings";

const hoursOfDay = prose(200).transform((text, context) => {
  const spans = readSpans(text);
  if (Array.isArray(spans)) return spans;
  context.addIssue({ code: "custom", message: spansFaultWords[spans] });
  return z.NEVER;
});
const week = {
  day1: hoursOfDay,
  day2: hoursOfDay,
  day3: hoursOfDay,
  day4: hoursOfDay,
  day5: hoursOfDay,
  day6: hoursOfDay,
  day7: hoursOfDay,
};
type Week = z.output<z.ZodObject<typeof week>>;

/** A form's seven fields as rows. */
export const weekOf = (form: Week): WeekdaySpan[] =>
  weekdays.flatMap((weekday) => form[`day${weekday}`].map((span) => ({ weekday, ...span })));

const clinicFields = {
  name: line("Enter the clinic’s name", 80),
  zone: line("Choose the clinic’s time zone", 60),
  address: prose(300),
  phone: prose(40),
};
export const clinicForm = z.object(clinicFields);

const weight = wholeNumber("Enter a number", 0, WEIGHT_MOST);
/** How much each of what is less than ideal weighs, in days off the target gap. */
export const weightsForm = z.object({
  startDay: weight,
  gapDay: weight,
  otherPhysician: weight,
  physicianChange: weight,
  clinicChange: weight,
  shieldedRoom: weight,
  fluoroscopeOpened: weight,
  fullDay: weight,
  moved: weight,
  version,
});

const room = {
  name: line("Enter the room’s name", 60),
  kind: z.enum(roomKinds, "Choose what kind of room it is"),
};
const device = {
  name: line("Enter the device’s name", 60),
  kind: z.enum(guidances, "Choose what kind of device it is"),
  /** The room it is fixed to; left out where it is wheeled about. */
  fixedTo: id.optional(),
};

/** What the forms and buttons of a clinic's page send. */
export const clinicPageForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("details"), ...clinicFields, version }),
  z.object({ intent: z.literal("hours"), ...week, version }),
  z.object({ intent: z.literal("room-add"), ...room }),
  z.object({ intent: z.literal("room-edit"), roomId: id, ...room, version }),
  z.object({ intent: z.literal("room-close"), roomId: id }),
  z.object({ intent: z.literal("room-reopen"), roomId: id }),
  z.object({ intent: z.literal("device-add"), ...device }),
  z.object({ intent: z.literal("device-edit"), deviceId: id, ...device, version }),
  z.object({ intent: z.literal("device-close"), deviceId: id }),
  z.object({ intent: z.literal("device-reopen"), deviceId: id }),
]);

export const workingHoursForm = z.object({
  physicianId: id,
  clinicId: id,
  from: day("Choose the first day on which this week holds"),
  /** What the form was opened on. */
  stamp: z.string().max(64),
  /** What becomes of sessions outside the new week; asked only where there are any. */
  booked: z.enum(["displace", "keep"], "Choose what becomes of the sessions outside these hours").optional(),
  ...week,
});

const days = (missing: string) => wholeNumber(missing, 1, 365);
export const protocolForm = z
  .object({
    region: z.enum(regions, "Choose a region"),
    sessionsMin: wholeNumber("Enter how few sessions it usually takes", 1, 20),
    sessionsMax: wholeNumber("Enter how many sessions it usually takes", 1, 20),
    gapMinDays: days("Enter the shortest gap in days"),
    gapTargetDays: days("Enter the usual gap in days"),
    gapMaxDays: days("Enter the longest gap in days"),
    prepareMinutes: wholeNumber("Enter the minutes of preparation", 0, 120),
    treatMinutes: wholeNumber("Enter the minutes of treatment", 5, 240),
    recoverMinutes: wholeNumber("Enter the minutes of recovery", 0, 240),
    guidance: z.enum(guidances, "Choose how it is guided"),
    solution: line("Enter the usual solution", 200),
    version,
  })
  .refine((form) => form.sessionsMin <= form.sessionsMax, {
    path: ["sessionsMax"],
    error: "At least as many as the fewest",
  })
  .refine((form) => form.gapMinDays <= form.gapTargetDays, {
    path: ["gapTargetDays"],
    error: "Not shorter than the shortest gap",
  })
  .refine((form) => form.gapTargetDays <= form.gapMaxDays, {
    path: ["gapMaxDays"],
    error: "Not shorter than the usual gap",
  })
  .refine(
    (form) =>
      [form.prepareMinutes, form.treatMinutes, form.recoverMinutes].every((minutes) => minutes % 5 === 0),
    { path: ["treatMinutes"], error: "Use steps of five minutes for all three phases" },
  );

/** The id in a page's address, or null where that is none. */
export const clinicIdOf = (params: { id?: string | undefined }) => id.safeParse(params.id).data ?? null;

const chosen = z
  .union([z.literal("new"), id])
  .nullable()
  .catch(null);
/** Which dialog of a clinic's page is open. */
export const readClinicDialog = (params: URLSearchParams) => ({
  room: chosen.parse(params.get("room")),
  device: chosen.parse(params.get("device")),
});

/** Whose hours, where; null for the table of all. */
export function readHoursPlace(params: URLSearchParams) {
  const physician = id.safeParse(params.get("physician")).data;
  const clinic = id.safeParse(params.get("at")).data;
  return physician && clinic ? { physicianId: physician, clinicId: clinic } : null;
}

export const readRegion = (params: URLSearchParams) =>
  z.enum(regions).nullable().catch(null).parse(params.get("region"));
