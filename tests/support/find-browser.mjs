import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** @typedef {{ executablePath?: string, args: string[], env: Record<string, string> }} Launch how Playwright launches it */
/** @typedef {{ name: string, find: () => Promise<Launch[]> }} Candidate */

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const cacheDir = join(root, "node_modules", ".cache", "tendon");
const rememberedFile = join(cacheDir, "browser.json");
const downloadMs = 25_000;
const packagesMs = 300_000;

// A closed network must not make it wait, nor a container's small /dev/shm make it crash.
const args = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @param {string[]} paths @returns {Launch[]} */
const installed = (paths) =>
  paths.filter(existsSync).map((executablePath) => ({ executablePath, args, env: {} }));

const systemNames = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "chrome"];
const systemPaths = () => [
  ...(process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => systemNames.map((name) => join(folder, name))),
  "/usr/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The browser inside an npm package, which unpacks itself into TMPDIR and needs libraries it takes for Lambda's. */
async function packedBrowser() {
  const home = join(cacheDir, "chromium");
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const source = `import("@sparticuz/chromium").then((module) => module.default.executablePath())`;
  await execute(process.execPath, ["-e", source], {
    cwd: root,
    env: { ...process.env, TMPDIR: home, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" },
  });
  // Its own list of fonts names folders of Lambda's alone, and without any font a field for a date ends the page.
  const folders = [join(home, "fonts"), "/usr/share/fonts"].map((folder) => `<dir>${folder}</dir>`).join("");
  writeFileSync(
    join(home, "fonts.conf"),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}<cachedir>${join(home, "font-cache")}</cachedir></fontconfig>`,
  );
  const env = { LD_LIBRARY_PATH: join(home, "al2023", "lib"), FONTCONFIG_PATH: home };
  return installed([join(home, "chromium")]).map((launch) => ({ ...launch, env }));
}

/** @type {Candidate[]} */
const candidates = [
  { name: "$CHROME_PATH", find: async () => installed([process.env.CHROME_PATH ?? ""]) },
  { name: "the system's", find: async () => installed(systemPaths()) },
  { name: "Playwright's", find: async () => [{ args, env: {} }] },
  {
    name: "Playwright's, downloaded",
    find: async () => {
      const cli = join(root, "node_modules", "playwright", "cli.js");
      await execute(process.execPath, [cli, "install", "chromium"], {
        cwd: root,
        timeout: downloadMs,
        killSignal: "SIGKILL",
      });
      return [{ args, env: {} }];
    },
  },
  { name: "the one in an npm package", find: packedBrowser },
  {
    name: "apt's",
    find: async () => {
      if (process.getuid?.() !== 0) return [];
      const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
      await execute("apt-get", ["update"], { env, timeout: packagesMs });
      await execute("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], {
        env,
        timeout: packagesMs,
      });
      return installed(["/usr/bin/chromium"]);
    },
  },
];

/** @param {Launch} launch as Playwright's `launch` takes it */
export function launchOptions({ executablePath, args, env }) {
  return { ...(executablePath && { executablePath }), args, env: { ...process.env, ...env } };
}

/** @param {Launch} launch */
async function opensPage(launch) {
  const { chromium } = await import("playwright");
  const browser = await chromium.launch({ ...launchOptions(launch), timeout: 20_000 });
  try {
    const page = await browser.newPage();
    await page.setContent('<input type="date"><p style="font-family: system-ui">words → “words”</p>');
    return (await page.evaluate("document.querySelector('p').offsetWidth > 0")) === true;
  } finally {
    await browser.close();
  }
}

/** @param {Launch} launch */
const works = (launch) => opensPage(launch).catch(() => false);

/** @returns {Launch | null} */
function remembered() {
  try {
    return JSON.parse(readFileSync(rememberedFile, "utf8"));
  } catch {
    return null;
  }
}

/**
 * The first browser that really opens a page, remembered for the next run.
 * @param {(line: string) => void} say
 * @returns {Promise<Launch>}
 */
export async function findBrowser(say) {
  const known = process.env.CHROME_PATH ? null : remembered();
  if (known && (await works(known))) return known;
  for (const { name, find } of candidates) {
    for (const launch of await find().catch(() => [])) {
      if (!(await works(launch))) continue;
      say(`Browser: ${name}${launch.executablePath ? ` (${launch.executablePath})` : ""}`);
      mkdirSync(dirname(rememberedFile), { recursive: true });
      writeFileSync(rememberedFile, JSON.stringify(launch));
      return launch;
    }
  }
  throw new Error("No browser could be started. Install Chrome or Chromium, or name one in CHROME_PATH.");
}
