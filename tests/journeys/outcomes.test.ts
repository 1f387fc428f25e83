import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noViolations } from "tests/support/axe";
import { openBrowser } from "tests/support/browser";
import { signInAs } from "tests/support/walker";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const pagesOf = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length;

test("a physician reads every figure, its table and definition, and follows one to its patients", async () => {
  const { context, page } = await signInAs(browser, "physician");
  await page.goto("/outcomes");
  const titles = ["By region", "By time point", "Over time", "By physician", "Time to a good result"];
  for (const title of [...titles, "Pain", "Pain over time", "By sessions given", "By gaps kept"]) {
    const figure = page.getByRole("figure", { name: title, exact: true });
    // The plot comes by itself once its part of the script is there.
    await figure.locator(".chart-plot svg").first().waitFor();
    await figure.getByText(`Table of ${title}`).click();
    await figure.getByRole("table").first().waitFor();
    expect(await figure.getByRole("link", { name: `Download ${title} as CSV` }).count()).toBe(1);
    await figure.locator(".definition > summary").click();
  }
  await noViolations(page);
  const counted = /Counted: (\d+) started plans/.exec(
    await page.locator(".outcomes-counted").innerText(),
  )?.[1];
  await page
    .getByRole("figure", { name: "By region" })
    .getByRole("link", { name: "The patients behind it" })
    .click();
  await page.waitForURL(/\/plans\?.*counted=3-months/);
  await page
    .getByText(new RegExp(`^${String(counted)} plans at .* with a report at 3 months due in`))
    .waitFor();
  await page.getByRole("link", { name: "Not only these" }).click();
  await page.waitForURL((url) => !url.search.includes("counted"));
  await context.close();
});

test.each(["physician", "administrator"])("a %s prints one page, on A4 and on Letter", async (role) => {
  const { context, page } = await signInAs(browser, role);
  await page.goto("/outcomes?clinic=all");
  for (const format of ["A4", "Letter"]) expect(pagesOf(await page.pdf({ format }))).toBe(1);
  await context.close();
});

test("without JavaScript the page reads: every figure is its table, and the filters have a button", async () => {
  const plain = await signInAs(browser, "physician", { javaScriptEnabled: false });
  await plain.page.goto("/outcomes?status=completed");
  expect(await plain.page.getByRole("table").count()).toBeGreaterThan(8);
  // The sheet for print says it too.
  await plain.page
    .getByText("Completers only: who stopped early is left out")
    .filter({ visible: true })
    .waitFor();
  await plain.page.getByLabel("Guidance").selectOption("fluoroscope");
  await plain.page.getByRole("button", { name: "Show" }).click();
  await plain.page.getByText("by fluoroscope at").first().waitFor();
  await plain.context.close();
});
