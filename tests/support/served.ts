import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request as httpRequest, type OutgoingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { db } from "db/client";
import { freePort } from "db/embedded/ports.mjs";
import { root } from "./test-server";

export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

const noMatter = () => {};

/** What a form's fields are sent as; a file among them makes it multipart. */
export type Form = Record<string, string | string[] | { fileName: string; text: string }>;

export interface Asked {
  method?: string;
  /** A sign-in's token; nobody where it is left out. */
  as?: string | undefined;
  /** `origin: undefined` sends none, where a write otherwise says that it comes from this site. */
  headers?: OutgoingHttpHeaders | undefined;
  /** Sent as a form from this site's own page. */
  form?: Form | undefined;
  body?: Buffer | string;
  /** How long it may take at most. */
  signal?: AbortSignal;
}

/**
 * The built server in a process of its own, as it is served, on the database of this test file. What is asked goes over
 * a plain socket, so that any method, header and body can be sent.
 */
export async function serveApp(env: Record<string, string> = {}, folder = root) {
  const port = await freePort();
  const packs = mkdtempSync(join(tmpdir(), "tendon-packs-"));
  const child = spawn(process.execPath, ["app/http/serve.mjs"], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: String(port),
      LOG_LEVEL: "error",
      MORNING_PACK_DIR: packs,
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let log = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (log += text));
  const ended = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  const origin = `http://127.0.0.1:${String(port)}`;
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });

  const ask = (path: string, asked: Asked = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const form = asked.form && encodeForm(asked.form);
      const method = asked.method ?? (form === undefined ? "GET" : "POST");
      const said: OutgoingHttpHeaders = {
        ...(asked.as && { cookie: `__Host-tendon=${asked.as}` }),
        ...(!["GET", "HEAD"].includes(method) && { origin }),
        ...(form && { "content-type": form.type }),
        ...asked.headers,
      };
      const headers = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
      const body = asked.body ?? form?.body;
      if (body !== undefined) headers["content-length"] ??= Buffer.byteLength(body);
      const sent = httpRequest(
        {
          host: "127.0.0.1",
          port,
          path,
          method,
          headers,
          agent,
          ...(asked.signal && { signal: asked.signal }),
        },
        (reply) => {
          const chunks: Buffer[] = [];
          // A stream of news never ends.
          if (reply.headers["content-type"]?.startsWith("text/event-stream")) reply.destroy();
          reply.on("data", (chunk: Buffer) => chunks.push(chunk));
          reply.on("error", () => {});
          reply.on("close", () =>
            resolve({
              status: reply.statusCode ?? 0,
              headers: Object.fromEntries(
                Object.entries(reply.headers).map(([name, value]) => [name, String(value)]),
              ),
              text: Buffer.concat(chunks).toString("utf8"),
            }),
          );
        },
      );
      sent.on("error", reject);
      // A server that refuses a body while it still comes breaks the socket after the answer, when nobody listens.
      sent.on("socket", (socket) => socket.off("error", noMatter).on("error", noMatter));
      sent.end(body);
    });

  for (let tries = 0; ; tries += 1) {
    const answer = await ask("/healthz").catch(() => null);
    if (answer?.status === 200) break;
    if (tries > 600 || child.exitCode !== null) throw new Error(`the server does not answer:\n${log}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    ask,
    origin,
    port,
    log: () => log,
    /** Without a word, as a machine that loses its power. */
    kill: async () => {
      agent.destroy();
      child.kill("SIGKILL");
      await ended;
      rmSync(packs, { recursive: true, force: true });
    },
    signal: (name: NodeJS.Signals) => void child.kill(name),
    ended: () => ended,
    stop: async () => {
      agent.destroy();
      child.kill("SIGTERM");
      await ended;
      rmSync(packs, { recursive: true, force: true });
    },
  };
}
export type Served = Awaited<ReturnType<typeof serveApp>>;

export function encodeForm(form: Form): { type: string; body: string } {
  const fields = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one) => [name, one] as const),
  );
  const texts = fields.flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
  if (texts.length === fields.length) {
    return { type: "application/x-www-form-urlencoded", body: new URLSearchParams(texts).toString() };
  }
  const boundary = "a-part-of-a-form";
  const parts = fields.map(([name, value]) =>
    typeof value === "string"
      ? `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`
      : `Content-Disposition: form-data; name="${name}"; filename="${value.fileName}"\r\nContent-Type: text/csv\r\n\r\n${value.text}`,
  );
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: [...parts.map((part) => `--${boundary}\r\n${part}`), `--${boundary}--`, ""].join("\r\n"),
  };
}

/** A sign-in written as signing in writes it; its token. */
export async function signedIn(accountId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const id = createHash("sha256").update(token).digest("hex");
  await db.execute(sql`
    insert into sign_ins (id, account_id, expires_at) values (${id}, ${accountId}, now() + interval '1 hour')`);
  return token;
}

/**
 * A fingerprint of every table but those that a refusal or a visit may write: audit, throttles, when one was last seen; and
 * those between which a job moves counts at any moment (what they are counted from is in it).
 */
export async function fingerprint(): Promise<Record<string, string>> {
  const tables = await db.execute<{ name: string }>(sql`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and relname not in ('audit_events', 'audit_seals', 'throttles', 'sign_ins', 'account_visits', 'outcome_counts', 'outcome_deltas') order by 1`);
  const prints = await Promise.all(
    tables.map(async ({ name }) => {
      const table = sql.identifier(name);
      const [row] = await db.execute<{ print: string }>(sql`
        select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print from ${table} t`);
      return [name, row?.print ?? ""] as const;
    }),
  );
  return Object.fromEntries(prints);
}
