import { z } from "zod";
import {
  activities,
  ratings,
  redFlags,
  selfCares,
  type Activity,
  type Rating,
  type RedFlag,
  type SelfCare,
  type TimePoint,
} from "~/domain/vocabulary";
import type { ReportFormWords } from "~/words/report-form/words";

/** Whatever is posted: what was not asked stays null, so that it is never taken for an answer. */
const notAsked = z.unknown().transform(() => null);

const several = <T extends string>(known: readonly [T, ...T[]], fault: string) =>
  z.array(z.enum(known, fault)).max(known.length, fault).default([]);

const storable = (text: string) => !text.includes("\u0000") && text.isWellFormed();

export interface PatientAnswers {
  rating: Rating | null;
  pain: number;
  activities: Activity[] | null;
  selfCare: SelfCare | null;
  redFlags: RedFlag[] | null;
  adverseEffects: string | null;
  remarks: string;
}

/** A patient's answers about a time point, told in their language where something is missing. */
export function patientForm(timePoint: TimePoint, { faults }: ReportFormWords): z.ZodType<PatientAnswers> {
  const prose = z
    .string(faults.unreadable)
    .trim()
    .max(2000, faults.tooLong)
    .refine(storable, faults.unreadable)
    .default("");
  const asked = z.object({
    rating: z.enum(ratings, faults.rating),
    pain: z
      .string(faults.pain)
      .regex(/^(\d|10)$/, faults.pain)
      .transform(Number),
    activities: several(activities, faults.choice),
    selfCare: z.enum(selfCares, faults.choice).nullable().default(null),
    redFlags: several(redFlags, faults.choice),
    adverseEffects: prose,
    remarks: prose,
  });
  if (timePoint !== "baseline") return asked;
  // Before any treatment there is no result to rate, nothing regained and nothing that came of it.
  return asked.extend({
    rating: notAsked,
    activities: notAsked,
    selfCare: notAsked,
    redFlags: notAsked,
    adverseEffects: notAsked,
  });
}

/** Which of a form's buttons was pressed; anything else sends, and is asked for what is missing. */
export const pressed = z.enum(["continue", "back", "stay", "decline", "send"]).catch("send");

export const handOverForm = z.object({ purpose: z.enum(["handed-over", "kiosk"], "Choose how") });
export type HandOver = z.output<typeof handOverForm>;
