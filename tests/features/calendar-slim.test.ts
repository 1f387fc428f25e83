import fc from "fast-check";
import { expect, test } from "vitest";
import { renderToStaticMarkup } from "react-dom/server";
import { createElement } from "react";
import type { SessionRow } from "~/features/calendar/block";
import { slimMarkup } from "~/features/calendar/slim-blocks";

const row: SessionRow = {
  id: "01a2",
  version: 3,
  name: "Ann Lee",
  place: 2,
  planned: 4,
  region: "knee",
  side: "left",
  guidance: "ultrasound",
  status: "cancelled-by-patient",
  room: "r",
  physician: "p",
  device: "d",
  displaced: false,
  overbooked: false,
  day: "2026-11-23",
  start: 495,
  treatFrom: 5,
  treatTo: 20,
  length: 30,
};
const markupOf = (known: Partial<SessionRow>, physician = "Dr Fair", hue: number | null = null) =>
  slimMarkup({
    blocks: [{ row: { ...row, ...known }, lane: 1, lanes: 2 }],
    names: new Map([["p", physician]]),
    hues: hue === null ? null : new Map([["p", hue]]),
  });

test("a block says when, who, what and how it stands, where it is and which it is", () => {
  expect(markupOf({}, "Dr Fair", 4)).toBe(
    '<a class="blk slim cancelled hue-4" href="/sessions/01a2" data-id="01a2" data-v="3" aria-label="08:15 Ann Lee\n' +
      'Knee, left, 2 of 4, cancelled by the patient, Dr Fair" style="--s:495;--d:30;--t:5;--u:20;--l:1;--n:2">Ann Lee</a>',
  );
  expect(markupOf({ displaced: true })).toContain('class="blk slim cancelled displaced"');
  const over = markupOf({ status: "booked", overbooked: true });
  expect(over).toContain('class="blk slim booked overbooked"');
  expect(over).toContain("2 of 4, booked, overbooked, Dr Fair");
});

test("whatever a name holds stands in it as text, as React would write it", () => {
  const asReact = (text: string) => renderToStaticMarkup(createElement("i", null, text)).slice(3, -4);
  const marks = fc.string({ unit: fc.constantFrom("<", ">", "&", '"', "'", "a", "=", "`", "/", " ", "\n") });
  fc.assert(
    fc.property(fc.oneof(fc.string(), marks), marks, (name, physician) => {
      const markup = markupOf({ name }, physician);
      expect(markup.endsWith(`>${asReact(name).replaceAll("&#x27;", "&#39;")}</a>`)).toBe(true);
      expect(markup.match(/[<>]/g)).toEqual(["<", ">", "<", ">"]);
      expect(markup.match(/"/g)).toHaveLength(12);
    }),
  );
});
