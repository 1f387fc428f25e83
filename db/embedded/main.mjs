import { fileURLToPath } from "node:url";
import { launch } from "./launch.mjs";
import { welcome } from "./print.mjs";
import { PlainError } from "./processes.mjs";

const interruptPatienceMs = 5_000;
const terminatePatienceMs = 25_000;
// npm passes Ctrl-C on to us, who have had it from the terminal already.
const sameKeystrokeMs = 800;

/** `npm start`: launches, says where, and stops everything when told to. */
export async function main() {
  const say = (/** @type {string} */ line) => console.log(line);
  const givingUp = new AbortController();
  /** @type {import("./launch.mjs").Launched | null} */
  let launched = null;
  let stoppingSince = 0;

  const end = async (/** @type {number} */ patienceMs) => {
    const isSecond = stoppingSince > 0;
    if (isSecond && Date.now() - stoppingSince < sameKeystrokeMs) return;
    if (!isSecond) say("\nStopping …");
    stoppingSince ||= Date.now();
    givingUp.abort();
    if (!launched) return; // the start under way fails, tidies up and ends the process
    await launched.stop(isSecond ? 0 : patienceMs);
    process.exit(0);
  };

  // Whoever watched may have gone: a closed terminal or pipe must not take the clinic down.
  process.stdout.on("error", () => {});
  process.stderr.on("error", () => {});
  process.on("SIGINT", () => void end(interruptPatienceMs));
  process.on("SIGTERM", () => void end(terminatePatienceMs));
  process.on("SIGHUP", () => void end(terminatePatienceMs));
  if (process.env.npm_lifecycle_event) {
    // A shell between npm and us keeps npm's SIGTERM to itself; its going is all that we see of it.
    const parent = process.ppid;
    setInterval(
      () => process.ppid !== parent && stoppingSince === 0 && void end(terminatePatienceMs),
      1000,
    ).unref();
  }

  try {
    const root = fileURLToPath(new URL("../..", import.meta.url));
    // Somebody at a terminal keeps the address and the logins before their eyes; a service manager gets the log.
    const logTo = process.stdout.isTTY ? "file" : "output";
    launched = await launch({ root, env: process.env, say, logTo, signal: givingUp.signal });
    if (stoppingSince > 0) {
      await launched.stop(interruptPatienceMs);
      process.exit(0);
    }
    say(welcome(launched.address, launched));
  } catch (error) {
    if (stoppingSince > 0) process.exit(0);
    console.error(error instanceof PlainError ? `\n${error.message}\n` : error);
    process.exit(1);
  }
}
