import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { request, type IncomingMessage } from "node:http";
import { sql } from "drizzle-orm";
import { vi } from "vitest";
import { db } from "db/client";
import { liveChannel, type LiveNews } from "db/writes/notify";
import type { Served } from "tests/support/served";

/** A browser's stream of live updates: all that it was told so far. */
export async function hear(served: Served, token: string) {
  const told: LiveNews[] = [];
  let rest = "";
  const asked = request({
    ...{ host: "127.0.0.1", port: served.port, path: "/live" },
    headers: { cookie: `__Host-tendon=${token}` },
  }).end();
  const [reply] = (await once(asked, "response")) as [IncomingMessage];
  reply.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("data: ")) told.push(JSON.parse(line.slice(6)) as LiveNews);
    }
  });
  reply.on("error", () => {});
  return {
    /** Where something changed, as far as it is said where: "the practice" concerns everybody. */
    told: () =>
      told.filter(({ clinicIds, days }) => clinicIds.length > 0 && !days?.[0]?.startsWith("after-")),
    /** Resolves once all news that were told before now have come. */
    async caughtUp(clinicId: string) {
      const day = `after-${randomUUID()}`;
      const news: LiveNews = { clinicIds: [clinicId], noun: "session", days: [day] };
      await db.execute(sql`select pg_notify(${liveChannel}, ${JSON.stringify(news)})`);
      await vi.waitFor(() => {
        if (!told.some(({ days }) => days?.[0] === day)) throw new Error("not yet");
      }, 10_000);
    },
    stop: () => asked.destroy(),
  };
}
