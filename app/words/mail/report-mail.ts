import type { Day } from "~/domain/day";
import { en } from "./en";
import { es } from "./es";
import { htmlOf } from "./html";
import type { ReportMailWords } from "./mail";

/** A language is a file and a line here; whoever speaks another is written to in English. */
const languages: Record<string, ReportMailWords> = { en, es };

export interface ReportMail {
  language: string;
  clinic: string;
  /** Empty where the clinic has none. */
  phone: string;
  link: string;
  lastDay: Day;
  isReminder: boolean;
}

/** Subject, plain text and simple HTML of the same words. */
export function reportMail({ language, clinic, phone, link, lastDay, isReminder }: ReportMail) {
  const code = Object.hasOwn(languages, language) ? language : "en";
  const words = languages[code] ?? en;
  const asks = isReminder ? words.asksAgain : words.asks;
  const month = words.months[Number(lastDay.slice(5, 7)) - 1] ?? "";
  const until = words.until(words.day(Number(lastDay.slice(8, 10)), month));
  const links = isReminder ? `${words.onlyYours} ${words.earlier}` : words.onlyYours;
  const after = [until, links, ...(phone ? [words.call(phone)] : []), words.stop];
  return {
    subject: isReminder ? words.again(clinic) : words.subject(clinic),
    text: [words.greeting, asks, `${words.button}:\n${link}`, ...after, clinic].join("\n\n") + "\n",
    html: htmlOf({
      code,
      lines: [words.greeting, asks],
      button: words.button,
      link,
      after: [...after, clinic],
    }),
  };
}
