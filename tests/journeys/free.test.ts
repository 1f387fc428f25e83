import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noViolations } from "tests/support/axe";
import { openBrowser } from "tests/support/browser";
import { signInAs } from "tests/support/walker";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("asked on the phone who is free, a desk finds it by the palette and books it", async () => {
  const { context, page } = await signInAs(browser, "scheduler");
  const field = page.getByRole("combobox", { name: "Patient, plan, date or action" });
  // The key does nothing until the page's script has arrived.
  await expect
    .poll(async () => {
      await page.keyboard.press("Control+k");
      return field.count();
    })
    .toBe(1);
  await field.fill("who is free next tue");
  await page.getByRole("option", { name: /^Who is free on Tue/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/calendar/free");
  // Some clinic and week of the demo has somebody free; where a day has nobody, the next is offered.
  await page.getByLabel("When").selectOption("week");
  await page.waitForURL((url) => url.searchParams.get("span") === "week");
  await noViolations(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await noViolations(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  await noViolations(page);
  await page.setViewportSize({ width: 1440, height: 900 });

  await page
    .getByRole("main")
    .getByRole("link", { name: /^Book .*\d\d:\d\d/ })
    .first()
    .click();
  await page.waitForURL((url) => url.pathname === "/sessions/new");
  const asked = new URL(page.url()).searchParams;
  expect([...asked.keys()].sort()).toEqual(["at", "clinic", "date", "device", "physician", "room"]);
  await context.close();
});

test("a booked session is given more time to recover by its keys, and it is taken back", async () => {
  const { context, page } = await signInAs(browser, "scheduler");
  await page.goto("/calendar/agenda");
  await page.locator(".agenda a").filter({ hasText: "Booked" }).last().click();
  await page.getByRole("link", { name: "Show in the calendar" }).click();
  const block = page.locator(".blk[aria-current]");
  await expect
    .poll(async () => {
      if (await block.count()) await block.press("r");
      return page.url();
    })
    .toContain("/length");
  await noViolations(page);
  const recovery = page.getByLabel("Recovery");
  const before = await recovery.inputValue();
  // Less is always free.
  await recovery.fill("5");
  await page.getByRole("button", { name: "Change its length" }).click();
  await page.waitForURL((url) => url.searchParams.get("done") === "length");
  await page.getByText(/^Has another length:/).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForURL((url) => url.searchParams.get("done") === null);
  await page.locator(".blk.booked").first().waitFor();
  await page.goBack();
  await page.goBack();
  await page.reload();
  expect(await page.getByLabel("Recovery").inputValue()).toBe(before);
  await context.close();
});
