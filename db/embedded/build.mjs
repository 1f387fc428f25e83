import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { installMissing } from "./install.mjs";
import { PlainError, run } from "./processes.mjs";

const compressible = /\.(css|html|js|json|map|mjs|svg|txt|webmanifest|xml)$/;

/** @param {string} folder @returns {string[]} */
function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}

/** @param {string} root */
function sourceStamp(root) {
  const configs = readdirSync(root)
    .filter((name) => /\.(ts|js|mjs|json)$/.test(name))
    .sort();
  const sources = ["app", "db", "public"].flatMap((folder) => filesUnder(join(root, folder)));
  const hash = createHash("sha256");
  for (const file of [...configs.map((name) => join(root, name)), ...sources]) {
    hash.update(`${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Writes `.br` and `.gz` beside what the browser downloads, so that serving it costs no CPU. @param {string} folder */
async function compress(folder) {
  const brotli = promisify(brotliCompress);
  const zip = promisify(gzip);
  const files = filesUnder(folder).filter((file) => compressible.test(file));
  await Promise.all(
    files.map(async (file) => {
      const bytes = readFileSync(file);
      const params = {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      };
      writeFileSync(`${file}.br`, await brotli(bytes, { params }));
      writeFileSync(`${file}.gz`, await zip(bytes, { level: 9 }));
    }),
  );
}

/**
 * Builds the pages unless `build/` was made from the very same sources.
 * @param {{ root: string, say: (line: string) => void, signal?: AbortSignal | undefined }} options
 */
export async function buildIfStale({ root, say, signal }) {
  const stampFile = join(root, "build", ".stamp");
  const stamp = sourceStamp(root);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  say("Building the pages …");
  const remix = join(root, "node_modules", "@remix-run", "dev", "dist", "cli.js");
  const env = { ...process.env, NODE_ENV: "production" };
  const { ok, output } = await run([process.execPath, remix, "vite:build"], { cwd: root, env, signal });
  if (!ok) throw new PlainError(`${output.trim()}\n\nThe pages could not be built.`);
  await compress(join(root, "build", "client"));
  writeFileSync(stampFile, stamp);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  try {
    await installMissing({ root, say: console.log });
    await buildIfStale({ root, say: console.log });
    console.log("The build is up to date.");
  } catch (error) {
    console.error(error instanceof PlainError ? error.message : error);
    process.exitCode = 1;
  }
}
