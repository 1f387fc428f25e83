import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noViolations } from "tests/support/axe";
import { openBrowser } from "tests/support/browser";
import { signInAs } from "tests/support/walker";

let browser: Browser;
const folder = mkdtempSync(join(tmpdir(), "tendon-desk-"));

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a desk makes the pack, keeps the file, and reads it when nothing else can be reached", async () => {
  const { context, page } = await signInAs(browser, "scheduler");
  await page.goto("/morning-pack");
  await noViolations(page);
  const clinic = page.getByRole("listitem").filter({ hasText: "Riverside" });
  await clinic.getByRole("button", { name: /^Make it/ }).click();
  await clinic.getByText(/Made \d\d:\d\d, \d+ sessions?\./).waitFor();
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    clinic.getByRole("link", { name: "Download" }).click(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/^morning-pack-Riverside-\d{4}-\d\d-\d\d\.html$/);
  const file = join(folder, "pack.html");
  await saved.saveAs(file);
  await context.close();

  // Another browser, with no network at all.
  const alone = await browser.newContext({ offline: true });
  const paper = await alone.newPage();
  const asked: string[] = [];
  paper.on("request", (request) => asked.push(request.url()));
  await paper.goto(pathToFileURL(file).href);
  await paper.getByRole("heading", { name: "Riverside", level: 1 }).waitFor();
  await paper.getByText(/Whatever was booked, moved or cancelled after that is not in it/).waitFor();
  await paper.getByRole("link", { name: "Tomorrow" }).click();
  expect(asked.filter((url) => !url.startsWith("file:"))).toEqual([]);
  await noViolations(paper);
  await paper.setViewportSize({ width: 390, height: 844 });
  expect(await paper.evaluate("document.documentElement.scrollWidth")).toBe(390);
  await alone.close();
});
