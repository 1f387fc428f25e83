import { spawn } from "node:child_process";
import { setPriority } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { restoreOutcomes, restoreSources, trailStates, type RestoreTest } from "~/domain/restore-test";
import { keepRestoreTest, wantsRestoreTest } from "~/features/backups/restore-tests.server";
import { logFault } from "~/http/log.server";
import type { Job } from "./job";

/** Weekly, where there is somewhere to try it: a backup is restored for a look, in a process of its own that gives way to all others. */
export const testRestore: Job = {
  queue: "test-restore",
  everyMinutes: 60,
  async run(_, { now, signal }) {
    if (!(await wantsRestoreTest(now))) return;
    const test = await inOwnProcess(signal);
    await keepRestoreTest(test, new Date());
    if (test.outcome !== "right") logFault("backups", new RestoreTestFailed());
  },
};

class RestoreTestFailed extends Error {
  override name = "RestoreTestFailed";
}

const said = z
  .string()
  .transform((line, context): unknown => {
    try {
      return JSON.parse(line);
    } catch {
      // Its process ended in the middle of the line.
      context.addIssue({ code: "custom", message: "no JSON" });
      return z.NEVER;
    }
  })
  .pipe(
    z.object({
      source: z.enum(restoreSources),
      takenAt: z.coerce.date().nullable(),
      tables: z.number(),
      rows: z.number(),
      bytes: z.number(),
      seconds: z.number(),
      trail: z.enum(trailStates),
      outcome: z.enum(restoreOutcomes),
      fault: z.string().nullable(),
    }),
  );

const lowest = 19;
const heapMiB = 256;

function inOwnProcess(signal: AbortSignal): Promise<RestoreTest> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        `--max-old-space-size=${String(heapMiB)}`,
        // It ends when we do.
        ...["--import", new URL("db/embedded/leash.mjs", `file://${process.cwd()}/`).href],
        ...["--import", "tsx", join("db", "backup", "main.ts"), "restore", "--test"],
      ],
      { stdio: ["ignore", "pipe", "ignore", "ipc"], signal, killSignal: "SIGKILL" },
    );
    if (child.pid) setPriority(child.pid, lowest);
    let out = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.on("error", reject);
    child.on("close", () => {
      resolve(said.safeParse(out.trim().split("\n").at(-1)).data ?? endedEarly);
    });
  });
}

const endedEarly: RestoreTest = {
  source: "kept",
  takenAt: null,
  tables: 0,
  rows: 0,
  bytes: 0,
  seconds: 0,
  trail: "unread",
  outcome: "failed",
  fault: "It ended without a result: was its process killed for want of memory?",
};
