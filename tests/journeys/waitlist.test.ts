import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { noViolations } from "tests/support/axe";
import { openBrowser } from "tests/support/browser";
import { signInAs } from "tests/support/walker";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test.each(["light", "dark"] as const)(
  "a free place is offered to two, the first to confirm has it, and the other is told, in %s",
  async (colorScheme) => {
    const { context, page } = await signInAs(browser, "scheduler", { colorScheme });
    await page.goto("/waitlist");
    await noViolations(page);
    const places = await page
      .getByRole("link", { name: /^Fill it/ })
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
    const ticks = page.getByRole("list", { name: "Who could use it" }).getByRole("checkbox");
    // The latest first: today's may begin too soon to be offered. Not every place has two who could use it.
    for (const place of places.reverse()) {
      await page.goto(place);
      if ((await ticks.count()) >= 2) break;
    }
    await noViolations(page);
    for (const [index, tick] of (await ticks.all()).entries()) await tick.setChecked(index < 2);
    await page.getByRole("button", { name: "Offer it to those ticked" }).click();
    const links = page.getByRole("textbox", { name: /^Link for / });
    await expect.poll(() => links.count()).toBe(2);
    await noViolations(page);
    const [first = "", second = ""] = await Promise.all((await links.all()).map((link) => link.inputValue()));
    const names = await page.locator(".offer-links strong").allTextContents();

    // The patients' phones: no account, no script.
    const phone = await browser.newContext({
      baseURL: inject("baseUrl"),
      colorScheme,
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
    });
    const one = await phone.newPage();
    await one.goto(second);
    await one.getByRole("button", { name: "Yes, I take it" }).waitFor();
    expect(await one.title()).toBe("A place is free");
    for (const name of names) expect(await one.content()).not.toContain(name);
    await one.getByRole("button", { name: "Yes, I take it" }).click();
    await expect.poll(() => one.getByRole("status").textContent()).toContain("It is yours.");
    const two = await phone.newPage();
    await two.goto(first);
    await expect
      .poll(() => two.locator("main").textContent())
      .toContain("Somebody else was a moment quicker.");
    expect(await two.getByRole("button", { name: "Yes, I take it" }).count()).toBe(0);
    await phone.close();

    const watched = await browser.newContext({ baseURL: inject("baseUrl"), colorScheme });
    const seen = await watched.newPage();
    await seen.goto(first);
    await noViolations(seen);
    await watched.close();

    await page.reload();
    await expect.poll(() => page.locator("main").textContent()).toContain("Somebody has it already.");
    await expect.poll(() => page.locator(".offer-to").first().textContent()).toContain("took it");
    await context.close();
  },
);

test("a patient is put on the waitlist, changed and taken off", async () => {
  const { context, page } = await signInAs(browser, "scheduler");
  await page.goto("/waitlist");
  await page
    .getByRole("link", { name: /^Say when/ })
    .first()
    .click();
  await page.waitForURL(/\/waitlist$/);
  await noViolations(page);
  const plan = page.url();
  await page.getByRole("group", { name: "Wed" }).getByRole("checkbox", { name: "Morning" }).check();
  await page.getByLabel("Note for the desk").fill("Has a lift on Wednesdays");
  await page.getByLabel("Not before").fill("2030-05-02");
  await page.getByLabel("Not after").fill("2030-05-01");
  await page.getByRole("button", { name: "Put on the waitlist" }).click();
  await expect.poll(() => page.getByRole("alert").textContent()).toContain("before the first day");
  expect(await page.getByLabel("Note for the desk").inputValue()).toBe("Has a lift on Wednesdays");
  await page.getByLabel("Not after").fill("2030-06-01");
  await page.getByRole("button", { name: "Put on the waitlist" }).click();
  await page.waitForURL(/\/plans\/[^/]+$/);
  await page.goto("/waitlist");
  await expect.poll(() => page.locator("main").textContent()).toContain("Wed morning from Thu 2 May");
  await page.goto(plan);
  await page.getByRole("button", { name: "Take off the waitlist" }).click();
  await page.waitForURL(/\/plans\/[^/]+$/);
  await page.goto("/waitlist");
  await expect.poll(() => page.locator("main").textContent()).not.toContain("Has a lift on Wednesdays");
  await context.close();
});
