import { parentPort, workerData } from "node:worker_threads";
import { planMany } from "../domain/batch/plan-many";
import type { ThreadInput, ThreadSaid } from "./plan-in-thread";

/** What runs in the thread: the planning, told to the other side as it goes. */
const { problem, seconds, stop } = workerData as ThreadInput;
const say = (said: ThreadSaid) => parentPort?.postMessage(said);
const begun = performance.now();
const result = planMany(problem, {
  seconds,
  elapsedMs: () => performance.now() - begun,
  onProgress: (progress) => {
    say({ progress });
    return Atomics.load(stop, 0) === 0 ? "go on" : "stop";
  },
});
say({ result });
