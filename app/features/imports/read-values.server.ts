import { instantAt, type Day, type Zone } from "~/domain/time";
import type { Contact } from "~/domain/vocabulary";
import { languages, languageWords } from "~/words/patients";
import type { DateOrder } from "./fields";

/** What other systems write in a cell, read as what Tendon keeps; null for what cannot be read. */

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const FIRST_YEAR = 1880;
const LAST_YEAR = 2199;

/** A day in any of the usual orders; a clock time after it is left aside. Two-digit years are not guessed. */
export function readDay(text: string, order: DateOrder): Day | null {
  const [year, month, day] = dayParts(text.trim(), order) ?? [0, 0, 0];
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

function dayParts(text: string, order: DateOrder): [number, number, number] | null {
  const yearFirst = /^(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?=$|[T ])/.exec(text);
  if (yearFirst && (yearFirst[2] || /^\d{8}(?=$|[T ])/.test(text))) {
    return numbers(yearFirst[1], yearFirst[3], yearFirst[4]);
  }
  const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?=$|[T, ])/.exec(text);
  if (yearLast) {
    const [, first, second, year] = yearLast;
    return order === "day-first" ? numbers(year, second, first) : numbers(year, first, second);
  }
  const dayAndName = /^(\d{1,2})[-. ]+([a-z]{3,9})\.?[-, ]+(\d{4})(?=$|[T, ])/i.exec(text);
  if (dayAndName) return numbers(dayAndName[3], monthOf(dayAndName[2]), dayAndName[1]);
  const nameAndDay = /^([a-z]{3,9})\.?[- ]+(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?=$|[T, ])/i.exec(text);
  if (nameAndDay) return numbers(nameAndDay[3], monthOf(nameAndDay[1]), nameAndDay[2]);
  return null;
}

const numbers = (...texts: (string | number | undefined)[]): [number, number, number] => {
  const [year = 0, month = 0, day = 0] = texts.map(Number);
  return [year, month, day];
};
const monthOf = (name = "") => months.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/**
 * What 03/04/1980 means in these cells: what one of them proves, else what is usual where the clinic is. Null where no
 * cell is written so.
 */
export function dateOrderOf(cells: readonly string[], zone: Zone): DateOrder | null {
  const pairs = cells.flatMap((cell) => {
    const match = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}/.exec(cell);
    return match ? [[Number(match[1]), Number(match[2])] as const] : [];
  });
  if (pairs.length === 0) return null;
  if (pairs.some(([first]) => first > 12)) return "day-first";
  if (pairs.some(([, second]) => second > 12)) return "month-first";
  return zone.startsWith("America/") || zone === "Pacific/Honolulu" ? "month-first" : "day-first";
}

/** An instant: with its own offset, or by the clinic's clock; a day without a time is its midnight. */
export function readInstant(text: string, time: string, order: DateOrder, zone: Zone): Date | null {
  const whole = `${text.trim()} ${time.trim()}`.trim();
  const exact = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|UTC|[+-]\d\d(?::?\d\d)?)$/i.exec(
    whole,
  );
  if (exact) return readExact(exact[1] ?? "", exact[2] ?? "", exact[3] ?? "");
  const day = readDay(whole, order);
  if (!day) return null;
  const minutes = readMinutes(whole);
  return minutes === null ? null : instantAt(day, minutes, zone);
}

function readExact(day: string, clock: string, offset: string): Date | null {
  if (!readDay(day, "day-first")) return null;
  const digits = offset.replace(/\D/g, "").padEnd(4, "0");
  const iso = digits === "0000" ? "Z" : `${offset.slice(0, 1)}${digits.slice(0, 2)}:${digits.slice(2)}`;
  const instant = new Date(`${day}T${clock}${iso}`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

/** Minutes since midnight of the clock time in a text; 0 where it has none, null where it has one that is none. */
function readMinutes(text: string): number | null {
  const match = /(?:^|[T ,])(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)? ?([ap])?\.?(?:m\.?)?$/i.exec(text);
  if (!match) return /\d:\d/.test(text) ? null : 0;
  const half = match[3]?.toLowerCase();
  const hours = Number(match[1]);
  if (half && (hours < 1 || hours > 12)) return null;
  const hoursOfDay = half ? (hours % 12) + (half === "p" ? 12 : 0) : hours;
  return hoursOfDay > 23 || Number(match[2]) > 59 ? null : hoursOfDay * 60 + Number(match[2]);
}

export const readPhone = (text: string): string | null => {
  const phone = text.replace(/\s+/g, " ").trim();
  const digits = phone.replace(/\D/g, "").length;
  return phone.length <= 40 && digits >= 5 && /^[+\d(]/.test(phone) ? phone : null;
};

export const readEmail = (text: string): string | null => {
  const email = text.trim();
  return email.length <= 254 && /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]{2,}$/.test(email) ? email : null;
};

export const readLanguage = (text: string): string | null => {
  const said = text.trim().toLowerCase();
  const code = said.split(/[-_]/)[0] ?? "";
  if (languages.includes(code)) return code;
  if (code in threeLetters) return threeLetters[code] ?? null;
  return languages.find((each) => said.startsWith((languageWords[each] ?? each).toLowerCase())) ?? null;
};
const threeLetters: Record<string, string> = {
  eng: "en",
  spa: "es",
  ara: "ar",
  zho: "zh",
  chi: "zh",
  fra: "fr",
  fre: "fr",
  deu: "de",
  ger: "de",
  hat: "ht",
  hin: "hi",
  ita: "it",
  jpn: "ja",
  kor: "ko",
  pol: "pl",
  por: "pt",
  rus: "ru",
  tgl: "tl",
  fil: "tl",
  vie: "vi",
};

export const readContact = (text: string): Contact | null => {
  const said = text.trim().toLowerCase();
  if (/e-?mail/.test(said)) return "email";
  if (/phone|mobile|cell|tel|call|sms|text/.test(said)) return "phone";
  return /post|letter|mail/.test(said) ? "post" : null;
};

/** Whether a cell says active; null where it says neither. `isReversed`: the column is called "inactive" or the like. */
export function readActive(text: string, isReversed: boolean): boolean | null {
  const said = text.trim().toLowerCase();
  if (/^(inactive|archived|closed|former|deleted|deceased|dead|discharged|disabled)$/.test(said))
    return false;
  if (/^(active|current|open|alive|enabled)$/.test(said)) return true;
  if (/^(y|yes|true|t|1|x)$/.test(said)) return !isReversed;
  if (/^(n|no|false|f|0)$/.test(said)) return isReversed;
  return said === "" ? true : null;
}

/** One line without doubled blanks. */
export const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();
