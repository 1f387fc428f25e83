import { setTimeout as sleep } from "node:timers/promises";

// The longest pause stays well below the ten seconds within which pages must answer again.
const firstPauseMs = 250;
const longestPauseMs = 3_000;
const livedMs = 2_000;

/**
 * Starts a child again whenever it ends, until it is told to stop.
 * @param {{ name: string, first: import("./processes.mjs").Running, start: () => Promise<import("./processes.mjs").Running>, say: (line: string) => void }} options
 * @returns {{ stop: (patienceMs: number) => Promise<void> }}
 */
export function keepRunning({ name, first, start, say }) {
  let current = first;
  let stopping = false;
  const giveUpWaiting = new AbortController();

  const watch = async () => {
    let pauseMs = 0;
    let startedAt = Date.now();
    for (;;) {
      const how = await current.ended;
      if (stopping) return;
      say(`${name} has ended (${how}); starting it again.`);
      const lived = Date.now() - startedAt > livedMs;
      pauseMs = lived ? 0 : Math.min(pauseMs * 2 || firstPauseMs, longestPauseMs);
      await sleep(pauseMs, undefined, { signal: giveUpWaiting.signal }).catch(() => {});
      if (stopping) return;
      startedAt = Date.now();
      try {
        current = await start();
      } catch (error) {
        say(error instanceof Error ? error.message : String(error));
      }
      if (stopping) return current.stop(0);
    }
  };
  const watched = watch();

  return {
    async stop(patienceMs) {
      stopping = true;
      giveUpWaiting.abort();
      await current.stop(patienceMs);
      await watched;
    },
  };
}
