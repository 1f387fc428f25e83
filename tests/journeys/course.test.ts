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

test.each(["light", "dark"] as const)(
  "a course around two free half-days is booked, printed as a letter and taken back, in %s",
  async (colorScheme) => {
    const { context, page } = await signInAs(browser, "scheduler", { colorScheme });
    // Those with nothing booked lack most of their course.
    await page.goto("/plans?view=nothing-booked");
    const plans = await page
      .locator("tbody a[href^='/plans/']")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
    const books = page.getByRole("link", { name: /^Book \d+ sessions$/ });
    const proposals = page.getByRole("list", { name: "Proposals" }).getByRole("listitem");
    // The demo's days are those of the present week: which weekday has room for whom is not the same on every date.
    const found = await firstOf(plans, async (plan) => {
      await page.goto(plan);
      if ((await books.count()) === 0) return null;
      return firstOf([1, 2, 3, 4, 5], async (weekday) => {
        await page.goto(`${plan}/course?when=${weekday}am&when=${weekday}pm&physician=any`);
        return (await proposals.count()) > 0 ? { plan, weekday } : null;
      });
    });
    if (!found) throw new Error("no plan of the demo's has room on two half-days");
    const short = ["Mon", "Tue", "Wed", "Thu", "Fri"][found.weekday - 1] ?? "";
    await page.goto(found.plan);
    await books.click();
    await page.waitForURL(/\/course/);
    await page.getByRole("group", { name: short }).getByRole("checkbox", { name: "Morning" }).check();
    await page.getByRole("group", { name: short }).getByRole("checkbox", { name: "Afternoon" }).check();
    await page.getByLabel("Physician").selectOption("any");
    await page.getByRole("button", { name: "Show courses" }).click();
    await page.waitForURL(new RegExp(`when=${found.weekday}am&when=${found.weekday}pm`));
    await noViolations(page);
    const [proposal] = await proposals.all();
    if (!proposal) throw new Error("nothing is proposed");
    const whens = await proposal.locator(".proposed-when").allTextContents();
    expect(whens.length).toBeGreaterThan(1);
    for (const when of whens) expect(when.slice(0, 3)).toBe(short);
    const reason = proposal.getByLabel("Why is the gap so long?");
    if (await reason.count()) await reason.fill("Was away");
    await proposal.getByRole("button", { name: /^Book \d+ sessions$/ }).click();
    const notice = page.getByRole("status").filter({ hasText: "booked." });
    await expect.poll(() => notice.textContent()).toContain(`${String(whens.length)} sessions booked.`);
    await noViolations(page);

    await page.getByRole("link", { name: "Print a letter for the patient" }).click();
    await page.waitForURL(/\/letter$/);
    await expect.poll(() => page.locator(".letter-sessions tbody tr").count()).toBe(whens.length);
    await noViolations(page);

    await page.goBack();
    await notice.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => books.count()).toBe(1);
    await context.close();
  },
);

async function firstOf<T, Found>(all: readonly T[], look: (one: T) => Promise<Found | null>) {
  for (const one of all) {
    const found = await look(one);
    if (found) return found;
  }
  return null;
}
