import type { Browser, BrowserContext, BrowserContextOptions, Page } from "@playwright/test";
import { inject } from "vitest";

/** A browser of somebody with this role who has just signed in, as far from the clinic's clock as can be. */
export async function signInAs(
  browser: Browser,
  role: string,
  options: BrowserContextOptions = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    baseURL: inject("baseUrl"),
    timezoneId: "Asia/Tokyo",
    ...options,
  });
  const page = await context.newPage();
  const login = inject("logins").find((one) => one.role === role);
  if (!login) throw new Error(`no login for ${role}`);
  await page.goto("/sign-in");
  await page.getByLabel("Work e-mail").fill(login.email);
  await page.getByRole("textbox", { name: "Password" }).fill(login.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/");
  return { context, page };
}
