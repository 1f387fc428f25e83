import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { closeDatabase, db } from "db/client";
import { migrateDatabase } from "db/migrate";
import { enqueue } from "db/writes/enqueue";
import { anAccount, aPractice } from "tests/support/practice";
import { serveApp, signedIn, type Served } from "tests/support/served";
import { openPair, type Pair } from "tests/support/standby";
import { untilAnswered, whatBecameOf, wishes, type Wish } from "./desks";

export interface FailoverRun {
  /** From the primary's end to the first booking that was asked for later and is acknowledged; the promotion is in it. */
  seconds: number;
  acknowledged: number;
  lost: number;
  half: number;
  overlaps: number;
  /** Answers by status; 0 is none. */
  answers: Record<number, number>;
  /** A browser that listened all the time was told to look again, and then of what was booked. */
  isNewsHeard: boolean;
  isJobDone: boolean;
  isSameProcess: boolean;
}

/**
 * Desks that book without a pause, on a primary with a synchronous standby; the primary loses its power in the middle, and the
 * standby is promoted. Sets the environment of this process's own database, so that it wants one which has not read that.
 */
export async function runFailover(): Promise<FailoverRun> {
  const pair = await openPair({ isSynchronous: true });
  try {
    await migrateDatabase({ ownerUrl: pair.primary.url("owner"), appRole: "tendon_app" });
    process.env.DATABASE_URL = process.env.DATABASE_DIRECT_URL = bothOf(pair);
    process.env.SECRET_KEY ??= randomBytes(32).toString("hex");
    const practice = await aPractice();
    await db.execute(sql`insert into practice (name) values ('The practice')`);
    const token = await signedIn((await anAccount("Sue Sharp", ["scheduler"], [practice.riverside])).id);
    const served = await serveApp();
    const news = await listen(served, token);
    try {
      const all = await wishes(practice, 30, 30);
      return await failOver({ pair, served, token, all, heard: news.heard });
    } finally {
      await served.stop();
      await news.ended;
    }
  } finally {
    await closeDatabase();
    await pair.close();
  }
}

/** Both servers' addresses in one. */
export function bothOf({ primary, standby }: Pair, role: "app" | "owner" = "app"): string {
  const [first, second] = [new URL(primary.url(role)), new URL(standby.url(role))];
  return first.href.replace(first.host, `${first.host},${second.host}`) + "?target_session_attrs=read-write";
}

interface Scene {
  pair: Pair;
  served: Served;
  token: string;
  all: Wish[];
  heard: () => string;
}

async function failOver({ pair, served, token, all, heard }: Scene): Promise<FailoverRun> {
  let isSameProcess = true;
  void served.ended().then(() => (isSameProcess = false));
  const waiting = [...all];
  const acknowledged: Wish[] = [];
  const answers: Record<number, number> = {};
  let killedAt = Infinity;
  let seconds = Infinity;
  let failing: Promise<unknown> | undefined;

  const fail = async () => {
    killedAt = performance.now();
    await pair.primary.kill();
    await pair.promote();
  };
  const desk = async () => {
    for (let wish = waiting.shift(); wish; wish = waiting.shift()) {
      const status = await untilAnswered(served.ask, token, wish, (said, sentAt) => {
        answers[said] = (answers[said] ?? 0) + 1;
        if (said !== 302 || sentAt < killedAt) return;
        seconds = Math.min(seconds, (performance.now() - killedAt) / 1000);
      });
      if (status !== 302) continue;
      acknowledged.push(wish);
      if (acknowledged.length === 20) failing = fail();
    }
  };
  await Promise.all(Array.from({ length: 8 }, desk));
  await failing;

  const { unclaimed, ...became } = await whatBecameOf(all, acknowledged);
  const isNewsHeard = await becomesTrue(() => /"noun":"practice"[^]*"noun":"sessions?"/.test(heard()));
  const isJobDone = await isDone();
  return {
    ...{ seconds, ...became, half: became.half + unclaimed, acknowledged: acknowledged.length },
    ...{ answers, isNewsHeard, isJobDone, isSameProcess },
  };
}

async function listen(served: Served, token: string) {
  let heard = "";
  const reply = await fetch(`${served.origin}/live`, { headers: { cookie: `__Host-tendon=${token}` } });
  const ended = reply.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeTo(new WritableStream({ write: (text) => void (heard += text) }))
    .catch(() => {});
  return { heard: () => heard, ended };
}

/** The worker has found the new primary too. */
async function isDone(): Promise<boolean> {
  const [before] = await db.execute<{ now: string }>(sql`select now()::text as now`);
  await db.transaction((tx) => enqueue(tx, "tidy-sign-ins", {}));
  return becomesTrue(async () => {
    const [job] = await db.execute(sql`
      select 1 from pgboss.job where name = 'tidy-sign-ins' and state = 'completed' and created_on >= ${before?.now}`);
    return job !== undefined;
  });
}

async function becomesTrue(isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  for (const endsAt = performance.now() + 15_000; performance.now() < endsAt;) {
    if (await isSo()) return true;
    await pause(50);
  }
  return false;
}
