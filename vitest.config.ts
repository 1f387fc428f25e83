import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const alias = { "~": here("./app"), db: here("./db"), tests: here("./tests") };
const project = (name: string, include: string[], extra: object = {}) => ({
  resolve: { alias },
  test: { name, include, environment: "node", ...extra },
});

export default defineConfig({
  test: {
    projects: [
      project("unit", ["tests/{domain,formats,shape,http,words,ui}/**/*.test.{ts,tsx}"], {
        // Properties over many instances take seconds, and more on a machine that builds beside them.
        testTimeout: 30_000,
      }),
      project("database", ["tests/{features,routes,db,jobs}/**/*.test.{ts,tsx}"], {
        globalSetup: ["tests/support/postgres.ts"],
        testTimeout: 120_000,
        hookTimeout: 120_000,
        maxWorkers: 2,
        sequence: { groupOrder: 1 },
      }),
      project("journeys", ["tests/journeys/**/*.test.ts"], {
        globalSetup: ["tests/support/app.ts"],
        // What a page comes to is awaited for as long as somebody would; a busy machine takes seconds to load one anew.
        expect: { poll: { timeout: 15_000 } },
        testTimeout: 180_000,
        hookTimeout: 180_000,
        fileParallelism: false,
        sequence: { groupOrder: 2 },
      }),
    ],
  },
});
