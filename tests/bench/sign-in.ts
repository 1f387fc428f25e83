import { createHash, randomBytes } from "node:crypto";
import { Connection } from "./http";
import { measure, percentile, type Tell } from "./measure";
import type { BenchPractice } from "./practice";

const ROUNDS = 60;

/**
 * How long a deactivated account is still answered, and whether the time that a refused sign-in takes tells an address that
 * exists from one that does not.
 */
export async function benchSignIn(practice: BenchPractice, { tell }: { tell: Tell }) {
  tell(measure("revoke.ms", await revocation(practice), "ms after the answer, the worst of 30"));
  tell(measure("signin.gap.ms", await signInGap(practice), "ms between medians of 60"));
}

async function revocation({ address, sql, cookies }: BenchPractice): Promise<number> {
  const [somebody] = await sql<{ id: string }[]>`
    select id from accounts where roles = '{scheduler}' and email not like 'anouk%' order by id limit 1`;
  const id = somebody?.id ?? "";
  const [desk, office] = [new Connection(address), new Connection(address)];
  const press = (intent: string) =>
    office.ask({
      method: "POST",
      path: `/settings/accounts/${id}.data`,
      cookie: cookies.administrator,
      body: `intent=${intent}`,
    });
  let worst = 0;
  for (let round = 0; round < 30; round += 1) {
    const token = randomBytes(32).toString("base64url");
    await sql`insert into sign_ins (id, account_id, expires_at)
      values (${createHash("sha256").update(token).digest("hex")}, ${id}, now() + interval '1 hour')`;
    const ask = () => desk.ask({ path: "/", cookie: `__Host-tendon=${token}` });
    if ((await ask()).status !== 200) throw new Error("nobody is signed in");
    let told = Infinity;
    const ended = press("deactivate").then(({ status }) => {
      if (status >= 400) throw new Error(`deactivating was answered ${String(status)}`);
      told = performance.now();
    });
    // Asks on without a pause; what was begun after the answer and let in came too late.
    let begun = performance.now();
    let lastLetIn = 0;
    while ((await ask()).status === 200) {
      lastLetIn = begun;
      begun = performance.now();
    }
    await ended;
    worst = Math.max(worst, lastLetIn - told);
    if ((await press("reactivate")).status >= 400) throw new Error("reactivating was refused");
  }
  desk.close();
  office.close();
  return Math.max(0, worst);
}

async function signInGap({ address, sql }: BenchPractice): Promise<number> {
  const [known, gone] = await sql<{ email: string }[]>`select email::text from accounts order by id limit 2`;
  const before = await sql`
    update accounts set deactivated_at = now() where email = ${gone?.email ?? ""} and deactivated_at is null returning id`;
  const connection = new Connection(address);
  const who = [known?.email ?? "", "nobody-at-all@tendon.example", gone?.email ?? ""];
  const times: number[][] = who.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, email] of who.entries()) {
      // Who is made to wait for earlier tries answers at once, which is another question.
      await sql`delete from throttles`;
      const body = new URLSearchParams({ email, password: "seven loud herons wade" }).toString();
      const from = performance.now();
      const { status } = await connection.ask({ method: "POST", path: "/sign-in", body });
      if (status >= 300 && status !== 400) throw new Error(`a wrong password was answered ${String(status)}`);
      if (round > 4) times[index]?.push(performance.now() - from);
    }
  }
  connection.close();
  if (before.length > 0) await sql`update accounts set deactivated_at = null where id = ${before[0]?.["id"]}`;
  const medians = times.map((all) => percentile(all, 0.5));
  return Math.max(...medians) - Math.min(...medians);
}
