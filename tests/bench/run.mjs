import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { installMissing } from "../../db/embedded/install.mjs";
import { requireNode } from "../../db/embedded/node-version.mjs";

requireNode();
const root = fileURLToPath(new URL("../..", import.meta.url));
await installMissing({ root, say: console.log });
const child = spawn(
  process.execPath,
  ["node_modules/tsx/dist/cli.mjs", "tests/bench/main.ts", ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" },
);
child.on("exit", (code) => process.exit(code ?? 1));
