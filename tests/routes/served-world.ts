import { afterAll, beforeAll } from "vitest";
import { closeDatabase } from "db/client";
import { freshDatabase } from "tests/support/database";
import { serveApp, type Served } from "tests/support/served";
import { aWorld, type World } from "./world";

type Database = Awaited<ReturnType<typeof freshDatabase>>;

/** Two clinics in a database of the test file's own and the app served on it, given before its tests and gone after them. */
export function withServedWorld(give: (served: Served, world: World, database: Database) => void) {
  let database: Database;
  let served: Served;
  beforeAll(async () => {
    database = await freshDatabase();
    const world = await aWorld();
    served = await serveApp();
    give(served, world, database);
  });
  afterAll(async () => {
    await served.stop();
    await closeDatabase();
    await database.drop();
  });
}
