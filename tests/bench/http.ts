import { connect, type Socket } from "node:net";

/**
 * A client that costs little beside what it measures: raw sockets, kept open, bodies counted and not decoded.
 */
export interface Ask {
  method?: "GET" | "POST";
  path: string;
  cookie?: string;
  body?: string;
}
export interface Reply {
  status: number;
  head: string;
  bytes: number;
  body: Buffer;
}

const lineEnd = "\r\n";

function textOf(address: string, { method = "GET", path, cookie, body }: Ask): string {
  const { host, origin } = new URL(address);
  const lines = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, "Connection: keep-alive"];
  if (cookie) lines.push(`Cookie: ${cookie}`);
  if (method === "POST") {
    lines.push(
      `Origin: ${origin}`,
      "Content-Type: application/x-www-form-urlencoded",
      `Content-Length: ${Buffer.byteLength(body ?? "")}`,
    );
  }
  return lines.join(lineEnd) + lineEnd + lineEnd + (body ?? "");
}

export class Connection {
  private socket: Socket | null = null;
  constructor(private readonly address: string) {}

  async ask(ask: Ask): Promise<Reply> {
    const socket = this.socket ?? (await this.open());
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      // A server that is killed may hang up as politely as one that has done.
      const onClose = () => reject(new Error("the server has hung up"));
      const onData = (part: Buffer) => {
        parts.push(part);
        const reply = whole(parts);
        if (!reply) return;
        socket.off("data", onData);
        socket.off("error", reject);
        socket.off("close", onClose);
        resolve(reply);
      };
      socket.on("data", onData);
      socket.once("error", reject);
      socket.once("close", onClose);
      socket.write(textOf(this.address, ask));
    });
  }

  private open(): Promise<Socket> {
    const { hostname, port } = new URL(this.address);
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => {
        this.socket = socket;
        resolve(socket);
      });
      socket.once("error", reject);
      socket.once("close", () => (this.socket = null));
    });
  }

  close() {
    this.socket?.destroy();
  }
}

function whole(parts: Buffer[]): Reply | null {
  const first = parts.length === 1 ? parts[0] : undefined;
  const all = first ?? Buffer.concat(parts);
  if (!first) parts.splice(0, parts.length, all);
  const headEnd = all.indexOf("\r\n\r\n");
  if (headEnd === -1) return null;
  const head = all.subarray(0, headEnd).toString("latin1");
  const bytes = all.length - headEnd - 4;
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  const isWhole = length
    ? bytes >= Number(length)
    : /transfer-encoding: chunked/i.test(head)
      ? all.subarray(-5).toString("latin1") === "0\r\n\r\n"
      : true;
  return isWhole ? { status: Number(head.slice(9, 12)), head, bytes, body: all.subarray(headEnd + 4) } : null;
}

export async function request(address: string, ask: Ask): Promise<Reply> {
  const connection = new Connection(address);
  try {
    return await connection.ask(ask);
  } finally {
    connection.close();
  }
}

export interface Load {
  perSecond: number;
  ms: number[];
  statuses: Map<number, number>;
  bytes: number;
}

/** `connections` at once, each with one request under way, for so many seconds or until `next` gives null. */
export async function load(
  address: string,
  next: (index: number) => Ask | null,
  { connections = 16, seconds = 6 }: { connections?: number; seconds?: number },
): Promise<Load> {
  const ms: number[] = [];
  const statuses = new Map<number, number>();
  let index = 0;
  let bytes = 0;
  const from = performance.now();
  const until = from + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = new Connection(address);
      while (performance.now() < until) {
        const ask = next(index++);
        if (!ask) break;
        const asked = performance.now();
        const reply = await connection.ask(ask);
        ms.push(performance.now() - asked);
        bytes = reply.bytes;
        statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
      }
      connection.close();
    }),
  );
  return { perSecond: ms.length / ((performance.now() - from) / 1000), ms, statuses, bytes };
}
