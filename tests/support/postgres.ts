import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { takeLock } from "db/embedded/lock.mjs";
import { openCluster } from "db/embedded/postgres.mjs";
import { migrateDatabase } from "db/migrate";
import { hastySettings, root, testDataDir } from "./test-server";

declare module "vitest" {
  interface ProvidedContext {
    /** Addresses of the migrated, empty database that `freshDatabase` copies. */
    template: { superuser: string; owner: string; app: string; restore: string };
  }
}

/** The database project's server: PostgreSQL itself, with the launcher's roles and this version's migrations. */
export default async function setup(project: TestProject) {
  const dataDir = await testDataDir();
  takeLock(dataDir, "a test run");
  const cluster = await openCluster({ root, dataDir, settings: hastySettings });
  const server = await cluster.start();
  await migrateDatabase({ ownerUrl: cluster.url("owner"), appRole: "tendon_app" });
  project.provide("template", {
    superuser: cluster.url("superuser"),
    owner: cluster.url("owner"),
    app: cluster.url("app"),
    restore: cluster.url("restore", "postgres"),
  });
  return async () => {
    await server.stop(5000);
    rmSync(dataDir, { recursive: true, force: true });
  };
}
