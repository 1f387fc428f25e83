import { Worker } from "node:worker_threads";
import type { BatchProblem, BatchProgress, BatchResult } from "~/domain/batch/plan-many";

export interface ThreadInput {
  problem: BatchProblem;
  seconds: number;
  /** Set to 1 by our side, which the thread is too busy to hear. */
  stop: Int32Array;
}

export type ThreadSaid = { progress: BatchProgress } | { result: BatchResult };

interface Options {
  seconds: number;
  signal: AbortSignal;
  /** Told a few times a second; what it answers is not waited for. */
  onProgress: (progress: BatchProgress, stop: () => void) => void;
}

const heapMiB = 256;

/**
 * Plans in a thread of its own, so that pages are answered meanwhile. It ends with its work, and its memory with it.
 * After `stop` the best that is known comes; when the signal is given, nothing.
 */
export function planInThread(
  problem: BatchProblem,
  { seconds, signal, onProgress }: Options,
): Promise<BatchResult> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    // The server's build replaces this by where it put the file that it made of it: vite.config.ts.
    const file = new URL("./plan-many-thread.ts", import.meta.url);
    const isSource = file.pathname.endsWith(".ts");
    const thread = new Worker(isSource ? fromSource(file) : file, {
      eval: isSource,
      workerData: { problem, seconds, stop } satisfies ThreadInput,
      resourceLimits: { maxOldGenerationSizeMb: heapMiB },
    });
    const end = () => void thread.terminate();
    signal.addEventListener("abort", end, { once: true });
    thread.on("message", (said: ThreadSaid) => {
      if ("result" in said) resolve(said.result);
      else onProgress(said.progress, () => Atomics.store(stop, 0, 1));
    });
    thread.on("error", reject);
    thread.on("exit", () => {
      signal.removeEventListener("abort", end);
      reject(signal.aborted ? new Error("told to end") : new Error("the thread ended without a result"));
    });
  });
}

/** For tests, which run what is written and not what is built. Flags of tsx's do not reach a thread. */
const fromSource = (file: URL) =>
  `import("tsx/esm/api").then(({ register }) => (register(), import(${JSON.stringify(file.href)})))`;
