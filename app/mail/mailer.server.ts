import nodemailer from "nodemailer";
import { env } from "~/env.server";

export interface Message {
  /** The same for every try, so that a mailbox may know it again. */
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/**
 * "put-off": the server would not have it now; "came-back": it never will; "unclear": the line went dead, and nobody
 * knows whether it went out.
 */
export type MailOutcome = "sent" | "put-off" | "came-back" | "unclear";

export interface Mailer {
  /** Whether the server is there and lets us in: asked before anything is begun. */
  isReady(): Promise<boolean>;
  send(message: Message): Promise<MailOutcome>;
  close(): void;
}

const timeouts = {
  connectionTimeout: 5_000,
  greetingTimeout: 5_000,
  socketTimeout: 7_000,
  dnsTimeout: 5_000,
};

/** The mail server of `SMTP_URL`; null where none is set. */
export function openMailer(): Mailer | null {
  const { SMTP_URL, MAIL_FROM, MAIL_REPLY_TO } = env();
  if (!SMTP_URL || !MAIL_FROM) return null;
  const transport = nodemailer.createTransport(
    { url: SMTP_URL, ...timeouts, disableFileAccess: true, disableUrlAccess: true },
    { from: MAIL_FROM, ...(MAIL_REPLY_TO && { replyTo: MAIL_REPLY_TO }) },
  );
  return {
    isReady: () =>
      transport.verify().then(
        () => true,
        () => false,
      ),
    async send({ id, to, subject, text, html }) {
      try {
        await transport.sendMail({
          messageId: `<${id}@${domainOf(MAIL_FROM)}>`,
          // As an object it is one address, whatever was typed.
          to: { name: "", address: to },
          subject,
          text,
          html,
          // Nobody's holiday notice is wanted in return.
          headers: { "Auto-Submitted": "auto-generated" },
        });
        return "sent";
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => transport.close(),
  };
}

interface SmtpFault {
  code?: string;
  command?: string;
  responseCode?: number;
}

/** Its message names the patient's address, and goes nowhere. */
function outcomeOf(error: unknown): Exclude<MailOutcome, "sent"> {
  const { code, command, responseCode }: SmtpFault = typeof error === "object" && error !== null ? error : {};
  if (code === "EENVELOPE" && responseCode === undefined) return "came-back";
  // Said of the line and not of this mail, which may have been taken before.
  if (responseCode === undefined || command === "CONN") return "unclear";
  // What the server says of the sender is about us and not about the patient's address.
  const isAboutThem = command === "RCPT TO" || command === "DATA";
  return responseCode >= 500 && isAboutThem ? "came-back" : "put-off";
}

const domainOf = (from: string) => /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? "localhost";
