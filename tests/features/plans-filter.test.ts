import fc from "fast-check";
import { expect, test } from "vitest";
import { planStatuses, regions } from "~/domain/vocabulary";
import { filterQuery, planColumns, planShows, planSorts, viewQuery } from "~/features/plans/filter";
import { readChosen, readPlanFilter } from "~/features/plans/forms";
import { paths } from "~/paths";

const read = (query: string) => readPlanFilter(new URLSearchParams(query));

const aQuery = fc
  .record(
    {
      show: fc.constantFrom(...planShows, "nowhere"),
      q: fc.string(),
      region: fc.constantFrom(...regions, "tail"),
      physician: fc.oneof(fc.uuid(), fc.string()),
      status: fc.constantFrom(...planStatuses, "lost"),
      guidance: fc.constantFrom("ultrasound", "fluoroscope", "stars"),
      counted: fc.constantFrom(
        "3-months.2025-11.2026-10",
        "begun.2025-11.2026-01",
        "3-months.2025-11",
        "x.2025-11.2026-10",
      ),
      sort: fc.constantFrom(...planSorts, "id; drop table plans"),
      direction: fc.constantFrom("ascending", "descending", "sideways"),
      page: fc.oneof(fc.integer({ min: -3, max: 20_000 }).map(String), fc.string()),
      columns: fc.oneof(
        fc.subarray([...planColumns]).map((names) => names.join(",")),
        fc.string(),
      ),
    },
    { requiredKeys: [] },
  )
  .map((known) => new URLSearchParams(known));

test("a URL written back means the same, and a view saved from it too", () => {
  fc.assert(
    fc.property(aQuery, (query) => {
      const filter = readPlanFilter(query);
      const url = new URL(paths.plans(filterQuery(filter)), "http://tendon.example");
      expect(readPlanFilter(url.searchParams)).toEqual(filter);
      expect(read(viewQuery(filter))).toEqual({ ...filter, page: 1 });
    }),
  );
});

test("the usual view has the shortest address", () => {
  expect(paths.plans(filterQuery(read("")))).toBe("/plans");
  expect(paths.plans(filterQuery(read("show=attention&sort=gap&direction=descending&page=1")))).toBe(
    "/plans",
  );
});

test("a status asked for by name is looked for among all plans", () => {
  expect(read("show=late&status=stopped")).toMatchObject({ show: "all", status: "stopped" });
  expect(read("show=unanswered&status=stopped")).toMatchObject({ show: "unanswered", status: "stopped" });
});

test("columns come as ticked boxes or in one word", () => {
  expect(read("column=gap&column=region&column=secret").columns).toEqual(["region", "gap"]);
  expect(read("columns=gap,region").columns).toEqual(["region", "gap"]);
  expect(read("").columns).toBeNull();
});

test("plans are chosen by their ids alone, for what can be done to several", () => {
  const id = "00f52bc6-1719-8620-be2c-36e300773b2c";
  expect(readChosen(new URLSearchParams(`move=hold&chosen=${id}&chosen=x`))).toEqual({
    move: "hold",
    ids: [id],
  });
  expect(readChosen(new URLSearchParams(`move=stop&chosen=${id}`))).toBeNull();
});
