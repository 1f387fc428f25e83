// The built server's own entry: everything, this server included, is in the one bundle.
const build = await import("../../build/server/index.js");
await build.entry.module.serve(build);
