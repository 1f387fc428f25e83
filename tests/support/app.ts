import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { launch } from "db/embedded/launch.mjs";
import { freePort } from "db/embedded/ports.mjs";
import type { Login } from "db/embedded/print.mjs";
import { hastySettings, root, testDataDir } from "./test-server";

declare module "vitest" {
  interface ProvidedContext {
    baseUrl: string;
    logins: Login[];
    /** The served database, for what a journey must see or set behind the app's back. */
    served: { superuser: string; owner: string; app: string };
  }
}

/** What a developer's shell may set and a test must not follow. */
const unset = {
  DATABASE_URL: "",
  DATABASE_OWNER_URL: "",
  DATABASE_DIRECT_URL: "",
  ORIGIN: "",
  HOST: "",
  SMTP_URL: "",
};

/** The journeys' server: the demo practice, started as `npm start` starts it, in a data folder of its own. */
export default async function setup(project: TestProject) {
  const dataDir = await testDataDir();
  const said: string[] = [];
  const env = {
    ...process.env,
    ...unset,
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    LOG_LEVEL: "warn",
  };
  const launched = await launch({ root, env, say: (line) => said.push(line), settings: hastySettings }).catch(
    (error: unknown) => {
      console.error(said.join("\n"));
      rmSync(dataDir, { recursive: true, force: true });
      throw error;
    },
  );
  const { cluster } = launched;
  if (!cluster) throw new Error("journeys must not run on the operator's database");
  project.provide("baseUrl", launched.address);
  project.provide("logins", launched.logins);
  project.provide("served", {
    superuser: cluster.url("superuser"),
    owner: cluster.url("owner"),
    app: cluster.url("app"),
  });
  return async () => {
    await launched.stop(5000);
    rmSync(dataDir, { recursive: true, force: true });
  };
}
