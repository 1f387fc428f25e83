import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { launch } from "db/embedded/launch.mjs";
import { freePort } from "db/embedded/ports.mjs";
import { addDenseWeek, type DenseWeek } from "db/seed/dense";
import { scalePractice } from "db/seed/scale";
import { addDays, dayOf, startOfWeek } from "~/domain/time";
import { request } from "./http";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface BenchPractice {
  address: string;
  dataDir: string;
  /** The owner, for what the bench sets up and counts. */
  sql: postgres.Sql;
  superUrl: string;
  ownerUrl: string;
  appUrl: string;
  dense: DenseWeek;
  /** Of a scheduler and of a physician who both belong to the dense clinic, and of an administrator. */
  cookies: { scheduler: string; physician: string; administrator: string };
  close(): Promise<void>;
}

/** A server of its own on a practice multiplied `scale` times, with the dense clinic's week of 500. */
export async function openPractice(scale: number): Promise<BenchPractice> {
  const dataDir = mkdtempSync(join(tmpdir(), "tendon-bench-"));
  const env = {
    ...process.env,
    DATABASE_URL: "",
    ORIGIN: "",
    HOST: "",
    DATA_DIR: dataDir,
    LOG_LEVEL: "error",
  };
  const launched = await launch({
    root,
    env: { ...env, PORT: String(await freePort()) },
    say: (line: string) => console.log(line),
  });
  const { cluster } = launched;
  if (!cluster) throw new Error("the bench never runs on the operator's database");
  const sql = postgres(cluster.url("owner"), { max: 2, onnotice: () => {} });
  console.log(`Multiplying the practice by ${scale} …`);
  if (scale > 1) await scalePractice(sql, scale);
  const monday = addDays(startOfWeek(dayOf(new Date(), "America/Denver")), 7);
  const dense = await addDenseWeek(sql, monday);
  await sql`insert into account_clinics (account_id, clinic_id)
    select id, ${dense.clinicId} from accounts where email = any(${launched.logins.map(({ email }) => email)})
    on conflict do nothing`;
  await sql`analyze`;
  const cookieOf = async (role: string) => {
    const login = launched.logins.find((one) => one.role === role);
    if (!login) throw new Error(`no demo login for ${role}`);
    return signIn(launched.address, login.email, login.password);
  };
  return {
    address: launched.address,
    dataDir,
    sql,
    superUrl: cluster.url("superuser"),
    ownerUrl: cluster.url("owner"),
    appUrl: cluster.url("app"),
    dense,
    cookies: {
      scheduler: await cookieOf("scheduler"),
      physician: await cookieOf("physician"),
      administrator: await cookieOf("administrator"),
    },
    async close() {
      await sql.end();
      await launched.stop(5000);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function signIn(address: string, email: string, password: string): Promise<string> {
  const body = new URLSearchParams({ email, password }).toString();
  const reply = await request(address, { method: "POST", path: "/sign-in", body });
  const cookie = /set-cookie: (__Host-tendon=[^;]+)/i.exec(reply.head)?.[1];
  if (!cookie) throw new Error(`sign-in failed: ${reply.status}`);
  return cookie;
}
