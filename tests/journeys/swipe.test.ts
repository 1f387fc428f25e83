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

test("on a phone a day's columns are swiped through, and named above", async () => {
  const { context, page } = await signInAs(browser, "scheduler", {
    viewport: { width: 390, height: 844 },
    reducedMotion: "reduce",
  });
  // A clinic has several rooms on every day, whoever works.
  await page.goto("/calendar/day?by=room");
  const columns = page.locator(".cal-column");
  const chips = page.getByRole("navigation", { name: "Whose column" }).getByRole("link");
  const current = page.locator(".cal-chips a[aria-current]");
  const names = await chips.allTextContents();
  expect(names.length).toBeGreaterThan(1);
  const leftOf = (index: number) =>
    columns.nth(index).evaluate((column) => column.getBoundingClientRect().left);

  await chips.nth(1).click();
  await expect.poll(() => current.textContent()).toBe(names[1]);
  expect(await leftOf(1)).toBeGreaterThan(40);
  expect(await leftOf(1)).toBeLessThan(100);
  await page.locator(".cal").evaluate((grid) => grid.scrollTo({ left: 0 }));
  await expect.poll(() => current.textContent()).toBe(names[0]);
  // Only the grid is wider than the phone.
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  await noViolations(page);
  await context.close();
});
