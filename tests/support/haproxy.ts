import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { connect, type ConnectionOptions, type TLSSocket } from "node:tls";
import { Agent, request } from "node:https";
import { running } from "db/embedded/processes.mjs";
import { findProgram, type Program } from "./debian";
import { root } from "./test-server";

/** An installed HAProxy, or Debian's, fetched; or why there is none. */
export const findHaProxy = () =>
  findProgram({
    name: "haproxy",
    libraries: ["liblua5.3-0", "libopentracing-c-wrapper0", "libopentracing1"],
    version: "-v",
  });

/** HAProxy as db/deploy has it, but for where it listens and finds its certificate and the two processes. */
export async function openHaProxy(program: Program, port: number, servers: readonly [number, number]) {
  const folder = mkdtempSync(join(tmpdir(), "tendon-haproxy-"));
  const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  const made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"];
  execFileSync("openssl", [...made, "-keyout", key, "-out", certificate], { stdio: "ignore" });
  const both = join(folder, "tls.pem");
  writeFileSync(both, readFileSync(certificate, "utf8") + readFileSync(key, "utf8"), { mode: 0o600 });
  const config = join(folder, "haproxy.cfg");
  const shipped = readFileSync(join(root, "db/deploy/haproxy.cfg"), "utf8");
  const changed = [
    ["bind :8443", `bind 127.0.0.1:${String(port)}`],
    ["/usr/local/etc/haproxy/tls.pem", both],
    ["tendon-1:3000", `127.0.0.1:${String(servers[0])}`],
    ["tendon-2:3000", `127.0.0.1:${String(servers[1])}`],
  ].reduce((text, [from = "", to = ""]) => {
    if (!text.includes(from)) throw new Error(`haproxy.cfg has no ${from}`);
    return text.replace(from, to);
  }, shipped);
  writeFileSync(config, changed);

  let log = "";
  const child = spawn(program.path, ["-db", "-f", config], {
    ...{ cwd: program.cwd, env: program.env, stdio: ["ignore", "ignore", "pipe"] as const },
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (log += text));
  const balancer = running(child, { politely: "SIGTERM", harshly: "SIGKILL" });
  const ca = readFileSync(certificate);
  const agent = new Agent({ ca, servername: "localhost", keepAlive: true });

  /** How a line to it comes about under these terms; the fault where none does. */
  const greet = (terms: ConnectionOptions) =>
    new Promise<string>((resolve) => {
      const socket: TLSSocket = connect(
        { host: "127.0.0.1", port, ca, servername: "localhost", ...terms },
        () => {
          resolve(socket.getProtocol() ?? "none");
          socket.destroy();
        },
      );
      socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    });

  /** As a browser asks: over TLS, by the name in the certificate. */
  const ask = (path: string, asked: { headers?: Record<string, string>; body?: string } = {}) =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; text: string }>(
      (resolve, reject) => {
        const { headers = {}, body } = asked;
        const options = {
          ...{ host: "127.0.0.1", port, path, agent, method: body === undefined ? "GET" : "POST" },
          headers: { host: `localhost:${String(port)}`, ...headers },
        };
        const sent = request(options, (reply) => {
          let text = "";
          reply.setEncoding("utf8").on("data", (chunk: string) => {
            text += chunk;
            // A stream of news never ends.
            if (reply.headers["content-type"]?.startsWith("text/event-stream")) reply.destroy();
          });
          reply.on("close", () => resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text }));
        });
        sent.on("error", reject);
        sent.end(body);
      },
    );

  for (let tries = 0; ; tries += 1) {
    const answer = await ask("/readyz").catch(() => null);
    if (answer?.status === 200) break;
    if (tries > 100 || balancer.hasEnded()) throw new Error(`HAProxy does not answer:\n${log}`);
    await pause(100);
  }
  return {
    ask,
    greet,
    async close() {
      agent.destroy();
      await balancer.stop(2_000);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
