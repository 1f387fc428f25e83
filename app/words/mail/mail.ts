/** What a mail with a report's link says. Nothing of the treatment, nor whose mail it is: mails are forwarded. */
export interface ReportMailWords {
  subject: (clinic: string) => string;
  /** The subject of a reminder. */
  again: (clinic: string) => string;
  greeting: string;
  asks: string;
  asksAgain: string;
  button: string;
  /** How long it takes, and until when it can be answered. */
  until: (day: string) => string;
  onlyYours: string;
  /** In a reminder: each link ends the one before it. */
  earlier: string;
  /** Nobody reads answers to this mail for emergencies. */
  call: (phone: string) => string;
  stop: string;
  months: readonly string[];
  day: (dayOfMonth: number, month: string) => string;
}
