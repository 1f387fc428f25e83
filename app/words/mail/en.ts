import { monthNames } from "~/domain/words-of-time";
import type { ReportMailWords } from "./mail";

export const en: ReportMailWords = {
  subject: (clinic) => `${clinic}: how are you now?`,
  again: (clinic) => `${clinic}: we have not heard from you yet`,
  greeting: "Hello,",
  asks: "you were at our clinic, and we would like to know how you are now. It takes two minutes.",
  asksAgain:
    "we wrote to you and have not heard back. Every answer helps, a bad one just as much as a good one. It takes two minutes.",
  button: "Answer the questions",
  until: (day) => `You can answer until ${day}.`,
  onlyYours: "The link is for you alone and works once.",
  earlier: "Links in earlier mails no longer work.",
  call: (phone) => `Feeling unwell? Do not answer this mail: call us on ${phone}.`,
  stop: "If you would rather not be asked, tell us, and we will not write about this again.",
  months: monthNames,
  day: (dayOfMonth, month) => `${dayOfMonth} ${month}`,
};
