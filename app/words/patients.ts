import type { Day } from "~/domain/day";
import { dayAndMonth } from "~/domain/words-of-time";

/** "14 Mar 1980" */
export const birthWords = (day: Day) => `${dayAndMonth(day)} ${day.slice(0, 4)}`;

/** Whole years on a day; a birthday on 29 February is kept on 1 March in other years. */
export const ageOn = (birthDate: Day, day: Day) =>
  Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0);

export const countOf = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** The languages patients speak; the form they report in comes in the first two. */
export const languageWords: Record<string, string> = {
  en: "English",
  es: "Spanish",
  ar: "Arabic",
  zh: "Chinese",
  fr: "French",
  de: "German",
  ht: "Haitian Creole",
  hi: "Hindi",
  it: "Italian",
  ja: "Japanese",
  ko: "Korean",
  pl: "Polish",
  pt: "Portuguese",
  ru: "Russian",
  tl: "Tagalog",
  vi: "Vietnamese",
};
export const languages = Object.keys(languageWords);

/** What the audit log calls a patient's fields, for one who saved too late. */
export const patientFieldWords: Record<string, string> = {
  givenName: "given name",
  familyName: "family name",
  birthDate: "birth date",
  recordNumber: "record number",
  homeClinicId: "home clinic",
  phone: "phone",
  email: "e-mail",
  language: "language",
  preferredContact: "preferred contact",
  deskNotes: "notes for the desk",
  deactivatedAt: "whether active",
  deceasedOn: "date of death",
};
