import { z } from "zod";
import { beginRun, failRun, finishRun, noteProgress } from "~/features/batch/run.server";
import type { Job } from "./job";
import { planInThread } from "./plan-in-thread";

const asked = z.object({ runId: z.uuid() });

const tellEveryMs = 500;

/** Plans the courses of a run within so many seconds, and lays them before whoever asked. */
export const planMany = (seconds = 10): Job => ({
  queue: "plan-many",
  async run(data, { now, signal }) {
    const { runId } = asked.parse(data);
    const problem = await beginRun(runId, now);
    if (!problem) return;
    let told = -Infinity;
    let telling = Promise.resolve();
    const result = await planInThread(problem, {
      seconds,
      signal,
      onProgress(progress, stop) {
        if (performance.now() - told < tellEveryMs) return;
        told = performance.now();
        telling = noteProgress(runId, progress).then(
          (answer) => {
            if (answer === "stop") stop();
          },
          // The database is away for a moment: the next one is told, and the end is not given up for it.
          () => {},
        );
      },
    });
    await telling;
    await finishRun(runId, result, new Date());
  },
});

/** A run that could not be planned, however often it was tried, says so. */
export const planManyGivenUp: Job = {
  queue: "plan-many-given-up",
  async run(data, { now }) {
    await failRun(asked.parse(data).runId, now);
  },
};
