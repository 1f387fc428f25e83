import { requireNode } from "../db/embedded/node-version.mjs";

requireNode();

// Imported only now, as in db/embedded/start.mjs.
import("./steps.mjs").then(({ runTests }) => runTests({ onlyChecks: process.argv[2] === "check" }));
