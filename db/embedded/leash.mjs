// Loaded into the app before its own code: without its launcher it must not go on holding the port.
import process from "node:process";

process.once("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), 15_000).unref();
});
process.channel?.unref();
