import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "tests/support/browser";
import { signInAs } from "tests/support/walker";

/** Text twice as large, and paper: nothing lies over anything else, and nothing is beyond the edge. */
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const beyondTheEdge = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const enlarge = (page: Page) =>
  page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
const firstPlan = async (page: Page) => {
  await page.goto("/plans");
  return (await page.locator("tbody a").first().getAttribute("href")) ?? "";
};

test("the calendar's tools take as many rows as they need, and push down what follows", async () => {
  const { context, page } = await signInAs(browser, "scheduler", { viewport: { width: 1440, height: 900 } });
  await page.goto("/calendar/day");
  await enlarge(page);
  expect(await beyondTheEdge(page)).toBe(0);
  const boxes = await page.evaluate(() => {
    const bottom = document.querySelector(".page-header")?.getBoundingClientRect().bottom ?? 0;
    const tools = [...document.querySelectorAll(".page-header a, .page-header button, .page-header select")];
    const lowest = Math.max(...tools.map((tool) => tool.getBoundingClientRect().bottom));
    return { bottom, lowest };
  });
  expect(boxes.lowest).toBeLessThanOrEqual(boxes.bottom);
  await context.close();
});

test("the words in a course's drawing keep to its scale", async () => {
  const { context, page } = await signInAs(browser, "physician");
  await page.goto(await firstPlan(page));
  const heights = () =>
    page
      .locator(".course-strip-drawing text")
      .evaluateAll((words) => words.map((word) => Math.round(word.getBoundingClientRect().height)));
  const before = await heights();
  expect(before.length).toBeGreaterThan(3);
  await enlarge(page);
  expect(await heights()).toEqual(before);
  expect(await beyondTheEdge(page)).toBe(0);
  await context.close();
});

test("a plan fits its paper", async () => {
  // A4 without Chromium's usual margins.
  const { context, page } = await signInAs(browser, "physician", { viewport: { width: 718, height: 1000 } });
  await page.goto(await firstPlan(page));
  await page.emulateMedia({ media: "print" });
  expect(await beyondTheEdge(page)).toBeLessThanOrEqual(1);
  await context.close();
});
