import { execFile, spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { tmpdir } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { serverAccount } from "db/embedded/account.mjs";
import { freePort } from "db/embedded/ports.mjs";
import { running } from "db/embedded/processes.mjs";
import postgres from "postgres";
import { root } from "./test-server";

const execute = promisify(execFile);
const cacheDir = join(root, "node_modules", ".cache", "tendon", "pgbouncer");
const packagesMs = 120_000;

interface Program {
  path: string;
  /** Where it is called from: root's tests run it as another account, which may not walk the path to a clone. */
  cwd: string;
  env: NodeJS.ProcessEnv;
}

const installed = (): Program[] =>
  [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin"]
    .map((folder) => join(folder, "pgbouncer"))
    .filter(existsSync)
    .map((path) => ({ path, cwd: "/", env: { NODE_ENV: "test" } }));

/** Debian's packages, unpacked where nobody need be root for it. */
function unpacked(): Program[] {
  const path = "usr/sbin/pgbouncer";
  if (!existsSync(join(cacheDir, path))) return [];
  const libraries = readdirSync(join(cacheDir, "usr/lib")).map((name) => join("usr/lib", name));
  return [
    { path: `./${path}`, cwd: cacheDir, env: { NODE_ENV: "test", LD_LIBRARY_PATH: libraries.join(":") } },
  ];
}

async function fetched(): Promise<Program[]> {
  mkdirSync(cacheDir, { recursive: true });
  const inCache = { cwd: cacheDir, timeout: packagesMs };
  if (process.getuid?.() === 0) await execute("apt-get", ["update"], inCache).catch(() => {});
  await execute("apt-get", ["download", "pgbouncer", "libc-ares2", "libevent-2.1-7"], inCache);
  for (const name of readdirSync(cacheDir).filter((file) => file.endsWith(".deb"))) {
    await execute("dpkg", ["-x", name, "."], inCache);
  }
  // Also for the account that root's tests run it as.
  await execute("chmod", ["-R", "a+rX", cacheDir]);
  return unpacked();
}

const works = ({ path, cwd, env }: Program) =>
  execute(path, ["--version"], { cwd, env }).then(
    () => true,
    () => false,
  );

/** An installed PgBouncer, or Debian's, fetched; or why there is none. */
export async function findPgBouncer(): Promise<Program | { missing: string }> {
  for (const find of [installed, unpacked, fetched]) {
    for (const program of await Promise.resolve(find()).catch(() => []))
      if (await works(program)) return program;
  }
  return {
    missing: "PgBouncer is not installed, and Debian's package cannot be fetched with apt-get and dpkg",
  };
}

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
