import AxeBuilder from "@axe-core/playwright";
import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openBrowser } from "tests/support/browser";
import { signInAs } from "tests/support/walker";

const pages = {
  scheduler: [
    "/",
    "/calendar/day",
    "/calendar/week",
    "/calendar/month",
    "/calendar/agenda",
    "/plans",
    "/patients",
    "/waitlist",
    "/repair",
    "/drift",
    "/batch",
    "/forecast",
    "/find?q=a",
    "/profile",
  ],
  physician: [
    "/",
    "/calendar/day",
    "/plans",
    "/patients",
    "/drift",
    "/forecast",
    "/outcomes",
    "/second-factor",
  ],
  administrator: [
    "/",
    "/settings",
    "/settings/accounts",
    "/settings/accounts/new",
    "/settings/clinics",
    "/settings/protocols",
    "/settings/weights",
    "/forecast",
    "/outcomes",
    "/profile",
  ],
} as const;
type Walker = keyof typeof pages;

const signedIn = (role: Walker, colorScheme: "light" | "dark") => signInAs(browser, role, { colorScheme });

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const walks = (Object.keys(pages) as Walker[]).flatMap((role) =>
  (["light", "dark"] as const).map((theme) => ({ role, theme })),
);

test.each(walks)(
  "axe finds nothing on a $role's pages in $theme, and no script fails",
  async ({ role, theme }) => {
    const { context, page } = await signedIn(role, theme);
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    for (const path of pages[role]) {
      const reply = await page.goto(path);
      expect(reply?.status(), path).toBe(200);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(", ")}`,
      );
      expect(found, path).toEqual([]);
    }
    expect(faults).toEqual([]);
    await context.close();
  },
);

test("a wrong password is told without saying which half was wrong, and keeps the e-mail", async () => {
  const page = await browser.newPage({ baseURL: inject("baseUrl") });
  await page.goto("/sign-in");
  await page.getByLabel("Work e-mail").fill("nobody@tendon.example");
  await page.getByRole("textbox", { name: "Password" }).fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect.poll(() => page.getByRole("alert").textContent()).toContain("do not belong together");
  expect(await page.getByLabel("Work e-mail").inputValue()).toBe("nobody@tendon.example");
  await page.close();
});

test("a session's card opens beside its block, and Escape gives the focus back", async () => {
  const { context, page } = await signedIn("scheduler", "light");
  await page.goto("/calendar/day");
  const block = page.locator(".blk").first();
  await block.click();
  const card = page.getByRole("dialog", { name: "Session" });
  await expect.poll(() => card.textContent()).toContain("Guidance");
  await page.keyboard.press("Escape");
  await expect.poll(() => card.count()).toBe(0);
  expect(await block.evaluate((element) => element === document.activeElement)).toBe(true);
  await context.close();
});

test("the palette takes what was typed where Enter says, however soon it is pressed", async () => {
  const { context, page } = await signedIn("scheduler", "light");
  const field = page.getByRole("combobox", { name: "Patient, plan, date or action" });
  // The key does nothing until the page's script has arrived.
  await expect
    .poll(async () => {
      await page.keyboard.press("Control+k");
      return field.count();
    })
    .toBe(1);
  await expect.poll(() => page.getByRole("option").count()).toBeGreaterThan(0);
  await page.keyboard.type("next tue");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/calendar/day" && url.searchParams.has("date"));
  await context.close();
});

test("a name that is typed finds its patient, keeps the keyboard, and stands in no address", async () => {
  const { context, page } = await signedIn("scheduler", "light");
  await page.goto("/patients");
  const name = (await page.locator("tbody a").first().innerText()).split(" ").at(-1) ?? "";
  const field = page.getByRole("searchbox", { name: "Name or record number" });
  await expect
    .poll(async () => {
      await field.fill("");
      await field.pressSequentially(name);
      return page
        .waitForURL((url) => url.searchParams.has("q"), { timeout: 2000 })
        .then(
          () => true,
          () => false,
        );
    })
    .toBe(true);
  await expect.poll(() => page.locator("tbody tr").filter({ hasNotText: name }).count()).toBe(0);
  expect(await page.locator("tbody tr").count()).toBeGreaterThan(0);
  expect(page.url()).not.toContain(name);
  expect(await field.evaluate((element) => document.activeElement === element)).toBe(true);
  await page.reload();
  expect(await field.inputValue()).toBe(name);
  await context.close();
});

test("what is typed before the palette has come stands in it, and Escape keeps it away", async () => {
  const { context, page } = await signedIn("scheduler", "light");
  let letCome = () => {};
  const mayCome = new Promise<void>((resolve) => (letCome = resolve));
  await page.route(/\/assets\/palette-.*\.js$/, async (route) => {
    await mayCome;
    await route.continue();
  });
  const isAsked = page.waitForRequest(/\/assets\/palette-.*\.js$/);
  await page.goto("/plans");
  await expect
    .poll(async () => {
      await page.keyboard.press("Control+k");
      return Promise.race([isAsked.then(() => true), page.evaluate(() => false)]);
    })
    .toBe(true);
  await page.keyboard.type("no");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("next tue");
  letCome();
  const field = page.getByRole("combobox", { name: "Patient, plan, date or action" });
  await field.waitFor();
  expect(await field.inputValue()).toBe("next tue");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/calendar/day" && url.searchParams.has("date"));
  await context.close();
});

test("a key pressed while a page still wakes leaves it alive", async () => {
  const { context, page } = await signedIn("scheduler", "light");
  for (let load = 0; load < 8; load += 1) {
    await page.goto("/plans", { waitUntil: "commit" });
    await page.keyboard.press("Escape");
    await page.waitForLoadState();
    const isFocused = () => page.evaluate(() => document.activeElement?.getAttribute("name") === "q");
    await expect
      .poll(async () => {
        await page.keyboard.press("/");
        return isFocused();
      })
      .toBe(true);
  }
  await context.close();
});

test("where a link's page takes the link away, the keyboard goes on in the new page", async () => {
  const { context, page } = await signedIn("scheduler", "light");
  await page.goto("/plans");
  const patient = page.locator("tbody a").first();
  await patient.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}/);
  const isInPage = () =>
    page.evaluate(() => document.querySelector("#main")?.contains(document.activeElement));
  await expect.poll(isInPage).toBe(true);
  await context.close();
});
