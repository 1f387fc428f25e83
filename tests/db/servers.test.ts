import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "db/client";
import { isAway, postgresFault } from "db/constraints";
import { NoAddress, readAddress } from "db/pool/address";
import { openOnce } from "db/pool/once";
import { openProxy } from "tests/support/proxy";
import { openPair, type Pair } from "tests/support/standby";

describe("an address", () => {
  test("of several hosts, ports and IPv6 among them, is one for each; the one that takes writes is wanted", () => {
    const { servers, ...rest } = readAddress(
      "postgres://us%40er:p%40ss,word@one:5433,[fd00::2],three/practice?sslmode=require",
    );
    expect(servers.map(({ host, port }) => [host, port])).toEqual([
      ["one", 5433],
      ["fd00::2", 5432],
      ["three", 5432],
    ]);
    expect(servers[1]?.url).toBe("postgres://us%40er:p%40ss,word@[fd00::2]/practice?sslmode=require");
    expect(rest).toEqual({
      wanted: "read-write",
      user: "us@er",
      shown: "one:5433,[fd00::2],three/practice",
    });
  });

  test("says which server is wanted, and the server is not told", () => {
    const { servers, wanted } = readAddress("postgres://one,two/db?target_session_attrs=primary");
    expect([wanted, servers.map(({ url }) => url)]).toEqual([
      "primary",
      ["postgres://one/db", "postgres://two/db"],
    ]);
    expect(readAddress("postgresql://user@one:5432/db").wanted).toBe("any");
  });

  test.each([
    ["nonsense", "is no PostgreSQL address"],
    ["https://one/db", "is no PostgreSQL address"],
    ["postgres://one,,two/db", "names no host"],
    ["postgres:///db", "names no host"],
    ["postgres://user:word@one:70000,two/db", "has a host that cannot be read: one:70000"],
    ["postgres://one:port/db", "has a host that cannot be read: one:port"],
    ["postgres://::1/db", "has a host that cannot be read: ::1"],
    [
      "postgres://one,two/db?target_session_attrs=standby",
      "may have read-write, primary or any as its target_session_attrs",
    ],
  ])("%s %s", (text, fault) => expect(() => readAddress(text)).toThrow(new NoAddress(fault)));
});

describe("of several servers", () => {
  let pair: Pair;
  beforeAll(async () => {
    pair = await openPair();
  });
  afterAll(() => pair.close());

  const hostOf = (url: string) => new URL(url).host;
  const addressOf = (hosts: string[], attributes = "?target_session_attrs=read-write") => {
    const url = pair.primary.url("owner");
    return url.replace(hostOf(url), hosts.join(",")) + attributes;
  };
  const primary = () => hostOf(pair.primary.url("owner"));
  const standby = () => hostOf(pair.standby.url("owner"));

  /** Where each of ten statements at once is done. */
  async function portsOf({ sql: client }: ReturnType<typeof connect>): Promise<number[]> {
    const asked = Array.from({ length: 10 }, () =>
      client.begin(async (tx) => {
        const [row] = await tx.unsafe("select inet_server_port() as port");
        return Number(row?.["port"]);
      }),
    );
    return [...new Set(await Promise.all(asked))];
  }

  test.each(["read-write", "primary"])(
    "the %s one is found, though a standby stands before it",
    async (attribute) => {
      const app = connect(addressOf([standby(), primary()], `?target_session_attrs=${attribute}`));
      expect(await portsOf(app)).toEqual([Number(primary().split(":")[1])]);
      await app.sql.end();
      const once = await openOnce(addressOf([standby(), primary()], ""));
      expect(Array.from(await once`select pg_is_in_recovery() as replays`)).toEqual([{ replays: false }]);
      await once.end();
    },
  );

  test("one that is dead, and one that takes connections and says nothing, are passed over at once", async () => {
    const silent = await openProxy(pair.primary.url("owner"));
    const frozen = hostOf(silent.through(pair.primary.url("owner")));
    silent.freeze();
    const app = connect(addressOf(["127.0.0.1:1", frozen, primary()]));
    const since = performance.now();
    expect(Array.from(await app.db.execute(sql`select 1 as one`))).toEqual([{ one: 1 }]);
    expect(performance.now() - since).toBeLessThan(2_000);
    await app.sql.end();
    await silent.close();
  });

  test("where none takes writes it is the moment's fault; a wrong password is not", async () => {
    const none = connect(addressOf([standby(), "127.0.0.1:1"]));
    const away = await none.db.execute(sql`select 1`).catch((error: unknown) => error);
    expect([isAway(away), postgresFault(away).code]).toEqual([true, "DATABASE_NO_PRIMARY"]);
    await none.sql.end();
    const wrong = connect(addressOf([standby(), primary()]).replace(/:[^:@/]+@/, ":wrong@"));
    const refused = await wrong.db.execute(sql`select 1`).catch((error: unknown) => error);
    expect([isAway(refused), postgresFault(refused).code]).toEqual([false, "28P01"]);
    await wrong.sql.end();
  });

  test("what was opened to one that takes no writes any more is given up, and goes to the new primary", async () => {
    const app = connect(addressOf([primary(), standby()]), { max: 10 });
    const write = () => app.db.execute(sql`create table if not exists fenced (n int)`);
    await write();
    expect(await portsOf(app)).toEqual([Number(primary().split(":")[1])]);
    const boss = await openOnce(pair.primary.url("superuser"));
    await boss.unsafe("alter system set default_transaction_read_only = on");
    await boss.unsafe("select pg_reload_conf()");
    await boss.end();
    // Each connection hears of it in its own time, and until then is not refused.
    let fault: unknown;
    while (!fault)
      fault = await write().then(
        () => null,
        (error: unknown) => error,
      );
    expect([isAway(fault), postgresFault(fault).code]).toEqual([true, "25006"]);
    await pair.promote();
    await write();
    expect(await portsOf(app)).toEqual([Number(standby().split(":")[1])]);
    await app.sql.end();
  });
});
