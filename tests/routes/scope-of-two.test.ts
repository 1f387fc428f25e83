import { isDeepStrictEqual as isDeepEqual } from "node:util";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { may } from "~/domain/permissions";
import { freshDatabase } from "tests/support/database";
import { readPageData } from "tests/support/page-data";
import { serveStill, type Served } from "tests/support/served";
import { addressOf, dataOf, everyRoute, namesRecord } from "./addresses";
import { listsIn, numbersIn } from "./compare";
import {
  aCrowd,
  aFullClinic,
  aPracticeOfOne,
  ownCourse,
  people,
  worksOnlyAt,
  type Person,
  type Role3,
} from "./two-practices";
import type { Site } from "./world";

/**
 * What an account of two clinics is shown is what each of them has, together and once; and a list, its counts, its pages,
 * its file and its search agree on every filter.
 */
let database: Awaited<ReturnType<typeof freshDatabase>>;
let served: Served;
let here: Site;
let there: Site;
let hereOnly: Record<Role3, Person>;
let thereOnly: Record<Role3, Person>;
/** At the one, then at the other, then at both. */
let roaming: Record<Role3, Person>;
const desks = ["scheduler", "physician"] as const;

beforeAll(async () => {
  database = await freshDatabase();
  await aPracticeOfOne();
  here = await aFullClinic("Riverside");
  there = await aFullClinic("Harbour");
  hereOnly = await people("Rhea", [here.clinicId]);
  thereOnly = await people("Theo", [there.clinicId]);
  roaming = await people("Roy", [here.clinicId]);
  await ownCourse(here, roaming.physician.actor, 8);
  await ownCourse(there, roaming.physician.actor, 16);
  served = await serveStill();
});
afterAll(async () => {
  await served.stop();
  await closeDatabase();
  await database.drop();
});

const ask = (person: Person, address: string) => served.ask(address, { as: person.token });

/** Pages of which there is one for all of an account's clinics. */
const overviews = everyRoute.flatMap(([route, { loader }]) =>
  loader && loader !== "public" && route !== "routes/live" && !namesRecord(route) ? [{ route, loader }] : [],
);

/** Numbers that do not add up, and why. */
const notAdded = [
  // The same for everybody, wherever they work.
  /^(seconds|warnSeconds|pageSize|filter\.page|factors|recoveryLeft|setup|most|kept|choices\.most)/,
  // A clock, and hours of a day.
  /^view\.(now|frame|phases)/,
  // Shares and what is worked out of them; two clinics' funnel, which one clinic has not.
  /(share|lower|upper|response|target|centre|tauSquared|phi)$|^outcomes\.clinics\./,
];

/** Pages that show one clinic at a time: asked for each, they say what the clinic's own account is told. */
const oneAtATime = /^routes\/(calendar\.|batch\._index|morning-pack\.file)/;

/** Lists that end somewhere: of several clinics only some of their rows. */
const limited = ["routes/_index", "routes/find._index"];

const union = <T>(one: Set<T>, other: Set<T>) => new Set([...one, ...other]);

interface Told {
  numbers: Map<string, number>;
  ids: Set<string>;
  lines: Set<string>;
}

describe.each(desks)("a %s of two clinics", (who) => {
  const told = async (address: string, known: Set<string>): Promise<Told> => {
    const { status, text } = await ask(roaming[who], address);
    expect([address, status]).toEqual([address, 200]);
    const data = text.startsWith("[{") ? Object.values(readPageData(text)).at(-1) : null;
    const ids = [...text.matchAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g)].map(([id]) => id);
    return {
      numbers: numbersIn(data),
      ids: new Set(ids.filter((id) => known.has(id))),
      lines: new Set(text.split("\r\n").filter((line) => !/^DTSTAMP|^$/.test(line))),
    };
  };
  const toldAt = async (clinicIds: string[], address: string, known: Set<string>) => {
    await worksOnlyAt(roaming[who].actor, clinicIds);
    return told(address, known);
  };
  const atEach = async (address: string, known: Set<string>) => ({
    one: await toldAt([here.clinicId], address, known),
    other: await toldAt([there.clinicId], address, known),
    all: await toldAt([here.clinicId, there.clinicId], address, known),
  });

  test.each(["", "?q=zq", "?show=all", "?show=waiting"])(
    "is shown what both show, and every count adds up: %s",
    async (query) => {
      const known = await rowIds();
      const wrong: string[] = [];
      let [added, seen] = [0, 0];
      for (const { route, loader } of overviews) {
        const address = dataOf(addressOf(route, here) + query);
        if (!may(roaming[who].actor, loader) || oneAtATime.test(route)) continue;
        const { one, other, all } = await atEach(address, known);
        const together = union(one.ids, other.ids);
        const isRight = limited.includes(route)
          ? [...all.ids].every((id) => together.has(id))
          : isDeepEqual(all.ids, together);
        if (!isRight)
          wrong.push(`${address}: ${one.ids.size} and ${other.ids.size} rows make ${all.ids.size}`);
        for (const [path, sum] of all.numbers) {
          if (notAdded.some((never) => never.test(path))) continue;
          const [a, b] = [one.numbers.get(path) ?? 0, other.numbers.get(path) ?? 0];
          if (a + b !== sum) wrong.push(`${address}: ${path} ${a} and ${b} make ${sum}`);
          added += Number(a > 0 && b > 0);
        }
        seen += all.ids.size;
      }
      expect(wrong, wrong.join("\n")).toEqual([]);
      expect(added).toBeGreaterThan(5);
      expect(seen).toBeGreaterThan(30);
    },
  );

  test("who chooses one of them is shown what its own people are", async () => {
    const known = await rowIds();
    for (const { route, loader } of overviews) {
      if (!may(roaming[who].actor, loader) || !oneAtATime.test(route)) continue;
      for (const { clinicId } of [here, there]) {
        const address = dataOf(addressOf(route, here));
        const alone = await toldAt([clinicId], address, known);
        const chosen = await toldAt([here.clinicId, there.clinicId], `${address}?clinic=${clinicId}`, known);
        expect([route, chosen.ids, chosen.numbers]).toEqual([route, alone.ids, alone.numbers]);
      }
    }
  });

  test.each(["/plans.csv?show=all", "/plans.csv?show=all&q=twin", "/feed.ics"])(
    "takes both files along: %s",
    async (path) => {
      const address = path === "/feed.ics" ? `${path}?token=${roaming[who].feed}` : path;
      const { one, other, all } = await atEach(address, new Set());
      expect(all.lines.size).toBeGreaterThan(3);
      expect(all.lines).toEqual(union(one.lines, other.lines));
      expect(one.lines).not.toEqual(other.lines);
    },
  );
});

async function rowIds(): Promise<Set<string>> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from patients union all select id from plans union all select id from sessions
    union all select id from outcome_reports union all select id from lots union all select id from waitlist_entries`);
  return new Set(rows.map(({ id }) => id));
}

describe("one filter, asked in several ways", () => {
  const data = async (person: Person, path: string) => {
    const { status, text } = await ask(person, dataOf(path));
    expect([path, status]).toEqual([path, 200]);
    return numbersAndRows(Object.values(readPageData(text)).at(-1));
  };
  const numbersAndRows = (value: unknown) => ({ numbers: numbersIn(value), lists: listsIn(value) });
  const linesOf = async (person: Person, path: string) => {
    const { status, text } = await ask(person, path);
    expect([path, status]).toEqual([path, 200]);
    return text.trim().split("\r\n").slice(1);
  };

  beforeAll(() => aCrowd(there));

  test.each(desks)("plans, for a %s: tab, pager, pages and file", async (who) => {
    for (const [person, more] of [
      [hereOnly[who], false],
      [thereOnly[who], true],
    ] as const) {
      for (const search of ["", "&q=twin"]) {
        const { numbers } = await data(person, `/plans?show=all${search}`);
        const tabs = [...numbers.keys()].filter((path) => path.startsWith("counts."));
        expect(tabs.length).toBeGreaterThan(6);
        for (const tab of tabs.map((path) => path.replace("counts.", ""))) {
          const path = `?show=${tab}${search}`;
          const first = await data(person, `/plans${path}`);
          const total = first.numbers.get(`counts.${tab}`) ?? -1;
          const pages = Math.max(1, Math.ceil(total / 50));
          let rows = 0;
          for (let page = 1; page <= pages; page += 1) {
            rows += (await data(person, `/plans${path}&page=${String(page)}`)).lists.get("rows")?.length ?? 0;
          }
          const file = await linesOf(person, `/plans.csv${path}`);
          expect([path, first.numbers.get("total"), rows, file.length]).toEqual([path, total, total, total]);
        }
      }
      expect(((await data(person, "/plans?show=all")).numbers.get("total") ?? 0) > 50).toBe(more);
    }
  });

  test.each(desks)("patients, for a %s: tabs, pages and the palette", async (who) => {
    for (const person of [hereOnly[who], thereOnly[who]]) {
      for (const search of ["", "&q=twin", "&q=zq"]) {
        const { numbers } = await data(person, `/patients?show=all${search}`);
        const total = numbers.get("counts.all") ?? 0;
        expect(total).toBe((numbers.get("counts.active") ?? 0) + (numbers.get("counts.inactive") ?? 0));
        let rows = 0;
        for (let page = 1; page <= Math.max(1, Math.ceil(total / 50)); page += 1) {
          const { lists } = await data(person, `/patients?show=all${search}&page=${String(page)}`);
          rows += lists.get("rows")?.length ?? 0;
        }
        expect([search, rows]).toEqual([search, total]);
        if (search === "") continue;
        const found = (await ask(person, `/find?${search.slice(1)}`)).text.match(
          /href="\/patients\/[0-9a-f-]{36}"/g,
        );
        expect(found?.length ?? 0).toBe(Math.min(6, total));
      }
    }
  });

  test("a desk: Today's numbers, and the pages that they lead to", async () => {
    for (const person of [hereOnly.scheduler, thereOnly.scheduler]) {
      const { numbers } = await data(person, "/");
      const plans = (await data(person, "/plans")).numbers;
      const calls = await data(person, "/follow-up");
      const waitlist = await data(person, "/waitlist");
      expect(numbers.get("desk.attention")).toBe(plans.get("counts.attention"));
      expect(numbers.get("desk.unanswered")).toBe(plans.get("counts.unanswered"));
      expect(numbers.get("desk.calls.all")).toBe(calls.numbers.get("list.callCount"));
      expect(numbers.get("desk.freePlaces")).toBe(waitlist.lists.get("free")?.length);
    }
  });

  test("figures: the page and its file", async () => {
    for (const person of [hereOnly.physician, thereOnly.physician, hereOnly.administrator]) {
      const { numbers } = await data(person, "/outcomes");
      const [header = "", ...rows] = (await ask(person, "/outcomes.csv?figure=share")).text
        .trim()
        .split("\r\n");
      const due = header.split(",").indexOf("Due");
      expect(rows[0]?.split(",")[due]).toBe(String(numbers.get("outcomes.total.due")));
      expect(numbers.get("outcomes.total.due")).toBeGreaterThan(10);
    }
  });

  test("a lot: who had it, and the file", async () => {
    for (const [person, site] of [
      [hereOnly.physician, here],
      [thereOnly.physician, there],
    ] as const) {
      const { lists } = await data(person, `/lots/${site.lotId}`);
      const file = await linesOf(person, `/lots/${site.lotId}/csv`);
      expect(file.length).toBeGreaterThan(0);
      expect(lists.get("uses")).toHaveLength(file.length);
    }
  });
});
