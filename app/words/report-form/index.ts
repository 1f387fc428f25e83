import { en } from "./en";
import { es } from "./es";
import type { ReportFormWords } from "./words";

/** The languages of the patients' form. One more is a file beside these and its name here. */
const known: readonly [ReportFormWords, ...ReportFormWords[]] = [en, es];

export const reportLanguages = known.map(({ code, name }) => ({ code, name }));

/** The first of the languages asked for that the form speaks, else its first. */
export const reportWords = (...wanted: readonly (string | null)[]): ReportFormWords =>
  wanted.flatMap((code) => known.find((words) => words.code === code) ?? [])[0] ?? known[0];
