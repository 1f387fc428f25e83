import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "db/client";
import { serverAccount } from "db/embedded/account.mjs";
import { openCluster } from "db/embedded/postgres.mjs";
import type { Running } from "db/embedded/processes.mjs";
import { openOnce } from "db/pool/once";
import { hastySettings, root } from "tests/support/test-server";

/** A server that speaks TLS, with a certificate that nobody signed. Where there is no openssl to make one, that is said. */
const isThere = spawnSync("openssl", ["version"]).status === 0;
if (!isThere) console.warn("There is no openssl here: TLS to the database is not tried.");
const here = test.skipIf(!isThere);

const folder = mkdtempSync(join(tmpdir(), "tendon-tls-"));
const [key, certificate] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
let server: Running;
let address: string;

beforeAll(async () => {
  if (!isThere) return;
  const made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"];
  execFileSync("openssl", [...made, "-keyout", key, "-out", certificate], { stdio: "ignore" });
  const account = serverAccount(join(folder, "none"));
  chmodSync(folder, 0o755);
  for (const file of [key, certificate]) {
    if (account) chownSync(file, account.uid, account.gid);
    chmodSync(file, 0o600);
  }
  const settings = { ...hastySettings, ssl: "on", ssl_cert_file: certificate, ssl_key_file: key };
  const cluster = await openCluster({ root, dataDir: join(folder, "data"), settings });
  server = await cluster.start();
  address = cluster.url("owner");
});
afterAll(async () => {
  if (isThere) await server.stop(5000);
  rmSync(folder, { recursive: true, force: true });
});

const asked = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";

here.each([
  ["", false],
  ["?sslmode=require", true],
  ["?sslmode=require&target_session_attrs=read-write", true],
])("with '%s' the pool's lines and those of commands are encrypted: %s", async (query, isEncrypted) => {
  const { sql } = connect(address + query, { max: 1 });
  expect(await sql.unsafe(asked)).toEqual([{ ssl: isEncrypted }]);
  await sql.end();
  const once = await openOnce(address + query);
  expect(await once.unsafe(asked)).toEqual([{ ssl: isEncrypted }]);
  await once.end();
});

here("with sslmode=verify-full a certificate that nobody signed is refused", async () => {
  const { sql } = connect(`${address}?sslmode=verify-full`, { max: 1 });
  await expect(sql.unsafe(asked)).rejects.toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  await sql.end();
});
