import { randomBytes } from "node:crypto";
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { reportTokenHash } from "db/writes/report-links";
import { noViolations } from "tests/support/axe";
import { openBrowser } from "tests/support/browser";
import { signInAs } from "tests/support/walker";

let browser: Browser;
let sql: postgres.Sql;
beforeAll(async () => {
  browser = await openBrowser();
  sql = postgres(inject("served").app, { max: 1 });
});
afterAll(async () => {
  await sql.end();
  await browser.close();
});

/** A report that can be answered today and has had no link yet, of the scheduler's clinics, by whom is asked in English. */
async function anOpenReport(timePoint = "3-months") {
  const [report] = await sql<{ id: string; planId: string; name: string }[]>`
    select r.id, r.plan_id as "planId", pa.family_name as name
    from outcome_reports r join plans p on p.id = r.plan_id join patients pa on pa.id = p.patient_id
      join clinics c on c.id = p.clinic_id
    where r.time_point = ${timePoint} and r.status in ('due', 'sent') and pa.deceased_on is null and pa.language = 'en'
      and (now() at time zone c.zone)::date between r.window_from and r.window_to - 1 and c.phone <> ''
      and not exists (select from report_links l where l.report_id = r.id)
    order by r.id limit 1`;
  if (!report) throw new Error(`the demo practice has no open report at ${timePoint}`);
  return report;
}

async function aLink({ hours = 24 } = {}) {
  const report = await anOpenReport();
  const token = randomBytes(32).toString("base64url");
  await sql`insert into report_links (report_id, token_hash, purpose, issued_at, expires_at)
    values (${report.id}, ${reportTokenHash(token)}, 'mail', now() - interval '2 days',
      now() + make_interval(hours => ${hours}))`;
  return { ...report, token };
}

const phone = (options: BrowserContextOptions = {}) =>
  browser.newContext({
    baseURL: inject("baseUrl"),
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    ...options,
  });
const answersOf = async (id: string) =>
  (
    await sql`select status, rating, pain, activities, self_care as "selfCare", red_flags as "redFlags",
      remarks, language, channel from outcome_reports where id = ${id}`
  )[0];
const isReady = (page: Page) => page.locator(".slide-rail").waitFor();

test.each(["light", "dark"] as const)(
  "one thumb answers; what cannot wait says whom to call, and stays on Today until dealt with, in %s",
  async (colorScheme) => {
    const { id, token, name } = await aLink();
    const context = await phone({ colorScheme });
    const page = await context.newPage();
    await page.goto(`/report?token=${token}`);
    await isReady(page);
    expect(await page.title()).toBe("Your report to the clinic");
    expect(await page.content()).not.toContain(name);
    expect(await page.locator("input:checked").count()).toBe(0);
    await noViolations(page);
    const other = await context.newPage();
    await other.goto(`/report?token=${token}`);

    await page.getByRole("button", { name: "Continue" }).tap();
    await expect.poll(() => page.getByRole("alert").first().textContent()).toContain("Choose a number");
    await page.getByText("Fair", { exact: true }).tap();
    const rail = await page.locator(".slide-rail").boundingBox();
    if (!rail) throw new Error("there is no rail to slide along");
    await page.locator(".slide-rail").scrollIntoViewIfNeeded();
    await page.locator(".slide-rail").tap({ position: { x: rail.width * 0.68, y: 20 } });
    expect(await page.getByRole("radio", { name: "7", exact: true }).isChecked()).toBe(true);
    await page.getByText("6", { exact: true }).tap();
    await page.getByRole("button", { name: "Continue" }).tap();
    await page.getByText("Step 2 of 2").waitFor();
    expect(await page.getByText("Please call us now.").isVisible()).toBe(false);
    await page.getByText("Fever or chills").tap();
    await page.getByText("Please call us now.").waitFor();
    expect(await page.locator(".call-now-bar").getAttribute("href")).toMatch(/^tel:\d+$/);
    await noViolations(page);
    await page.getByRole("button", { name: "Back" }).tap();
    await page.getByText("Step 1 of 2").waitFor();
    expect(await page.getByRole("radio", { name: "Fair" }).isChecked()).toBe(true);
    await page.getByRole("button", { name: "Continue" }).tap();
    await page.getByRole("button", { name: "Send my answers" }).tap();
    await page.getByRole("heading", { name: "Thank you. Your answers are in." }).waitFor();
    await expect.poll(() => page.getByRole("alert").textContent()).toContain("We have been told as well");
    await noViolations(page);
    expect(await answersOf(id)).toMatchObject({
      status: "answered",
      rating: "fair",
      pain: 6,
      redFlags: ["fever"],
    });

    await other.getByText("Good", { exact: true }).tap();
    await other.getByRole("button", { name: "Continue" }).tap();
    await other.getByRole("heading", { name: "Your answers are in." }).waitFor();
    await page.goBack();
    await page.goto(`/report?token=${token}`);
    await page.getByRole("heading", { name: "Your answers are in." }).waitFor();
    await context.close();

    const desk = await signInAs(browser, "scheduler", { colorScheme });
    await desk.page.goto("/?clinic=all");
    const alert = desk.page.locator(".today-alerts .hand").filter({ hasText: name });
    await alert.getByText("Asks to be called").waitFor();
    expect(await desk.page.locator(".today-alerts").textContent()).not.toMatch(/fever/i);
    await noViolations(desk.page);
    await alert.getByRole("button", { name: /^Dealt with/ }).click();
    await expect.poll(() => alert.count()).toBe(0);
    await desk.context.close();
  },
);

test("who is out of reach is told so in their language, and loses nothing", async () => {
  const { token } = await aLink();
  const context = await phone();
  const page = await context.newPage();
  await page.goto(`/report?token=${token}&language=es`);
  await isReady(page);
  await page.getByText("Bueno", { exact: true }).tap();
  await page.getByText("4", { exact: true }).tap();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Continuar" }).tap();
  await expect
    .poll(() => page.getByRole("alert").allTextContents())
    .toContainEqual(expect.stringContaining("No se ha enviado: no se pudo contactar con el servidor"));
  await noViolations(page);
  await context.setOffline(false);
  await page.getByRole("button", { name: "Intentar otra vez" }).tap();
  await page.getByText("Paso 2 de 2").waitFor();
  await context.close();
});

test("the keyboard alone answers", async () => {
  const { id, token } = await aLink();
  const context = await phone({ hasTouch: false });
  const page = await context.newPage();
  await page.goto(`/report?token=${token}`);
  await isReady(page);
  await page.getByRole("radio", { name: "Excellent" }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  for (let step = 0; step < 2; step += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByText("Step 2 of 2").waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  const send = page.getByRole("button", { name: "Send my answers" });
  for (let tabs = 0; tabs < 30; tabs += 1) {
    if (await send.evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Thank you. Your answers are in." }).waitFor();
  expect(await answersOf(id)).toMatchObject({ rating: "good", pain: 2, redFlags: [] });
  await context.close();
});

test("without JavaScript, in Spanish: nothing typed is lost, and the reply says whom to call", async () => {
  const { id, token } = await aLink();
  const context = await phone({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/report?token=${token}&language=en`);
  await page.getByLabel("Good").check();
  await page.getByRole("button", { name: "Español" }).click();
  expect(await page.locator("html").getAttribute("lang")).toBe("es");
  expect(await page.getByLabel("Bueno").isChecked()).toBe(true);
  await page.getByRole("button", { name: "Continuar" }).click();
  expect(await page.locator(".error-summary").textContent()).toContain("Elija un número del 0 al 10");
  expect(await page.getByLabel("Bueno").isChecked()).toBe(true);
  await page.getByText("4", { exact: true }).click();
  await page.getByRole("button", { name: "Continuar" }).click();
  await page.getByLabel("Caminar").check();
  await page.getByLabel("Dificultad para respirar").check();
  expect(await page.getByText("Por favor, llámenos ahora.").isVisible()).toBe(true);
  await page.getByLabel("¿Algo más que quiera decirnos?").fill("Muchas gracias");
  await page.getByRole("button", { name: "Enviar mis respuestas" }).click();
  expect(await page.locator("h1").textContent()).toBe("Gracias. Hemos recibido sus respuestas.");
  expect(await page.getByText("Por favor, llámenos ahora.").isVisible()).toBe(true);
  expect(await answersOf(id)).toMatchObject({
    rating: "good",
    pain: 4,
    activities: ["walking"],
    redFlags: ["breathlessness"],
    remarks: "Muchas gracias",
    language: "es",
    channel: "link",
  });
  await context.close();
});

test("a link past its time opens the one kind page", async () => {
  const { token } = await aLink({ hours: -1 });
  const context = await phone();
  const page = await context.newPage();
  const answer = await page.goto(`/report?token=${token}`);
  expect(answer?.status()).toBe(404);
  await page.getByRole("heading", { name: "This link opens nothing any more" }).waitFor();
  await noViolations(page);
  await context.close();
});

test("the desk hands over a QR code, and a tablet from which nobody gets back into Tendon", async () => {
  const { id, planId } = await anOpenReport("6-months");
  const { context, page } = await signInAs(browser, "scheduler");
  await page.goto(`/plans/${planId}/report-link?report=${id}`);
  await noViolations(page);
  await page.getByRole("button", { name: "Make a link" }).click();
  await page.getByRole("img", { name: "QR code of the link" }).waitFor();
  const handed = await page.getByLabel("One-time link").inputValue();
  expect(handed).toMatch(/\/report\?token=[\w-]{43}$/);
  await noViolations(page);
  await page.getByRole("button", { name: "Sign out and open the form" }).click();
  await page.waitForURL(/\/report\?/);
  await isReady(page);
  expect(await page.getByRole("navigation").count()).toBe(0);
  await page.getByText("Good", { exact: true }).click();
  await page.getByText("2", { exact: true }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Send my answers" }).click();
  await page.getByText("give the tablet back").waitFor();
  expect(await answersOf(id)).toMatchObject({ status: "answered", channel: "in-clinic" });
  await page.goBack();
  await page.goto("/");
  await page.waitForURL(/\/sign-in/);
  await page.goto(handed);
  await page.getByRole("heading", { name: "This link opens nothing any more" }).waitFor();
  await context.close();
});

test("the printed form names nobody, and its code leads back to its report", async () => {
  const { id, planId, name } = await anOpenReport("12-months");
  const { context, page } = await signInAs(browser, "scheduler");
  await page.goto(`/plans/${planId}/report-paper?report=${id}&language=es`);
  await noViolations(page);
  expect(await page.content()).not.toContain(name);
  const code = /[0-9A-F]{4}-[0-9A-F]{4}/.exec((await page.locator("header").textContent()) ?? "")?.[0] ?? "";
  await page.goto("/paper-report");
  await page.getByLabel("Code on the form").fill("0000-0000");
  await page.getByRole("button", { name: "Find the report" }).click();
  await page.locator(".field-errors").waitFor();
  await noViolations(page);
  await page.getByLabel("Code on the form").fill(code.toLowerCase());
  await page.getByRole("button", { name: "Find the report" }).click();
  await page.waitForURL((url) => url.searchParams.get("report") === id);
  await context.close();
});
