import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { floorOf, hasPgbench, statementsOf } from "./floor";
import { load, request, type Ask } from "./http";
import { measure, percentile, type Tell } from "./measure";
import { pssMiB } from "./memory";
import { openPractice, type BenchPractice } from "./practice";

interface Options {
  seconds: number;
  growth: number;
  tell: Tell;
}

/** Each page's requests a second against its own statements run by pgbench, and the week as its clinic grows. */
export async function benchPages(practice: BenchPractice, { seconds, growth, tell }: Options) {
  if (!hasPgbench) console.log("pgbench is absent: the floor is 16 postgres.js connections.");
  const { dense, cookies } = practice;
  const clinic = `clinic=${dense.clinicId}`;
  const pages: [string, Ask][] = [
    ["week", { path: `/calendar/week?${clinic}&date=${dense.monday}`, cookie: cookies.scheduler }],
    ["day", { path: `/calendar/day?${clinic}&date=${dense.monday}`, cookie: cookies.scheduler }],
    ["plans", { path: `/plans?${clinic}&show=active`, cookie: cookies.scheduler }],
    ["outcomes", { path: "/outcomes?clinic=all", cookie: cookies.physician }],
  ];
  for (const [name, ask] of pages) {
    const statements = await statementsOf(practice, ask);
    await warm(practice, ask);
    const page = await load(practice.address, () => ask, { seconds });
    refuseErrors(name, page.statuses);
    const floor = await floorOf(practice.appUrl, statements, seconds);
    tell(measure(`${name}.page`, page.perSecond, "requests/s", floor));
    tell(measure(`${name}.p99`, percentile(page.ms, 0.99), "ms"));
    if (name === "week") {
      tell(measure("week.http", page.perSecond, "requests/s", await bareHttp(practice, ask, seconds)));
      tell(measure("memory.mib", await pssMiB(practice, ask), "MiB"));
    }
  }
  await benchGrowth(practice, seconds, growth, tell);
}

/** The week of 500 in a practice of millions, in the same run: time a page beside the same here. */
async function benchGrowth(small: BenchPractice, seconds: number, growth: number, tell: Tell) {
  if (growth < 2) return;
  const large = await openPractice(growth);
  try {
    const ask = (practice: BenchPractice): Ask => ({
      path: `/calendar/week?clinic=${practice.dense.clinicId}&date=${practice.dense.monday}`,
      cookie: practice.cookies.scheduler,
    });
    // Turn about, since the machine's own speed swings.
    const ms = { small: 0, large: 0 };
    const rounds = 3;
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, practice] of [
        ["small", small],
        ["large", large],
      ] as const) {
        await warm(practice, ask(practice));
        const { perSecond } = await load(practice.address, () => ask(practice), {
          seconds: seconds / rounds,
        });
        ms[name] += 1000 / perSecond / rounds;
      }
    }
    tell(measure("week.growth", ms.large, "ms/request", ms.small));
  } finally {
    await large.close();
  }
}

const warm = (practice: BenchPractice, ask: Ask) => load(practice.address, () => ask, { seconds: 2 });

async function bareHttp(practice: BenchPractice, ask: Ask, seconds: number): Promise<number> {
  const { body } = await request(practice.address, ask);
  const server = createServer((_, response) => {
    response.writeHead(200, { "Content-Type": "text/html", "Content-Length": body.length });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { perSecond } = await load(`http://127.0.0.1:${port}`, () => ({ path: "/" }), { seconds });
  server.close();
  return perSecond;
}

function refuseErrors(name: string, statuses: ReadonlyMap<number, number>) {
  const bad = [...statuses].filter(([status]) => status !== 200);
  if (bad.length > 0)
    throw new Error(`${name} answered ${bad.map(([status, count]) => `${status} × ${count}`).join(", ")}`);
}
