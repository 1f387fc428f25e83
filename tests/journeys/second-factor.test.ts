import type { Browser, Page } from "@playwright/test";
import { decodeBase32IgnorePadding } from "@oslojs/encoding";
import { generateHOTP } from "@oslojs/otp";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { demoLogins } from "db/seed/demo";
import { noViolations } from "tests/support/axe";
import { openBrowser } from "tests/support/browser";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** Browsers make passkeys for a name, and the server listens on the address behind it. */
const address = () => inject("baseUrl").replace("127.0.0.1", "localhost");
const login = () => {
  const found = demoLogins().find(({ role }) => role === "physician");
  if (!found) throw new Error("the demo has no physician");
  return found;
};

async function givePassword(page: Page) {
  const { email, password } = login();
  await page.goto("/sign-in?back=/profile");
  await page.getByLabel("Work e-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.keyboard.press("Enter");
}

const codeOf = (secret: string, stepsAway = 0) =>
  generateHOTP(
    decodeBase32IgnorePadding(secret.replaceAll(" ", "")),
    BigInt(Math.floor(Date.now() / 30_000) + stepsAway),
    6,
  );

test("a physician sets an app and a passkey up, signs in with each, and takes both away again", async () => {
  const context = await browser.newContext({ baseURL: address(), viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await givePassword(page);
  await page.getByRole("link", { name: "Set up" }).click();
  await page.getByRole("heading", { name: "Second factor", level: 1 }).waitFor();
  await noViolations(page);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  const secret = await page.getByLabel("Key to type in").inputValue();
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Set up the app" }).click();
  await page.getByRole("alert").filter({ hasText: "This code is not right" }).waitFor();
  expect(await page.getByLabel("Key to type in").inputValue()).toBe(secret);
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret, -1));
  await page.getByRole("button", { name: "Set up the app" }).click();
  await page.getByText("Keep these ten recovery codes.").waitFor();
  expect(await page.locator(".recovery-codes li").count()).toBe(10);
  await noViolations(page);

  const client = await context.newCDPSession(page);
  await client.send("WebAuthn.enable");
  await client.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.getByLabel("Name of a new passkey").fill("My phone");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("The passkey is added.").waitFor();
  await page.getByRole("button", { name: "Remove the passkey My phone" }).waitFor();

  await context.clearCookies();
  await givePassword(page);
  await page.getByRole("heading", { name: "One more step" }).waitFor();
  await noViolations(page);
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret, 1));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/profile");

  await context.clearCookies();
  await page.goto("/sign-in?back=/second-factor");
  await noViolations(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL((url) => url.pathname === "/second-factor");
  await page.emulateMedia({ colorScheme: "dark" });
  await noViolations(page);
  await page.getByRole("button", { name: "Remove the authenticator app" }).click();
  await page.getByText("The authenticator app is removed.").waitFor();
  await page.getByRole("button", { name: "Remove the passkey My phone" }).click();
  await page.getByText("The passkey is removed.").waitFor();
  await context.close();
});
