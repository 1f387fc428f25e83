import { requireNode } from "./node-version.mjs";

requireNode();

// Imported only now: what follows is in a syntax an old Node would stumble over.
import("./main.mjs").then(({ main }) => main());
