import type { Browser, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "tests/support/browser";
import { signInAs } from "tests/support/walker";

/** What becomes of a form that somebody types in while a colleague saves the same record. */
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Two who have the same page open, and a word for when the second's change has reached the first. */
async function twoOn(role: string, path: (page: Page) => Promise<string>) {
  const mine = await signInAs(browser, role);
  const theirs = await mine.context.newPage();
  const address = await path(mine.page);
  for (const page of [mine.page, theirs]) {
    await page.goto(address);
    await page.waitForFunction(() => "__remixRouter" in window);
  }
  return { context: mine.context, mine: mine.page, theirs };
}

const firstLink = (list: string, link: string) => async (page: Page) => {
  await page.goto(list);
  return (await page.locator(link).first().getAttribute("href")) ?? "";
};
const saveDetails = (page: Page) => page.getByRole("button", { name: "Save details" }).click();

test("a settings form that was overtaken says so once, and is then saved", async () => {
  const clinic = firstLink("/settings/clinics", "tbody a");
  const { context, mine, theirs } = await twoOn("administrator", clinic);
  await mine.getByLabel("Phone").fill("303 555 0111");
  await theirs.getByLabel("Address").fill("1 Mill Street");
  await saveDetails(theirs);
  // It has arrived before the first is sent.
  await expect.poll(() => mine.getByLabel("Address").inputValue()).toBe("1 Mill Street");
  await saveDetails(mine);
  await expect.poll(() => mine.getByRole("alert").textContent()).toContain("changed address");
  expect(await mine.getByLabel("Phone").inputValue()).toBe("303 555 0111");
  await saveDetails(mine);
  await expect.poll(() => mine.locator("main").textContent()).toContain("The clinic’s details are saved.");
  await context.close();
});

test("an account's form that was overtaken is saved the second time, though nobody else is told of accounts", async () => {
  const account = firstLink("/settings/accounts", "tbody a");
  const { context, mine, theirs } = await twoOn("administrator", account);
  for (const [page, name] of [
    [theirs, "Anouk Keller-Roth"],
    [mine, "Anouk Roth"],
  ] as const) {
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByRole("button", { name: "Save account" }).click();
    await page
      .getByText(/The account is saved|changed name/)
      .first()
      .waitFor();
  }
  expect(await mine.getByRole("alert").textContent()).toContain("changed name");
  await mine.getByRole("button", { name: "Save account" }).click();
  await expect.poll(() => mine.locator("main").textContent()).toContain("The account is saved.");
  await context.close();
});

test("what is typed of a patient stays when a colleague's change of the same patient arrives", async () => {
  const patient = firstLink("/patients", "tbody a");
  const { context, mine, theirs } = await twoOn("scheduler", async (page) => `${await patient(page)}/edit`);
  const notes = mine.getByLabel("Notes for the desk");
  await notes.fill("Comes with her sister");
  await theirs.getByRole("textbox", { name: "Phone" }).fill("303 555 0222");
  await theirs.getByRole("button", { name: "Save changes" }).click();
  const phone = mine.getByRole("textbox", { name: "Phone" });
  await expect.poll(() => phone.inputValue(), { timeout: 5000 }).toBe("303 555 0222");
  expect(await notes.inputValue()).toBe("Comes with her sister");
  await mine.getByRole("button", { name: "Save changes" }).click();
  const told = mine.locator(".notice").filter({ hasText: "changed this record while you had it open" });
  await expect.poll(() => told.textContent()).toContain("now 303 555 0222");
  // A refusal outlasts the next change that arrives.
  await theirs.goto(mine.url());
  await theirs.getByRole("textbox", { name: "Phone" }).fill("303 555 0333");
  await theirs.getByRole("button", { name: "Save changes" }).click();
  await expect.poll(() => told.textContent(), { timeout: 5000 }).toContain("now 303 555 0333");
  expect(await notes.inputValue()).toBe("Comes with her sister");
  await context.close();
});
