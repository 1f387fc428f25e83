/**
 * The arrows of the architecture: routes → features → db → domain. Each rule names what a folder may touch; whatever it
 * does not name is forbidden. Exemptions stand by name, with their reason.
 * @type {import("dependency-cruiser").IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: "no-circles",
      comment: "Two files that need each other are one, or lack a third.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    only("domain", "^app/domain/", ["^app/domain/"], "Pure rules import nothing of ours."),
    {
      name: "domain-needs-no-packages",
      comment: "Only time.ts has one, for the zones' rules.",
      severity: "error",
      from: { path: "^app/domain/", pathNot: "^app/domain/time\\.ts$" },
      to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-no-pkg"] },
    },
    only("words", "^app/words/", ["^app/(words|domain)/"]),
    only("formats", "^app/formats/", ["^app/(formats|domain)/"], "Pure encoders and decoders."),
    only("ui", "^app/ui/", ["^app/ui/"], "What could ship in a library knows no clinic."),
    {
      name: "ui-knows-no-router",
      severity: "error",
      from: { path: "^app/ui/" },
      to: { path: "node_modules/(@remix-run|react-router)" },
    },
    only(
      "http",
      "^app/http/",
      ["^app/(http|domain)/", "^app/words/errors\\.ts$", "^app/(paths|env\\.server)\\.ts$", "^db/"],
      "Of words it needs those of answers that no page shows.",
    ),
    // session-popover loads a route's data with a fetcher, and takes its type from it.
    only("shell", "^app/shell/(?!.*\\.server\\.ts$)", [
      "^app/(shell|ui|words|domain|features)/",
      "^app/paths\\.ts$",
      "^app/routes/sessions\\.\\$id\\._index\\.tsx$",
    ]),
    only("shell-server", "^app/shell/.*\\.server\\.ts$", ["^app/(shell|words|domain|features|http)/"]),
    {
      name: "features-may",
      comment:
        "A feature's rules are the domain's, its tables the database's; another feature's are a route's to compose.",
      severity: "error",
      from: {
        path: "^app/features/([^/]+)/",
        pathNot: "^app/features/(batch|courses|repair|waitlist)/.*\\.server\\.ts$",
      },
      to: {
        path: "^(app|db)/",
        pathNot: [
          "^app/features/$1/",
          "^app/(domain|ui|words|formats)/",
          "^app/(paths|env\\.server)\\.ts$",
          "^app/mail/",
          "^db/",
        ],
      },
    },
    only(
      "courses",
      "^app/features/courses/.*\\.server\\.ts$",
      ["^app/features/courses/", "^app/features/sessions/.*\\.server\\.ts$", "^app/(domain|words)/", "^db/"],
      "A course is booked and moved as its sessions are: one rule judges both.",
    ),
    only(
      "waitlist",
      "^app/features/waitlist/.*\\.server\\.ts$",
      ["^app/features/waitlist/", "^app/features/sessions/.*\\.server\\.ts$", "^app/(domain|words)/", "^db/"],
      "Who takes a freed place is booked or moved as at the desk.",
    ),
    only(
      "batch",
      "^app/features/batch/.*\\.server\\.ts$",
      [
        "^app/features/batch/",
        "^app/features/(sessions|courses)/.*\\.server\\.ts$",
        "^app/(domain|words)/",
        "^db/",
      ],
      "What was planned together is booked and moved as at the desk.",
    ),
    only(
      "repair",
      "^app/features/repair/.*\\.server\\.ts$",
      ["^app/features/repair/", "^app/features/sessions/.*\\.server\\.ts$", "^app/(domain|words)/", "^db/"],
      "What lost its place is moved as at the desk.",
    ),
    {
      name: "only-server-files-reach-the-database",
      comment: "What a browser may load must not, not even by its types' company.",
      severity: "error",
      from: { path: "^app/(features|routes|shell|ui|words|formats)/", pathNot: "\\.server\\.tsx?$" },
      to: { path: "^db/", dependencyTypesNot: ["type-only"] },
    },
    only("db", "^db/", ["^db/", "^app/domain/", "^app/env\\.server\\.ts$", "^drizzle/meta/_journal\\.json$"]),
    only(
      "routes",
      "^app/routes/",
      ["^app/(features|http|ui|domain|words|formats|shell)/", "^app/paths\\.ts$"],
      "Authorise, read, decide, reply: no SQL, no rule, and no other route.",
    ),
    only("jobs", "^app/jobs/", [
      "^app/(jobs|features|domain|mail)/",
      "^app/http/(log|metrics)\\.server\\.ts$",
      "^db/",
    ]),
    only("mail", "^app/mail/", ["^app/mail/", "^app/env\\.server\\.ts$"], "One way out, whatever is sent."),
    only(
      "env",
      "^app/(paths|env\\.server)\\.ts$",
      ["^db/pool/address\\.ts$"],
      "An address is read alike by whoever checks it and whoever connects.",
    ),
    {
      name: "one-file-for-lucia",
      severity: "error",
      from: { pathNot: "^app/http/lucia\\.server\\.ts$" },
      to: { path: "node_modules/(lucia|@lucia-auth)/" },
    },
    {
      name: "drizzle-stays-on-the-server",
      severity: "error",
      from: { path: "^app/", pathNot: "(\\.server\\.ts$|^app/jobs/)" },
      to: { path: "node_modules/(drizzle-orm|postgres|pg-boss)/" },
    },
    {
      name: "the-browser-loads-no-zone-rules",
      comment: "Temporal and zod weigh more than the page's budget; components take only types from forms.",
      severity: "error",
      from: { path: "^app/.*\\.tsx$", pathNot: "^app/(routes/.*|root|entry\\.server)\\.tsx$" },
      to: {
        path: ["^app/domain/time\\.ts$", "node_modules/(zod|temporal-polyfill|@conform-to)/", "/forms\\.ts$"],
        dependencyTypesNot: ["type-only"],
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|node_modules/\\.vite)" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    detectJSDocImports: false,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};

/**
 * @param {string} name
 * @param {string} from
 * @param {string[]} may
 * @param {string} [comment]
 */
function only(name, from, may, comment) {
  return {
    name: `${name}-may`,
    ...(comment && { comment }),
    severity: "error",
    from: { path: from },
    to: { path: "^(app|db|tests)/", ...(may.length > 0 && { pathNot: may }) },
  };
}
