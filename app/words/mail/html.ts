/** A mail of plain paragraphs with one link, dressed as a button: every mail program shows it, and nothing is fetched. */
export function htmlOf(mail: {
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
