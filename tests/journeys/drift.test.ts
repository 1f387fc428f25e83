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

test("a physician decides at a checkpoint, and it leaves the board", async () => {
  const { context, page } = await signInAs(browser, "physician");
  const inBothThemes = async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await noViolations(page);
    }
  };
  await page.goto("/plans");
  await page.getByRole("link", { name: "Drift" }).click();
  await page.waitForURL(/\/drift$/);
  await inBothThemes();
  // Which of the two has somebody depends on the demo's date.
  const silent = await page.locator("#no-response").count();
  const decide = page
    .locator(silent > 0 ? "#no-response" : "#checkpoint")
    .getByRole("link", { name: /^Decide/ });
  const before = await decide.count();
  expect(before).toBeGreaterThan(0);
  await decide.first().click();
  await page.waitForURL(/\/checkpoint$/);
  await inBothThemes();
  await page.getByRole("button", { name: "Keep the decision" }).click();
  await expect.poll(() => page.getByRole("alert").textContent()).toContain("Choose how the course goes on");
  await page.getByRole("radio", { name: /^Continue/ }).check();
  await page.getByRole("button", { name: "Keep the decision" }).click();
  await page.waitForURL(/\/drift$/);
  await expect.poll(() => decide.count()).toBe(before - 1);
  await context.close();
});

test("a scheduler's board leads to each cure, and says nothing of what patients report", async () => {
  const { context, page } = await signInAs(browser, "scheduler");
  await page.goto("/drift");
  const board = page.locator("main");
  await expect.poll(() => board.textContent()).toContain("Past the maximum gap, nothing booked");
  expect(await board.textContent()).not.toMatch(/[Pp]ain|response/);
  await page.getByRole("link", { name: /^Book/ }).first().click();
  await page.waitForURL(/\/course/);
  await context.close();
});
