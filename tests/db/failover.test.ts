import { expect, test } from "vitest";
import { tally } from "tests/support/tally";
import { runFailover } from "./failover-run";

test("the primary ends under load, its synchronous standby is promoted: back within ten seconds, nothing acknowledged lost", async () => {
  const run = await runFailover();
  console.log(JSON.stringify(run));
  tally("failover.s", run.seconds);
  tally("failover.acknowledged", run.acknowledged);
  tally("failover.lost", run.lost + run.half);
  tally("overlaps", run.overlaps);
  expect(run).toMatchObject({ lost: 0, half: 0, overlaps: 0 });
  expect(run).toMatchObject({ isNewsHeard: true, isJobDone: true, isSameProcess: true });
  expect(run.seconds).toBeLessThanOrEqual(10);
  expect(run.acknowledged).toBeGreaterThan(20);
  expect(Object.keys(run.answers).filter((status) => !["0", "302", "409", "503"].includes(status))).toEqual(
    [],
  );
}, 240_000);
