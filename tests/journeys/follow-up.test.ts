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

test("the desk notes a call, takes it back, and takes the next patient's answers by phone", async () => {
  const { context, page } = await signInAs(browser, "scheduler");
  await page.getByRole("link", { name: "Follow-up" }).click();
  await page.waitForURL(/\/follow-up/);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await noViolations(page);
  }
  const calls = page.locator("li.call");
  expect(await calls.count()).toBeGreaterThan(1);
  const first = (await calls.first().locator(".call-name").textContent()) ?? "";
  const called = calls.filter({ has: page.getByRole("link", { name: first, exact: true }) }).first();

  await called.getByRole("button", { name: /^No answer/ }).click();
  const toast = page.getByRole("status").filter({ hasText: `Noted: no answer, ${first}` });
  await toast.waitFor();
  await expect.poll(() => calls.first().locator(".call-name").textContent()).not.toBe(first);
  await toast.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => calls.first().locator(".call-name").textContent()).toBe(first);

  await called.locator("summary").click();
  await called.getByLabel("Call back on").fill("2020-01-01");
  await called.getByLabel("at", { exact: true }).fill("14:30");
  await called.getByRole("button", { name: "Call back then" }).click();
  await expect.poll(() => page.getByRole("alert").textContent()).toContain("This time is over already");
  expect(await called.getByLabel("at", { exact: true }).inputValue()).toBe("14:30");
  await noViolations(page);

  await calls.first().locator(".call-name").focus();
  await page.keyboard.press("ArrowDown");
  const second = await page.evaluate(() => document.activeElement?.textContent);
  expect(second).toBe(await calls.nth(1).locator(".call-name").textContent());

  await called.getByRole("link", { name: /^Take the answers/ }).click();
  await page.waitForURL(/channel=phone/);
  expect(await page.getByRole("radio", { name: "By phone" }).isChecked()).toBe(true);
  const language = page.getByLabel("In which language?");
  await language.selectOption("es");
  await page.getByRole("radio", { name: "Bueno", exact: true }).check();
  await noViolations(page);
  await language.selectOption("en");
  expect(await page.getByRole("radio", { name: "Good", exact: true }).isChecked()).toBe(true);
  await page.locator('label:has(input[name="pain"][value="2"])').click();
  await page.getByRole("button", { name: "Save the answers" }).click();
  await page.waitForURL(/saved=/);
  await page.goto("/follow-up");
  await expect.poll(() => calls.first().locator(".call-name").textContent()).not.toBe(first);
  await context.close();
});
