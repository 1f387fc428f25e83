import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildIfStale } from "../db/embedded/build.mjs";
import { installMissing } from "../db/embedded/install.mjs";
import { run } from "../db/embedded/processes.mjs";
import { findBrowser } from "./support/find-browser.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const resultsFile = join(root, "tests", "output", "results.json");
const say = (/** @type {string} */ line) => console.log(line);
const heading = (/** @type {string} */ text) =>
  say(`\n── ${text} ${"─".repeat(Math.max(0, 90 - text.length))}`);

/** @param {string[]} words a package's own script, then its arguments */
const tool = ([script = "", ...args]) => [
  process.execPath,
  join(root, "node_modules", ...script.split("/")),
  ...args,
];

const checks = [
  { name: "Types", command: tool(["typescript/bin/tsc", "--noEmit", "-p", "."]) },
  { name: "Lint", command: tool(["eslint/bin/eslint.js", "--config", "tests/config/eslint.config.js", "."]) },
  {
    name: "Architecture",
    command: tool([
      "dependency-cruiser/bin/dependency-cruise.mjs",
      "--config",
      "tests/config/dependency-cruiser.cjs",
      "app",
      "db",
    ]),
  },
  { name: "Unused code", command: tool(["knip/bin/knip.js", "--config", "tests/config/knip.json"]) },
  {
    name: "Formatting",
    command: tool(["prettier/bin/prettier.cjs", "--config", "tests/config/prettier.json", "--check", "."]),
  },
];

/** Two at a time, each told whole when it has ended. @returns {Promise<number>} how many failed */
async function runChecks() {
  const waiting = [...checks];
  let failed = 0;
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { ok, output } = await run(check.command, { cwd: root });
      heading(`${check.name}: ${ok ? "passed" : "failed"}`);
      if (!ok) say(output.trim());
      if (!ok) failed += 1;
    }
  };
  await Promise.all([work(), work()]);
  return failed;
}

/** @typedef {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} Results */

/** @returns {Promise<{ passed: number, failed: number }>} */
async function runVitest() {
  rmSync(resultsFile, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${resultsFile}`];
  const { ok } = await run(tool(["vitest/vitest.mjs", "run", ...reporters]), { cwd: root, show: true });
  /** @type {Results} */
  let results;
  try {
    results = JSON.parse(readFileSync(resultsFile, "utf8"));
  } catch {
    return { passed: 0, failed: 1 };
  }
  const { numPassedTests: passed, numFailedTests, testResults } = results;
  // A file that could not be loaded has failed without a failed test.
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((assertion) => assertion.status !== "failed"),
  );
  const failed = numFailedTests + unloaded.length;
  return { passed, failed: ok ? failed : Math.max(failed, 1) };
}

/** Runs one step that the tests need, and tells whether it could be done. @param {() => Promise<unknown>} step */
async function did(step) {
  try {
    await step();
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return false;
  }
}

/**
 * `npm test`, or its static part alone. The last line is the sum.
 * @param {{ onlyChecks: boolean }} options
 */
export async function runTests({ onlyChecks }) {
  let passed = 0;
  let failed = 0;
  if (!(await did(() => installMissing({ root, say })))) {
    failed = 1;
  } else {
    failed = await runChecks();
    passed = checks.length - failed;
    if (!onlyChecks) {
      heading("Browser and build");
      const found = await did(async () => {
        process.env.TENDON_BROWSER = JSON.stringify(await findBrowser(say));
      });
      const built = await did(() => buildIfStale({ root, say }));
      heading("Unit, database and browser tests");
      const tests = await runVitest();
      passed += tests.passed;
      failed += tests.failed + (found ? 0 : 1) + (built ? 0 : 1);
    }
  }
  say(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
