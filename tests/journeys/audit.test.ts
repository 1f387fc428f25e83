import { readFile } from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { demoLogins } from "db/seed/demo";
import type { Role } from "~/domain/vocabulary";
import { noViolations } from "tests/support/axe";
import { openBrowser } from "tests/support/browser";

let browser: Browser;
let owner: postgres.Sql;
beforeAll(async () => {
  browser = await openBrowser();
  owner = postgres(inject("served").owner, { max: 1 });
});
afterAll(async () => {
  await browser.close();
  await owner.end();
});

const login = (role: Role) => {
  const found = demoLogins().find((one) => one.role === role);
  if (!found) throw new Error(`the demo has no ${role}`);
  return found;
};

async function signedIn(role: Role): Promise<Page> {
  const context = await browser.newContext({
    baseURL: inject("baseUrl"),
    viewport: { width: 1440, height: 900 },
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Work e-mail").fill(login(role).email);
  await page.getByLabel("Password", { exact: true }).fill(login(role).password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/");
  return page;
}

/** As if they had signed in an hour ago. */
const agesAgo = (role: Role) =>
  owner`update sign_ins set proved_at = proved_at - interval '1 hour'
    where account_id = (select id from accounts where email = ${login(role).email})`;

async function proves(page: Page, role: Role) {
  await page.waitForURL((url) => url.pathname === "/confirm");
  await noViolations(page);
  await page.getByLabel("Password", { exact: true }).fill(login(role).password);
  await page.keyboard.press("Enter");
}

test("a patient's data is taken along by their physician, and an administrator finds out who did, by keyboard", async () => {
  const physician = await signedIn("physician");
  const [patient] = await owner<{ id: string; number: string; name: string }[]>`
    select p.id, p.record_number as number, p.family_name as name from patients p join plans on plans.patient_id = p.id
    join accounts a on a.id = plans.physician_id where a.email = ${login("physician").email} order by p.id limit 1`;
  if (!patient) throw new Error("the demo's physician has no patient");
  await physician.goto(`/patients/${patient.id}`);
  await agesAgo("physician");
  await physician.getByRole("link", { name: "All data" }).click();
  await proves(physician, "physician");
  await physician.getByRole("heading", { name: "All data held", level: 1 }).waitFor();
  await noViolations(physician);
  const taken = physician.waitForEvent("download");
  await physician.getByRole("link", { name: "Save as a file" }).click();
  const file = await taken;
  expect(file.suggestedFilename()).toMatch(/^patient-data-[\d-]+\.json$/);
  const held = JSON.parse(await readFile(await file.path(), "utf8")) as { about: { patient: string } };
  expect(held.about.patient).toBe(patient.id);
  await physician.context().close();

  const page = await signedIn("administrator");
  await page.goto("/settings/audit");
  await noViolations(page);
  await page.getByLabel("Patient’s record number or id").fill(patient.number);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("patient") === patient.id);
  await page.getByText("Exported all data of a patient").first().waitFor();
  await noViolations(page);
  expect(await page.content()).not.toContain(patient.name);

  const row = page.getByRole("row").filter({ hasText: "Exported all data of a patient" }).first();
  await row.getByRole("link").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Exported all data of a patient", level: 1 }).waitFor();
  await noViolations(page);
  await page.getByRole("link", { name: patient.id }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Access report", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Print" }).waitFor();
  await noViolations(page);

  await agesAgo("administrator");
  await page.goto(`/settings/audit.csv?patient=${patient.id}`);
  await proves(page, "administrator");
  await page.getByText("Your file is ready").waitFor();
  const csv = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download it" }).click();
  const exported = await readFile(await (await csv).path(), "utf8");
  expect(exported).toContain("Exported all data of a patient");
  expect(exported).not.toContain(patient.name);
  await page.context().close();
});
