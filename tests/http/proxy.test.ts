import { once } from "node:events";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.unstubAllEnvs());

/** Whom a server on loopback takes the caller for. */
async function caller(proxies: string, forwarded?: string | string[]): Promise<string> {
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", "postgres://tendon_app@localhost/tendon");
  vi.stubEnv("SECRET_KEY", "a key that is long enough to be taken");
  vi.stubEnv("TRUSTED_PROXIES", proxies);
  const { callerAddress } = await import("~/http/proxy.server");
  const server = createServer((incoming, reply) => reply.end(callerAddress(incoming)));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const sent = request({
    ...{ host: "127.0.0.1", port },
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  });
  sent.end();
  const [reply] = (await once(sent, "response")) as [AsyncIterable<Buffer>];
  let text = "";
  for await (const chunk of reply) text += chunk.toString();
  server.close();
  return text;
}

test.each([
  ["", "203.0.113.9", "127.0.0.1"],
  ["10.0.0.1", "203.0.113.9", "127.0.0.1"],
  ["127.0.0.1", undefined, "127.0.0.1"],
  ["127.0.0.1", "203.0.113.9", "203.0.113.9"],
  // What a visitor wrote themselves stands before what the proxy saw.
  ["127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"],
  ["127.0.0.1,10.0.0.1", "203.0.113.9, 10.0.0.1", "203.0.113.9"],
  ["127.0.0.1", "::ffff:203.0.113.9", "203.0.113.9"],
  ["127.0.0.1", " , ", "127.0.0.1"],
])("with proxies '%s', forwarded for '%s', it is %s", async (proxies, forwarded, wanted) => {
  expect(await caller(proxies, forwarded)).toBe(wanted);
});
