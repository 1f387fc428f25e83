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

test("leave is seen before it is saved; the desk then calls one patient, moves the others, and takes it back", async () => {
  const admin = await signInAs(browser, "administrator");
  await admin.page.goto("/time-off");
  await admin.page.getByLabel("Who or what is off").selectOption({ label: "Leave of Dr Lena Okafor" });
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await admin.page.getByLabel("First day").fill(day(8));
  await admin.page.getByLabel("Last day").fill(day(21));
  await admin.page.getByRole("button", { name: "See what it hits" }).click();
  await expect
    .poll(() => admin.page.locator(".time-off-preview").textContent())
    .toContain("can be put elsewhere");
  await noViolations(admin.page);
  // Whoever may not see a patient learns how many, and nobody's name.
  expect(await admin.page.locator(".time-off-preview a").count()).toBe(0);
  await admin.page.getByRole("button", { name: "Save leave" }).click();
  await expect.poll(() => admin.page.getByRole("status").first().textContent()).toContain("It is saved.");
  expect(await admin.page.getByRole("link", { name: "Repair the courses" }).count()).toBe(0);
  await admin.context.close();

  const { context, page } = await signInAs(browser, "scheduler");
  await page.getByRole("link", { name: "Repair", exact: true }).click();
  await page.waitForURL(/\/repair/);
  await page.getByRole("link", { name: /^Leave, Dr Okafor/ }).click();
  await page.waitForURL(/off=/);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await noViolations(page);
  }
  const rows = page.locator(".repair > .repair-courses > li");
  const before = await rows.count();
  expect(before).toBeGreaterThan(1);
  const name = (await rows.first().locator(".repair-who a").textContent()) ?? "";
  await rows
    .first()
    .getByRole("button", { name: /^Call first/ })
    .click();
  const call = page.locator(".repair-call", { hasText: name });
  await call.getByLabel("Note of the call").fill("Rings out");
  await call.getByRole("button", { name: /^Not reached/ }).click();
  await expect.poll(() => call.textContent()).toContain("Called once");
  expect(await call.textContent()).toContain("“Rings out”");
  await noViolations(page);

  await page.getByRole("button", { name: "Move the ticked" }).click();
  await page.waitForURL(/moved=/);
  await expect.poll(() => rows.count()).toBe(0);
  await noViolations(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => rows.count()).toBe(before - 1);

  // What is moved goes also where no script runs, and one by one.
  const plain = await signInAs(browser, "scheduler", { viewport: { width: 390, height: 844 } });
  await plain.page.goto(page.url());
  const wide = await plain.page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  const second = (await rows.first().locator(".repair-who a").textContent()) ?? "";
  await plain.page.locator(".repair-row", { hasText: second }).getByRole("button", { name: /^Move/ }).click();
  await plain.page.waitForURL(/moved=/);
  await expect.poll(() => plain.page.locator(".repair > .repair-courses > li").count()).toBe(before - 2);
  await plain.context.close();
  // The other desk sees it without asking.
  await expect.poll(() => rows.count()).toBe(before - 2);
  await page
    .locator(".repair-call", { hasText: name })
    .getByRole("button", { name: /^Agreed: move/ })
    .click();
  await expect.poll(() => page.locator(".repair-call").count()).toBe(0);
  await context.close();
});

test("new hours tell what they leave outside, and nothing is kept or lost without a word", async () => {
  const { context, page } = await signInAs(browser, "administrator");
  await page.goto("/settings/hours");
  await page
    .getByRole("link", { name: /Okafor/ })
    .first()
    .click();
  await page.getByRole("heading", { name: "Set the week" }).waitFor();
  for (const weekday of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]) {
    await page.getByLabel(weekday).fill("07:00–07:30");
  }
  await page.getByRole("button", { name: "Save working hours" }).click();
  await page.getByText("Nothing is saved yet.").waitFor();
  await noViolations(page);
  await page.getByRole("button", { name: /outside the hours$/ }).click();
  await expect.poll(() => page.locator("main").textContent()).toContain("The working hours are saved.");
  await context.close();
});
