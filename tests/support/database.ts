import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";

/** The same address with another database's name. */
function at(url: string, database: string) {
  const named = new URL(url);
  named.pathname = `/${database}`;
  return named.href;
}

async function asSuperuser(statement: string) {
  const sql = postgres(at(inject("template").superuser, "postgres"), { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

/**
 * A migrated, empty database of a test file's own, copied from the template. The app's code in this worker uses it too:
 * call it before that code first reads its environment.
 */
export async function freshDatabase() {
  const { superuser, owner, app } = inject("template");
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asSuperuser(`CREATE DATABASE ${name} TEMPLATE tendon OWNER tendon_owner STRATEGY file_copy`);
  const urls = { appUrl: at(app, name), ownerUrl: at(owner, name), superUrl: at(superuser, name) };
  process.env.DATABASE_URL = urls.appUrl;
  process.env.DATABASE_DIRECT_URL = urls.appUrl;
  process.env.SECRET_KEY ??= randomBytes(32).toString("hex");
  return { ...urls, drop: () => asSuperuser(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}
