import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "tests/support/browser";
import { signInAs } from "tests/support/walker";

/** What becomes of a page while the server cannot be reached, or cannot reach its database. */
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function onAPlansForm() {
  const { context, page } = await signInAs(browser, "physician");
  await page.goto("/plans");
  const plan = await page.locator("tbody a").first().getAttribute("href");
  await page.goto(`${plan}/edit`);
  const goal = page.getByLabel("Goal, in the patient’s words");
  const save = page.getByRole("button", { name: "Save plan" });
  // Before the script has arrived the browser itself would send the form.
  await page.waitForFunction(() => "__remixRouter" in window);
  return { context, page, goal, save };
}

const said = (page: Page) => page.getByRole("alert").textContent();
const again = (page: Page) => page.getByRole("button", { name: "Try again" }).click();

test("a form that nobody takes stays as it was typed, and is sent as it then stands", async () => {
  const { context, page, goal, save } = await onAPlansForm();
  await goal.fill("Sleep through the night");
  await context.setOffline(true);
  await save.click();
  await expect
    .poll(() => said(page))
    .toContain(
      "Not sent: the practice’s server could not be reached. What you typed is still here; try again.",
    );
  await again(page);
  await expect.poll(() => said(page)).toContain("Not sent");
  expect(await goal.inputValue()).toBe("Sleep through the night");
  await goal.fill("Dance at the wedding");
  await context.setOffline(false);
  await again(page);
  await page.waitForURL((url) => !url.pathname.endsWith("/edit"));
  await expect.poll(() => page.locator("main").textContent()).toContain("Dance at the wedding");
  expect(await page.getByRole("alert").count()).toBe(0);
  await context.close();
});

test("a form that finds the database away is held like one that nobody takes", async () => {
  const { context, page, goal, save } = await onAPlansForm();
  let asked = 0;
  await page.route(/\/edit\.data/, (route) => {
    asked += 1;
    return asked > 1 ? route.continue() : route.fulfill({ status: 503, headers: { "Retry-After": "5" } });
  });
  await goal.fill("Walk the dog");
  await save.click();
  await expect.poll(() => said(page)).toContain("Not sent");
  expect(await goal.inputValue()).toBe("Walk the dog");
  await again(page);
  await page.waitForURL((url) => !url.pathname.endsWith("/edit"));
  await context.close();
});

test("a link that leads nowhere for the moment leaves the page, and leads on later", async () => {
  const { context, page, goal } = await onAPlansForm();
  await goal.fill("Swim");
  await context.setOffline(true);
  await page.getByRole("link", { name: "Outcomes" }).click();
  await expect.poll(() => said(page)).toContain("Not loaded");
  expect(await goal.inputValue()).toBe("Swim");
  await context.setOffline(false);
  await again(page);
  await page.waitForURL((url) => url.pathname === "/outcomes");
  await context.close();
});
