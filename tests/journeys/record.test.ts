import type { Browser, Locator, Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noViolations } from "tests/support/axe";
import { openBrowser } from "tests/support/browser";
import { signInAs } from "tests/support/walker";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const inBothThemes = async (page: Page) => {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await noViolations(page);
  }
};
/** The page loads and saves in its own time. */
const says = (place: Locator, words: string) => place.filter({ hasText: words }).first().waitFor();
const state = (page: Page) => page.locator(".sign-state");
const signing = (page: Page) => page.getByRole("button", { name: /^Sign the/ });

/** What every session asks anew: one press each. */
async function answer(page: Page, side: string) {
  await page.getByLabel("Consent given at").fill("09:01");
  await page.getByLabel("Held at").fill("09:04");
  await page
    .getByRole("group", { name: /^Side confirmed/ })
    .getByLabel(side, { exact: true })
    .check();
  await page.getByRole("group", { name: "Decision" }).getByLabel("Clear").check();
  // A first session has no record before it to take these from.
  for (const volume of await page.getByLabel("Volume").all()) await volume.fill("4");
  for (const lot of await page.getByLabel("Lot", { exact: true }).all())
    await lot.selectOption({
      label: (await lot.locator("option:enabled", { hasText: ", until" }).first().textContent()) ?? "",
    });
  for (const placement of await page.getByRole("radio", { name: "Tip seen" }).all()) await placement.check();
  await page.getByRole("group", { name: "Before" }).getByText("6", { exact: true }).click();
  await page.getByRole("group", { name: "After" }).getByText("3", { exact: true }).click();
  await page.getByRole("group", { name: "Complication" }).getByLabel("None", { exact: true }).check();
}

test("a draft outlives a cut line and a closed tab; the wrong side is never signed; what is signed is amended beside it", async () => {
  const { context, page: today } = await signInAs(browser, "physician", {
    viewport: { width: 820, height: 1180 },
    hasTouch: true,
  });
  await today
    .getByRole("link", { name: /^Write the record/ })
    .first()
    .click();
  await today.waitForURL(/\/record$/);
  const address = today.url();
  await says(state(today), "Saved as you type");
  await inBothThemes(today);

  const note = (page: Page) => page.getByLabel(/^Note/);
  await note(today).fill("Anxious");
  await says(state(today), "Draft saved");
  await context.setOffline(true);
  await note(today).pressSequentially(", holds the hand");
  await says(state(today), "No connection");
  const stored = await today.evaluate(() => JSON.stringify(Object.entries(localStorage)));
  expect(stored).toContain("tendon-draft");
  expect(stored).not.toContain("Anxious");
  await today.close();
  await context.setOffline(false);

  const page = await context.newPage();
  await page.goto(address);
  await says(page.getByRole("status"), "has kept what you typed");
  await inBothThemes(page);
  await page.getByRole("button", { name: "Restore it" }).click();
  expect(await note(page).inputValue()).toBe("Anxious, holds the hand");
  await says(state(page), "Draft saved");

  const planned = (await page.locator(".laterality-side").textContent()) ?? "";
  const other = planned === "left" ? "Right" : "Left";
  const right = planned.charAt(0).toUpperCase() + planned.slice(1);
  await answer(page, other);
  await says(page.getByRole("alert"), "cannot be signed");
  expect(await signing(page).isDisabled()).toBe(true);
  await inBothThemes(page);
  await page
    .getByRole("group", { name: /^Side confirmed/ })
    .getByLabel(right, { exact: true })
    .check();
  await page.getByText("Confirmed at the time-out").waitFor();
  await signing(page).click();
  await page.getByText(/^Signed by/).waitFor();
  await inBothThemes(page);
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("tendon-draft"))),
  ).toEqual([]);

  await page.getByRole("link", { name: "Amend" }).click();
  await page.getByLabel(/^Why the signed record/).fill("Misread the scale");
  await page.getByRole("group", { name: "After" }).getByText("4", { exact: true }).click();
  await signing(page).click();
  const changes = page.getByRole("region", { name: "Version 2" });
  await says(changes, "Misread the scale");
  await expect
    .poll(() => changes.getByRole("row", { name: /Pain after/ }).textContent())
    .toBe("Pain after34");
  await inBothThemes(page);
  await context.close();
});

test("of two tabs the one that saves later is told, and what it typed is not lost", async () => {
  const { context, page: one } = await signInAs(browser, "physician");
  await one
    .getByRole("link", { name: /^(Write|Go on)/ })
    .first()
    .click();
  await one.waitForURL(/\/record$/);
  const two = await context.newPage();
  await two.goto(one.url());
  await says(state(two), "Saved as you type");
  await one.getByLabel(/^Note/).fill("From the first tab");
  await says(state(one), "Draft saved");
  await two.getByLabel(/^Note/).fill("From the second tab");
  await says(two.getByRole("alert"), "Nothing more is saved here");
  await two.getByRole("link", { name: "Show what was saved" }).click();
  await says(two.getByRole("status"), "has kept what you typed");
  expect(await two.getByLabel(/^Note/).inputValue()).toBe("From the first tab");
  await context.close();
});

test("without JavaScript a record is saved, told what it lacks, and loses nothing typed", async () => {
  const { context, page } = await signInAs(browser, "physician", { javaScriptEnabled: false });
  await page
    .getByRole("link", { name: /^(Write|Go on)/ })
    .first()
    .click();
  await page.getByLabel(/^Note/).fill("On paper first");
  await page.getByRole("button", { name: "Save the draft" }).click();
  await page.getByRole("button", { name: "Begin anew" }).waitFor();
  expect(await page.getByLabel(/^Note/).inputValue()).toBe("On paper first");
  const injections = await page.getByRole("heading", { name: /^Injection / }).count();
  await page.getByRole("button", { name: "Another injection" }).click();
  await page.getByRole("heading", { name: `Injection ${injections + 1}` }).waitFor();
  await page.getByLabel(/^Note/).fill("On paper first, then here");
  await page.getByRole("button", { name: /^Sign the/ }).click();
  await says(page.getByRole("alert"), "Enter the pain before");
  expect(await page.getByLabel(/^Note/).inputValue()).toBe("On paper first, then here");
  await context.close();
});

test("an administrator keeps the stock, and a physician finds to whom a lot went", async () => {
  const desk = await signInAs(browser, "administrator");
  await desk.page.goto("/settings/lots");
  await inBothThemes(desk.page);
  await desk.page.getByRole("link", { name: "Receive a lot" }).click();
  await inBothThemes(desk.page);
  await desk.page.getByLabel("Clinic").selectOption({ label: "Riverside" });
  await desk.page.getByLabel("Product").fill("Dextrose 25 %, 50 ml");
  await desk.page.getByLabel("Lot number").fill("JOURNEY1");
  await desk.page.getByLabel("May be used until").fill("2040-01-31");
  await desk.page.getByLabel("Vials received").fill("12");
  await desk.page.getByRole("button", { name: "Put in stock" }).click();
  await desk.page.getByText("The lot is in stock.").waitFor();
  await desk.context.close();

  const { context, page } = await signInAs(browser, "physician");
  await page.getByRole("link", { name: "Lots" }).click();
  await page.waitForURL(/\/lots$/);
  await inBothThemes(page);
  const used = page.getByRole("row").filter({ hasText: "Ends soon" });
  await used.getByRole("link").first().click();
  await page.waitForURL(/\/lots\/.+/);
  await says(page.locator("main"), "by the records that are signed");
  await inBothThemes(page);
  const file = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  expect((await file).suggestedFilename()).toMatch(/^lot-.*\.csv$/);
  await context.close();
});
