import type { Browser, Page } from "@playwright/test";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "tests/support/browser";
import { signInAs } from "tests/support/walker";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** A session to come, of a day that its physician spends with few others. */
async function aSessionToCome() {
  const sql = postgres(inject("served").owner, { max: 1 });
  try {
    const [row] = await sql<{ id: string; clinic: string; day: string }[]>`
      with course as (
        select s.*, lag(day) over course as before, lead(day) over course as after
        from (select s.*, (s.starts_at at time zone c.zone)::date as day from sessions s join clinics c on c.id = s.clinic_id
              where s.status in ('booked', 'performed') and s.displaced_at is null) s
        window course as (partition by s.plan_id order by s.starts_at))
      select s.id, s.clinic_id as clinic, s.day::text as day
      from course s join plans p on p.id = s.plan_id and p.status = 'active'
      where s.status = 'booked' and s.starts_at > now() + interval '2 days'
        and coalesce(s.day - s.before between p.gap_min_days and p.gap_max_days, true)
        and coalesce(s.after - s.day between p.gap_min_days and p.gap_max_days, true)
      order by (select count(*) from sessions o where o.physician_id = s.physician_id and o.starts_at::date = s.starts_at::date), s.starts_at
      limit 1`;
    if (!row) throw new Error("the demo practice has no such session");
    return row;
  } finally {
    await sql.end();
  }
}

const block = (page: Page, id: string) => page.locator(`.blk[data-id="${id}"]`);
const startOf = (page: Page, id: string) =>
  block(page, id).evaluate((element) => Number((element as HTMLElement).style.getPropertyValue("--s")));

/** Takes a session up and brings it over a free place of its own column, the farthest from where it stands. */
async function carry(page: Page, id: string): Promise<number> {
  const from = await block(page, id).boundingBox();
  if (!from) throw new Error("the session is not on the page");
  const grip = { x: from.x + from.width / 2, y: from.y + from.height / 4 };
  await page.mouse.move(grip.x, grip.y);
  await page.mouse.down();
  const targets = page
    .locator(".cal-column", { has: block(page, id) })
    .locator(".drag-target:not(.is-outside)");
  // What follows the pointer is loaded when it goes down: it moves on until the free places are drawn.
  await expect
    .poll(async () => {
      await page.mouse.move(grip.x + 10, grip.y + 10);
      await page.mouse.move(grip.x + 11, grip.y + 11);
      return targets.count();
    })
    .toBeGreaterThan(0);
  const target = targets.last();
  await target.scrollIntoViewIfNeeded();
  const to = await target.boundingBox();
  if (!to) throw new Error("the place is not on the page");
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 4 });
  return target.evaluate((element) => Number((element as HTMLElement).style.getPropertyValue("--s")));
}

test("a session is dragged to a free place of its column, and taken back; Escape leaves it where it was", async () => {
  const { context, page } = await signInAs(browser, "scheduler", {
    viewport: { width: 1440, height: 1400 },
  });
  const { id, clinic, day } = await aSessionToCome();
  await page.goto(`/calendar/day?clinic=${clinic}&date=${day}`);
  await page.waitForFunction(() => "__remixRouter" in window);
  const before = await startOf(page, id);

  await carry(page, id);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  expect(await page.locator(".drag-target").count()).toBe(0);
  expect(await startOf(page, id)).toBe(before);
  await page.reload();
  await page.waitForFunction(() => "__remixRouter" in window);

  const there = await carry(page, id);
  expect(there).not.toBe(before);
  await page.mouse.up();
  await expect.poll(() => startOf(page, id)).toBe(there);
  // The click that ends a drag asks for nothing: neither a session's card nor a new booking.
  expect(await page.locator(".slot-cursor, .cal-popover:popover-open").count()).toBe(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => startOf(page, id)).toBe(before);
  await context.close();
});
