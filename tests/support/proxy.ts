import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

interface Pair {
  near: Socket;
  far: Socket;
}

/**
 * A network of our own between the app and its database, which can be made to fail in each of its ways. What it held back is
 * delivered by `restore`, unless its connections were forgotten.
 */
export async function openProxy(to: string) {
  const { hostname, port } = new URL(to);
  const pairs = new Set<Pair>();
  let isFrozen = false;
  let isRefusing = false;
  let delayMs = 0;
  let chunk = Infinity;
  let held: (() => void)[] = [];

  const passTo = (into: Socket) => (bytes: Buffer) => {
    const deliver = () => {
      if (isFrozen) return void held.push(deliver);
      for (let at = 0; at < bytes.length; at += chunk) into.write(bytes.subarray(at, at + chunk));
    };
    if (delayMs > 0) setTimeout(deliver, delayMs);
    else deliver();
  };

  const server = createServer((near) => {
    if (isRefusing) return near.resetAndDestroy();
    const far = connect(Number(port), hostname);
    const pair = { near, far };
    pairs.add(pair);
    near.on("data", passTo(far));
    far.on("data", passTo(near));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on("error", () => {});
      one.on("close", () => {
        // A dead network tells nobody that the other end has gone.
        if (!isFrozen) other.destroy();
        pairs.delete(pair);
      });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const through = (url: string) => {
    const address = new URL(url);
    address.host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    return address.href;
  };

  const endAll = () => {
    for (const { near, far } of pairs) {
      near.destroy();
      far.destroy();
    }
  };

  return {
    through,
    connections: () => pairs.size,
    /** Whatever is sent goes nowhere, and nobody is told. */
    freeze: () => void (isFrozen = true),
    /** So late, and in so small pieces. */
    slow(ms: number, bytes = Infinity) {
      delayMs = ms;
      chunk = bytes;
    },
    /** Connections end in good order, and new ones are refused. */
    cut() {
      isRefusing = true;
      endAll();
    },
    /** Connections break with a reset; new ones are taken. */
    reset() {
      for (const { near, far } of pairs) {
        near.resetAndDestroy();
        far.resetAndDestroy();
      }
    },
    /** A route that is back after its state was lost: old connections stay dead without a word, new ones are well. */
    restoreForgetting() {
      held = [];
      for (const { near, far } of pairs) {
        near.removeAllListeners("data");
        far.destroy();
        near.resume();
      }
      isFrozen = isRefusing = false;
    },
    restore() {
      isFrozen = isRefusing = false;
      delayMs = 0;
      chunk = Infinity;
      for (const deliver of held.splice(0)) deliver();
    },
    async close() {
      endAll();
      server.close();
      await once(server, "close");
    },
  };
}
export type Proxy = Awaited<ReturnType<typeof openProxy>>;
