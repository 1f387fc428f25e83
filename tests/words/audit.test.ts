import { expect, test } from "vitest";
import { actions as rights } from "~/domain/permissions";
import { allPlanMoves } from "~/domain/plan";
import { allSessionMoves } from "~/domain/session";
import { auditGroups, actionWords } from "~/words/audit";
import { sourcesIn } from "tests/shape/sources";

/** Of actions that are put together of a noun and a verb: the verbs. */
const verbs: Record<string, readonly string[]> = {
  "plan.${input.move}": allPlanMoves,
  "session.${input.move}": allSessionMoves,
  "lot.${input.intent}": ["correct", "add", "count", "retire", "use-again"],
  "report.${input.intent}": ["answer", "decline", "give-up", "reopen"],
  "batch.${status}": ["ready", "failed"],
};

const literal = /["'`](([a-z]+(?:-[a-z]+)*)\.[a-z]+(?:-[a-z]+)*)["'`]/g;
const known = Object.values(auditGroups).flatMap((group) => Object.keys(group));
const nouns = new Set(known.map((action) => action.split(".")[0]));

/** Everything in the code that could be an audit row's action: what is asked of a role has the same shape. */
function actionsInCode(): Set<string> {
  const found = new Set<string>();
  const sources = ["features", "http", "jobs", "routes", "shell"]
    .flatMap((folder) => sourcesIn(`app/${folder}`, /\.tsx?$/))
    .concat(sourcesIn("db/writes", /\.ts$/), sourcesIn("db/seed", /^demo\.ts$/));
  for (const { path, text } of sources.filter(({ path }) => !path.endsWith("route-permissions.ts"))) {
    for (const line of text.split("\n")) {
      for (const [, action = "", noun = ""] of line.matchAll(literal)) {
        if (nouns.has(noun) || /\baction\b/.test(line)) found.add(action);
      }
    }
    for (const [, shape = ""] of text.matchAll(/action: `([a-z-]+\.\$\{[\w.]+\})`/g)) {
      if (!verbs[shape])
        throw new Error(`${path}: ${shape} is put together of verbs that this test does not know`);
      for (const verb of verbs[shape]) found.add(shape.replace(/\$\{.*\}/, verb));
    }
  }
  return found;
}

test("every action that the code writes has its words", () => {
  const actions = [...actionsInCode()].sort();
  expect(actions.length).toBeGreaterThan(100);
  expect(actions.filter((action) => actionWords(action) === null && !(action in rights))).toEqual([]);
});

test("no words are kept of an action that nothing writes any more", () => {
  const text = sourcesIn("app", /\.tsx?$/)
    .concat(sourcesIn("db", /\.ts$/))
    .filter(({ path }) => !path.includes("app/words/"))
    .map((source) => source.text)
    .join("\n");
  const made = new Set(
    Object.entries(verbs).flatMap(([shape, all]) => all.map((verb) => shape.replace(/\$\{.*\}/, verb))),
  );
  const idle = known.filter((action) => !made.has(action) && !new RegExp(`["'\`]${action}["'\`]`).test(text));
  expect(idle).toEqual([]);
});

test("a refusal says what was refused, and an unknown action nothing", () => {
  expect(actionWords("session.book.refused")).toBe("Refused: booked a session");
  expect(actionWords("sign-in.refused")).toBe("Sign-in refused");
  expect(actionWords("moon.land")).toBeNull();
});
