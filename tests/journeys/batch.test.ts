import type { Browser } from "@playwright/test";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { noViolations } from "tests/support/axe";
import { openBrowser } from "tests/support/browser";
import { signInAs } from "tests/support/walker";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test("a scheduler plans a backlog, watches it come, and books the courses that are ticked", async () => {
  const { context, page } = await signInAs(browser, "scheduler");
  await page.goto("/drift");
  await page.getByRole("link", { name: "Plan many courses" }).click();
  await page.waitForURL(/\/batch/);
  await page.getByRole("radio", { name: /one physician/ }).check();
  await page.getByRole("button", { name: "Plan these courses" }).click();
  await expect.poll(() => page.getByRole("alert").textContent()).toContain("Choose the physician");
  await noViolations(page);
  await page.getByRole("radio", { name: /^All that lack sessions/ }).check();
  await page.getByRole("button", { name: "Plan these courses" }).click();

  // Nobody reloads: what is found appears by itself.
  await page.waitForURL(/\/batch\/[0-9a-f-]+$/);
  await page.getByRole("progressbar").waitFor();
  await noViolations(page);
  const book = page.getByRole("button", { name: "Book the ticked courses" });
  await book.waitFor({ timeout: 60_000 });
  await noViolations(page);
  // Two are enough: the other journeys' courses are left alone.
  const boxes = page.getByRole("checkbox");
  const count = await boxes.count();
  expect(count).toBeGreaterThan(2);
  await page.getByRole("button", { name: "Tick none" }).click();
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await expect.poll(() => page.getByText("2 ticked").count()).toBe(1);
  await book.click();
  await expect.poll(() => boxes.count(), { timeout: 30_000 }).toBe(count - 2);
  expect(await page.getByText("2 courses booked.").count()).toBe(1);
  await noViolations(page);
  await book.click();
  await expect.poll(() => page.getByRole("alert").textContent()).toContain("Tick the courses");
  await noViolations(page);
  await context.close();
});

/** What is asked for meanwhile waits in its queue, so that a run cannot end before it is cancelled. */
async function withPlanningHeld(work: () => Promise<void>) {
  const sql = postgres(inject("served").superuser, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(`
      create function held_back() returns trigger language plpgsql as
        'begin new.start_after := now() + interval ''1 hour''; return new; end';
      create trigger held_back before insert on pgboss.job
        for each row when (new.name = 'plan-many') execute function held_back()`);
    await work();
  } finally {
    await sql.unsafe("drop function held_back cascade");
    await sql.end();
  }
}

test("without JavaScript a run is read by loading its page again", () =>
  withPlanningHeld(async () => {
    const { context, page } = await signInAs(browser, "scheduler", { javaScriptEnabled: false });
    await page.goto("/batch");
    const other = page.getByRole("navigation", { name: "Clinic" }).getByRole("link").nth(1);
    await other.click();
    await page.getByRole("button", { name: "Plan these courses" }).click();
    await page.getByRole("link", { name: "Look again" }).click();
    await page.getByRole("button", { name: "Cancel the planning" }).click();
    await expect.poll(() => page.getByText("This run was cancelled.").count()).toBe(1);
    await context.close();
  }));
