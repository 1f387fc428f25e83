import { z } from "zod";
import type { Day } from "~/domain/day";
import { contacts } from "~/domain/vocabulary";
import { day, email, id, line, prose, version } from "~/words/fields";
import { languages } from "~/words/patients";
import { patientShows, patientSorts, type PatientFilter } from "./filter";

const isStorable = (text: string) => !text.includes("\u0000") && text.isWellFormed();

const patientFilter = z.object({
  show: z.enum(patientShows).catch("active"),
  q: z
    .string()
    .transform((text) => text.trim().slice(0, 80))
    .refine(isStorable)
    .catch(""),
  sort: z.enum(patientSorts).catch("name"),
  direction: z.enum(["ascending", "descending"]).catch("ascending"),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** The filter that a URL's query means. What it cannot read it leaves out: a URL is never an error. */
export const readPatientFilter = (query: URLSearchParams): PatientFilter =>
  patientFilter.parse(Object.fromEntries([...query].reverse()));

/** The patient that a URL names, or null for what is no id. */
export const patientId = (params: { id?: string | undefined }): string | null =>
  id.safeParse(params.id).data ?? null;

const phone = prose(40).refine(
  (text) => text === "" || (/^[\d\s()+./#*xtext-]+$/i.test(text) && text.replace(/\D/g, "").length >= 5),
  "This is not a phone number. One looks like +1 303 555 0142",
);

const fields = (today: Day) => ({
  givenName: line("Enter the given name", 80),
  familyName: line("Enter the family name", 80),
  birthDate: day("Enter the birth date").refine((born) => born <= today, "This birth date is still to come"),
  recordNumber: line("Enter a record number", 20).regex(
    /^[\p{L}\d][\p{L}\d ./-]*$/u,
    "Use letters, digits, spaces, dots, slashes and dashes",
  ),
  homeClinicId: z.uuid("Choose the home clinic"),
  phone,
  email: email("").optional().default(""),
  language: z.enum(languages, "Choose a language"),
  preferredContact: z.enum(contacts, "Choose how this patient wants to be reached"),
  deskNotes: prose(2000),
  /** Said after the warning that somebody alike is here already. */
  anyway: z.literal("yes").optional(),
});

interface Reachable {
  phone: string;
  email: string;
  preferredContact: (typeof contacts)[number];
}
const phoneIsThere = (form: Reachable) => form.preferredContact !== "phone" || form.phone !== "";
const phoneMissing = { path: ["phone"], error: "Enter a phone number, or choose another preferred contact" };
const emailIsThere = (form: Reachable) => form.preferredContact !== "email" || form.email !== "";
const emailMissing = { path: ["email"], error: "Enter an e-mail, or choose another preferred contact" };

export const patientForm = (today: Day) =>
  z.object(fields(today)).refine(phoneIsThere, phoneMissing).refine(emailIsThere, emailMissing);

/** What the edit page takes: the fields, or one of the ways to leave and to come back. */
export const patientEditForm = (today: Day) =>
  z.discriminatedUnion("intent", [
    z
      .object({ ...fields(today), intent: z.literal("save"), version })
      .refine(phoneIsThere, phoneMissing)
      .refine(emailIsThere, emailMissing),
    z.object({ intent: z.literal("deactivate"), version }),
    z.object({ intent: z.literal("reactivate"), version }),
    z.object({
      intent: z.literal("deceased"),
      version,
      deceasedOn: day("Enter the date of death").refine(
        (died) => died <= today,
        "This date is still to come",
      ),
    }),
  ]);

export type PatientInput = z.output<ReturnType<typeof patientForm>>;

/** The latest date it can be anywhere: a form does not know its clinic's clock yet. */
export const latestDay = (now: Date): Day =>
  new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
