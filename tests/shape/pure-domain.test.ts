import ts from "typescript";
import { expect, test } from "vitest";
import { nodesOf, sourcesIn, treeOf } from "./sources";

/** The clock, chance, the process and the network are arguments of a rule, never read by it. */
function impurityOf(node: ts.Node): string | null {
  if (ts.isNewExpression(node) && node.expression.getText() === "Date" && !node.arguments?.length) {
    return "new Date()";
  }
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.getText();
    if (["Date.now", "Math.random", "performance.now", "Temporal.Now"].includes(text)) return text;
  }
  if (!ts.isIdentifier(node) || !["process", "fetch", "setTimeout", "console"].includes(node.text)) {
    return null;
  }
  const isName = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  const isKey = ts.isPropertyAssignment(node.parent) && node.parent.name === node;
  return isName || isKey ? null : node.text;
}

test("the domain's rules are pure", () => {
  const impure = sourcesIn("app/domain", /\.ts$/).flatMap((source) =>
    [...nodesOf(treeOf(source))].flatMap((node) => {
      const what = impurityOf(node);
      return what ? [`${source.path}: ${what}`] : [];
    }),
  );
  expect(impure).toEqual([]);
});
