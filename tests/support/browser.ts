import { chromium, type Browser } from "playwright";
import { findBrowser, launchOptions, type Launch } from "./find-browser.mjs";

/** A browser for journeys; `npm test` has found one already, a single file's run finds it by itself. */
export async function openBrowser(): Promise<Browser> {
  const found = process.env.TENDON_BROWSER;
  const launch: Launch = found ? JSON.parse(found) : await findBrowser(() => {});
  return chromium.launch(launchOptions(launch));
}
