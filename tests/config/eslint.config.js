import { fileURLToPath } from "node:url";
import drizzle from "eslint-plugin-drizzle";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import typescript from "typescript-eslint";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Packages that one file alone may import, so that replacing one is a change of that file. */
const behindOneFile = [
  { name: "lucia", only: ["app/http/lucia.server.ts"] },
  { name: "temporal-polyfill", only: ["app/domain/time.ts"] },
  // 114 KB that only pages with a chart may load, and lazily: type imports cost nothing.
  { name: "recharts", only: ["app/ui/chart*.tsx", "app/ui/chart/**", "app/features/*/*chart*.tsx"] },
];

/** @param {typeof behindOneFile} barred */
const noImports = (barred) => ({
  "@typescript-eslint/no-restricted-imports": [
    "error",
    {
      paths: barred.map(({ name, only }) => ({
        name,
        allowTypeImports: true,
        message: `Only ${only.join(", ")} may.`,
      })),
    },
  ],
});

export default typescript.config(
  { ignores: ["build/**", "node_modules/**", ".data/**", "tests/output/**", "drizzle/**"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["**/*.{js,mjs,cjs}"], extends: [typescript.configs.strict] },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [typescript.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { varsIgnorePattern: "^_+$", argsIgnorePattern: "^_+$" },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `string | "all"` says what else a text may be.
      "@typescript-eslint/no-redundant-type-constituents": "off",
      // Costly beside what they find: we have no enums, and what is deprecated stands in the lock file.
      "@typescript-eslint/no-deprecated": "off",
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      // Remix's way to answer from anywhere: a thrown response, or `data()`.
      "@typescript-eslint/only-throw-error": [
        "error",
        {
          allow: [
            { from: "lib", name: "Response" },
            { from: "package", name: "TypedResponse", package: "@remix-run/server-runtime" },
            { from: "package", name: "DataWithResponseInit", package: "@remix-run/router" },
          ],
        },
      ],
    },
  },
  {
    files: ["**/*.tsx"],
    extends: [jsxA11y.flatConfigs.strict],
    plugins: { "react-hooks": reactHooks },
    rules: { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" },
  },
  {
    files: ["{app,db}/**/*.{ts,tsx}"],
    plugins: { drizzle },
    rules: {
      "drizzle/enforce-delete-with-where": ["error", { drizzleObjectName: ["db", "tx"] }],
      "drizzle/enforce-update-with-where": ["error", { drizzleObjectName: ["db", "tx"] }],
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[object.name='sql'][property.name='raw']",
          message: "Text that is not a parameter: no input may ever reach it. Say why it is safe.",
        },
        {
          selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
          message: "What a person typed would become markup.",
        },
      ],
      ...noImports(behindOneFile),
    },
  },
  ...behindOneFile.map(({ name, only }) => ({
    files: only,
    rules: noImports(behindOneFile.filter((other) => other.name !== name)),
  })),
  {
    files: ["tests/**/*.{ts,tsx}"],
    rules: {
      // JSON.parse and the driver's rows: a wrong shape fails the test by itself.
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
);
