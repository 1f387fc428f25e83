import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { expect, test } from "vitest";
import * as schema from "db/schema";
import { sourcesIn } from "./sources";

test("the migrations make the schema that the code reads", async () => {
  const latest = sourcesIn("drizzle/meta", /_snapshot\.json$/).at(-1);
  const migrated = JSON.parse(latest?.text ?? "{}");
  const wanted = generateDrizzleJson(schema, migrated.id, undefined, "snake_case");
  expect(await generateMigration(migrated, wanted)).toEqual([]);
});

test("a table or column goes only once no version still serving reads it", () => {
  const dropping = sourcesIn("drizzle", /\.sql$/).filter(({ text }) => /\bDROP (TABLE|COLUMN)\b/i.test(text));
  expect(dropping.map(({ path }) => path)).toEqual([]);
});
