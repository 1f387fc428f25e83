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

/** A booked session, and another patient's course that could use the same place. */
async function aTakenPlace() {
  const sql = postgres(inject("served").owner, { max: 1 });
  try {
    const [row] = await sql<
      Record<"plan" | "clinic" | "day" | "at" | "physician" | "room" | "device", string>[]
    >`
      select o.id as plan, s.clinic_id as clinic, (s.starts_at at time zone c.zone)::date::text as day,
        to_char(s.starts_at at time zone c.zone, 'HH24:MI') as at, s.physician_id as physician, s.room_id as room,
        s.device_id as device
      from sessions s join clinics c on c.id = s.clinic_id join plans p on p.id = s.plan_id
      join plans o on o.clinic_id = s.clinic_id and o.guidance = p.guidance and o.patient_id <> p.patient_id
        and o.status = 'active' and not exists (select from sessions n where n.plan_id = o.id and n.status = 'booked')
      where s.status = 'booked' and s.displaced_at is null and s.starts_at > now() + interval '2 days'
      order by s.starts_at, o.id limit 1`;
    if (!row) throw new Error("the demo practice has no such place");
    return row;
  } finally {
    await sql.end();
  }
}

test("a desk that may overbook is asked why, and the session says so", async () => {
  const { context, page } = await signInAs(browser, "scheduler");
  const { plan, clinic, day, at, physician, room, device } = await aTakenPlace();
  const query = new URLSearchParams({ plan, clinic, date: day, at, physician, room, device });
  await page.goto(`/sessions/new?${query.toString()}`);
  const reason = page.getByLabel("Put it over what is there: why?");
  expect(await reason.count()).toBe(0);
  await page.getByRole("radio", { name: "Another time" }).check();
  await page.getByLabel(/^Another time on/).fill(at);
  const gap = page.getByLabel("Why outside the range?");
  if (await gap.count()) await gap.fill("In pain");
  const submit = page.getByRole("button", { name: /^Book session/ });
  await submit.click();
  await reason.waitFor();
  await noViolations(page);
  await reason.fill("In pain, cannot wait");
  if (await gap.count()) await gap.fill("In pain");
  await submit.click();
  await page.waitForURL(/\/calendar\/day/);
  const session = new URL(page.url()).searchParams.get("session") ?? "";
  await page.goto(`/sessions/${session}`);
  await expect.poll(() => page.locator("main").textContent()).toContain("Overbooked. “In pain, cannot wait”");
  await context.close();
});
