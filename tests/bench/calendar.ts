import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { build } from "vite";
import { findBrowser, launchOptions } from "tests/support/find-browser.mjs";
import { benchDrag } from "./drag";
import { measure, type Tell } from "./measure";
import type { BenchPractice } from "./practice";

const root = fileURLToPath(new URL("../..", import.meta.url));
const repeats = 7;

/** Mounting and switching a week in Chromium, beside FullCalendar on the same sessions; the script a calendar needs. */
export async function benchCalendar(practice: BenchPractice, { tell }: { tell: Tell }) {
  const browser = await chromium.launch(launchOptions(await findBrowser(console.log)));
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const site = await serveBuilt();
    await page.goto(site.address);
    for (const sessions of [500, 2000]) {
      const times: Record<string, number[]> = {
        tendonMount: [],
        tendonSwitch: [],
        otherMount: [],
        otherSwitch: [],
      };
      for (let round = 0; round < repeats; round += 1) {
        for (const [who, name] of [
          ["tendon", "tendon"],
          ["fullcalendar", "other"],
        ] as const) {
          const { mount, change } = await page.evaluate(
            ([calendar, count]) => window.benchCalendar(calendar, count),
            [who, sessions] as const,
          );
          times[`${name}Mount`]?.push(mount);
          times[`${name}Switch`]?.push(change);
        }
      }
      tell(
        measure(
          `calendar.mount.${sessions}`,
          median(times["tendonMount"]),
          "ms",
          median(times["otherMount"]),
        ),
      );
      tell(
        measure(
          `calendar.switch.${sessions}`,
          median(times["tendonSwitch"]),
          "ms",
          median(times["otherSwitch"]),
        ),
      );
    }
    site.close();
    // Two calendars of 2,000 sessions behind the one that is dragged would be measured with it.
    await page.close();
    tell(measure("calendar.script.kb", await scriptKb(practice), "KB gzip"));
    await benchDrag(browser, practice, { tell });
  } finally {
    await browser.close();
  }

  /** What the browser fetches as script until the week page is at rest, gzipped. */
  async function scriptKb({ address, cookies, dense }: BenchPractice): Promise<number> {
    const [name = "", value = ""] = cookies.scheduler.split("=");
    const context = await browser.newContext();
    // A cookie of this name is taken for https alone, and sent to loopback all the same.
    await context.addCookies([{ name, value, url: address.replace("http:", "https:"), secure: true }]);
    const page = await context.newPage();
    const sizes: Promise<number>[] = [];
    page.on("response", (response) => {
      if (response.url().endsWith(".js")) sizes.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto(`${address}/calendar/week?clinic=${dense.clinicId}&date=${dense.monday}`);
    await page.waitForLoadState("networkidle", { timeout: 5000 }).catch(() => {});
    const kb = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1024;
    await context.close();
    return kb;
  }
}

const median = (values: number[] = []) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function serveBuilt() {
  const folder = mkdtempSync(join(tmpdir(), "tendon-bench-page-"));
  await build({
    configFile: false,
    root,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' },
    esbuild: { jsx: "automatic" },
    resolve: { alias: { "~": resolve(root, "app"), db: resolve(root, "db") } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      copyPublicDir: false,
      lib: { entry: resolve(root, "tests/bench/calendar-page.tsx"), formats: ["es"], fileName: "page" },
    },
  });
  const css = readFileSync(join(root, "app/ui/tokens.css"), "utf8");
  writeFileSync(join(folder, "tokens.css"), css);
  const html =
    '<!doctype html><link rel="stylesheet" href="/tokens.css"><link rel="stylesheet" href="/tendon.css"><div id="root" style="height:800px;display:flex"></div><script type="module" src="/page.js"></script>';
  const server = createServer(({ url = "/" }, response) => {
    const type = url.endsWith(".css") ? "text/css" : url.endsWith(".js") ? "text/javascript" : "text/html";
    response.writeHead(200, { "Content-Type": type });
    try {
      response.end(url === "/" ? html : readFileSync(join(folder, url.slice(1))));
    } catch {
      response.end("");
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close() {
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
