import { basename } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { actions } from "~/domain/permissions";
import { routePermissions } from "~/http/route-permissions";
import { nodesOf, sourcesIn, treeOf, type Source } from "./sources";

const files = [...sourcesIn("app", /^root\.tsx$/), ...sourcesIn("app/routes", /\.tsx?$/)];
const nameOf = ({ path }: Source) =>
  path === "app/root.tsx" ? "root" : `routes/${basename(path).replace(/\.tsx?$/, "")}`;

/** The functions that a file exports as its loader and action; either can be called without the other, or a page. */
function entrancesOf(source: Source) {
  const found = new Map<string, ts.Node>();
  for (const statement of treeOf(source).statements) {
    if (ts.isFunctionDeclaration(statement) && isExported(statement) && statement.name) {
      found.set(statement.name.text, statement);
    }
    if (ts.isVariableStatement(statement) && isExported(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (initializer) found.set(name.getText(), initializer);
      }
    }
    if (ts.isExportDeclaration(statement) && /\b(loader|action)\b/.test(statement.getText())) {
      throw new Error(`${source.path} must write its loader and action itself`);
    }
  }
  return { loader: found.get("loader"), action: found.get("action") };
}

const isExported = (node: ts.FunctionDeclaration | ts.VariableStatement) =>
  node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;

/** What it asks for before it waits for anything else; "public" where it asks for nobody. */
function asksFor(entrance: ts.Node): string {
  const calls = [...nodesOf(entrance)].filter(ts.isCallExpression);
  const gates = calls.filter((call) => /^require(Actor|SignIn|Proved)$/.test(call.expression.getText()));
  const [gate] = gates;
  if (!gate) return "public";
  const firstAwaited = [...nodesOf(entrance)].find(ts.isAwaitExpression)?.expression;
  const [request, action] = gate.arguments;
  if (gates.length > 1) return "more than one permission";
  if (firstAwaited !== gate) return "something before its permission";
  if (request?.getText() !== "request" || !action || !ts.isStringLiteral(action)) {
    return "a permission that cannot be read off";
  }
  return action.text;
}

describe.each(files.map((source) => [nameOf(source), source] as const))("%s", (name, source) => {
  const { loader, action } = entrancesOf(source);

  test("its loader and action ask first for what the table says", () => {
    const isProved = (loader ?? action)?.getText().includes(loader ? "requireProved(" : "unproved(") === true;
    const asked = {
      ...(loader && { loader: asksFor(loader) }),
      ...(action && { action: asksFor(action) }),
      ...(isProved && { proved: true as const }),
    };
    if (isProved && action) expect(action.getText()).toContain("unproved(signIn)");
    expect(asked).toEqual(routePermissions[name]);
  });

  test("reads through queries and writes through commands", () => {
    expect(source.text).not.toMatch(/from "(db\/|drizzle-orm|postgres)|\bsql`|\bsql\(/);
  });

  test("names no patient where a browser's history or a window's title would keep it", () => {
    const meta = treeOf(source).statements.find((statement) =>
      /^export (const|function) meta\b/.test(statement.getText()),
    );
    expect(meta?.getText() ?? "").not.toMatch(/patient\w*\.|familyName|givenName|\.name\b/);
  });
});

test("the table names every route and no other", () => {
  expect(Object.keys(routePermissions).sort()).toEqual(files.map(nameOf).sort());
});

test("every action in the permissions is asked for somewhere, or decides within a page", () => {
  const asked = new Set(Object.values(routePermissions).flatMap(({ loader, action }) => [loader, action]));
  const inside = [...sourcesIn("app", /\.tsx?$/)].filter(({ path }) => !path.includes("domain/permissions"));
  const unused = Object.keys(actions).filter(
    (action) =>
      !asked.has(action as keyof typeof actions) && !inside.some(({ text }) => text.includes(`"${action}"`)),
  );
  expect(unused).toEqual([]);
});
