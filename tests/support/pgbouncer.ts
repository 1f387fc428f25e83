import { spawn } from "node:child_process";
import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { serverAccount } from "db/embedded/account.mjs";
import { freePort } from "db/embedded/ports.mjs";
import { running } from "db/embedded/processes.mjs";
import postgres from "postgres";
import { findProgram, type Program } from "./debian";

/** An installed PgBouncer, or Debian's, fetched; or why there is none. */
export const findPgBouncer = () =>
  findProgram({ name: "pgbouncer", libraries: ["libc-ares2", "libevent-2.1-7"], version: "--version" });

/** PgBouncer in transaction mode before a server, with so many connections to it as one could count on one hand. */
export async function openPgBouncer(program: Program, urls: string[]) {
  const [first = ""] = urls;
  const { hostname, port } = new URL(first);
  const folder = mkdtempSync(join(tmpdir(), "tendon-pgbouncer-"));
  const account = serverAccount(join(folder, "none"));
  const listenPort = await freePort();
  const settings = {
    ...{ listen_addr: "127.0.0.1", listen_port: String(listenPort), unix_socket_dir: "" },
    ...{ auth_type: "scram-sha-256", auth_file: join(folder, "users.txt") },
    ...{ pool_mode: "transaction", default_pool_size: "4", max_client_conn: "200" },
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  const files = {
    "users.txt": urls.map((url) => {
      const { username, password } = new URL(url);
      return `"${username}" "${password}"`;
    }),
    "pgbouncer.ini": ["[databases]", `* = host=${hostname} port=${port}`, "[pgbouncer]", ...lines],
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), `${content.join("\n")}\n`, { mode: 0o600 });
    if (account) chownSync(join(folder, name), account.uid, account.gid);
  }
  if (account) chownSync(folder, account.uid, account.gid);

  let log = "";
  const child = spawn(program.path, [join(folder, "pgbouncer.ini")], {
    ...{ cwd: program.cwd, env: program.env, stdio: ["ignore", "ignore", "pipe"] as const },
    ...account,
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
  const pooler = running(child, { politely: "SIGINT", harshly: "SIGKILL" });
  const through = (url: string) => {
    const address = new URL(url);
    address.host = `127.0.0.1:${String(listenPort)}`;
    return address.href;
  };
  for (let tries = 0; ; tries += 1) {
    const sql = postgres(through(first), { max: 1, fetch_types: false, onnotice: () => {} });
    const isThere = await sql`select 1`.simple().then(
      () => true,
      () => false,
    );
    await sql.end();
    if (isThere) break;
    if (tries > 50 || pooler.hasEnded()) throw new Error(`PgBouncer does not answer:\n${log}`);
    await pause(100);
  }
  return {
    through,
    log: () => log,
    async close() {
      await pooler.stop(2_000);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
