import { expect, test } from "vitest";
import { en } from "~/words/mail/en";
import { es } from "~/words/mail/es";
import { reportMail } from "~/words/mail/report-mail";

const mail = (known: Partial<Parameters<typeof reportMail>[0]> = {}) =>
  reportMail({
    language: "en",
    clinic: "Riverside",
    phone: "+1 303 555 0199",
    link: "https://tendon.example/report?token=abc",
    lastDay: "2026-12-15",
    isReminder: false,
    ...known,
  });

test("text and HTML say the same, in every language and for every reason", () => {
  for (const language of ["en", "es"]) {
    for (const isReminder of [false, true]) {
      const { subject, text, html } = mail({ language, isReminder });
      const said = html
        .replace(/<[^>]+>/g, "\n")
        .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
      for (const line of text.split("\n").filter((each) => each && !each.startsWith("https:"))) {
        expect(said).toContain(line.replace(/:$/, ""));
      }
      expect(html).toContain('href="https://tendon.example/report?token=abc"');
      expect(`${subject}${text}`).not.toMatch(/knee|pain|dolor|rodilla|prolotherapy/i);
    }
  }
  expect(Object.keys(es)).toEqual(Object.keys(en));
});

test("only a reminder says that earlier links are over", () => {
  expect(mail().text).not.toContain(en.earlier);
  expect(mail({ isReminder: true }).text).toContain(en.earlier);
});

test("a clinic's name is text, whatever it is", () => {
  const { html } = mail({ clinic: `<img src=x onerror="alert('1')">` });
  expect(html).not.toContain("<img");
});

test("a clinic without a number gives none, and no language is taken for another's word", () => {
  expect(mail({ phone: "" }).text).not.toContain("call us");
  expect(mail({ language: "constructor" }).subject).toBe(mail().subject);
});
