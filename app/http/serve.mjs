// The built server's own entry: everything, this server included, is in the one bundle.
const build = await import("../../build/server/index.js");
try {
  await build.entry.module.serve(build);
} catch (error) {
  console.error(error instanceof Error && error.name === "ConfigurationFault" ? error.message : error);
  process.exit(1);
}
