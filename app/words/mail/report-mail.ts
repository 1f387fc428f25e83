import type { Day } from "~/domain/day";
import { en } from "./en";
import { es } from "./es";
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

function htmlOf(mail: {
  code: string;
  lines: string[];
  button: string;
  link: string;
  after: string[];
}): string {
  const paragraph = (line: string) => `<p>${escaped(line)}</p>`;
  return [
    `<!doctype html><html lang="${mail.code}"><meta charset="utf-8">`,
    `<body style="font:16px/1.5 sans-serif;color:#191c1e;max-width:34em;margin:0 auto;padding:16px">`,
    ...mail.lines.map(paragraph),
    `<p><a href="${escaped(mail.link)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#0b5c70;color:#fff;text-decoration:none">${escaped(mail.button)}</a></p>`,
    ...mail.after.map(paragraph),
    "</body></html>",
  ].join("\n");
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
