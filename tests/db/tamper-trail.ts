import fc from "fast-check";
import { asIntruder, found, sealAll, someEvents } from "./audit-practice";
import { aTampering } from "./tamperings";

const BATCHES = 3;
const EVENTS = 3;

/**
 * Seals a trail anew for each of so many tamperings, does one of them as the server's superuser, and says which the
 * verification misses. It empties the trail of the database that the app's code is connected to.
 */
export async function tamperTrail(
  superUrl: string,
  runs: number,
  seed = Date.now(),
): Promise<{ tried: number; missed: string[] }> {
  const missed: string[] = [];
  const tamperings = fc.sample(aTampering({ events: BATCHES * EVENTS, seals: BATCHES }), {
    numRuns: runs,
    seed,
  });
  for (const { what, act, isSealedAfter } of tamperings) {
    await asIntruder(superUrl, (intruder) => intruder`truncate audit_events, audit_seals`);
    const heads = [];
    for (let batch = 0; batch < BATCHES; batch += 1) {
      await someEvents(EVENTS);
      heads.push(...(await sealAll()));
    }
    const before = await found(heads);
    const isDone = await asIntruder(superUrl, act);
    if (before.length > 0 || !isDone) throw new Error(`${what} (seed ${String(seed)}) is no tampering`);
    if (isSealedAfter) await sealAll();
    if ((await found(heads)).length === 0) missed.push(`${what} (seed ${String(seed)})`);
  }
  return { tried: tamperings.length, missed };
}
