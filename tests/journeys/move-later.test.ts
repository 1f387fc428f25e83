import type { Browser } from "@playwright/test";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { addDays } from "~/domain/day";
import { noViolations } from "tests/support/axe";
import { openBrowser } from "tests/support/browser";
import { signInAs } from "tests/support/walker";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** The first session of a course of three at least that is still to come. */
async function aSessionWithLaterOnes() {
  const sql = postgres(inject("served").owner, { max: 1 });
  try {
    const [row] = await sql<{ id: string; day: string; later: string[] }[]>`
      select s.id, (s.starts_at at time zone c.zone)::date::text as day, array_agg(l.id order by l.starts_at) as later
      from sessions s join clinics c on c.id = s.clinic_id join plans p on p.id = s.plan_id and p.status = 'active'
      join sessions l on l.plan_id = s.plan_id and l.status = 'booked' and l.starts_at > s.starts_at
      where s.status = 'booked' and s.displaced_at is null and s.starts_at > now() + interval '1 day'
      group by s.id, c.zone having count(*) = 2 and bool_and(l.clinic_id = s.clinic_id) order by s.starts_at limit 1`;
    if (!row) throw new Error("the demo practice has no such course");
    return row;
  } finally {
    await sql.end();
  }
}

test("a session moves with the later ones of its course, is shown before and after, and all are taken back", async () => {
  const { context, page } = await signInAs(browser, "scheduler");
  const { id, day, later } = await aSessionWithLaterOnes();
  const where = async (session: string) => {
    await page.goto(`/sessions/${session}`);
    return page.locator("main").getByRole("heading", { level: 1 }).textContent();
  };
  const before = [await where(later[0] ?? ""), await where(later[1] ?? "")];

  const together = page.getByRole("radio", { name: /^The 2 later ones too/ });
  const starts = page.locator(".start-tile");
  for (let days = 1; days < 28; days++) {
    await page.goto(`/sessions/${id}/move?date=${addDays(day, days)}&physician=any`);
    if ((await starts.count()) > 0 && (await together.isEnabled())) break;
  }
  await starts.first().click();
  await together.check();
  const thread = page.locator(".thread-place");
  const then = await thread.allTextContents();
  await noViolations(page);
  const reason = page.getByLabel("Why outside the range?");
  if (await reason.isVisible()) await reason.fill("Away till then");
  await page.getByRole("button", { name: /^Move to / }).click();
  await page.waitForURL(/done=moved-together/);
  const notice = page.getByRole("status").filter({ hasText: "Moved with later sessions of its course" });
  await notice.waitFor();

  await page.goto(`/sessions/${id}/move`);
  await expect.poll(() => thread.count()).toBe(then.length);
  const days = (texts: string[]) =>
    texts.map((text) => /[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2}/.exec(text)?.[0]);
  const moved = [await where(later[0] ?? ""), await where(later[1] ?? "")];
  expect(moved).not.toEqual(before);
  expect(days(moved.map((text) => text ?? ""))).toEqual(days(then).slice(-2));

  await page.goto(`/sessions/${id}`);
  // To look is to leave the page, and with it what was not sent yet.
  const undone = page.waitForResponse((reply) => reply.request().method() === "POST");
  await page.getByRole("button", { name: "Undo" }).first().click();
  await undone;
  await expect.poll(async () => [await where(later[0] ?? ""), await where(later[1] ?? "")]).toEqual(before);
  await context.close();
});
