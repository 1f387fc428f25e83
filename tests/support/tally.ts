import { appendFileSync } from "node:fs";
import type { Answer, Served } from "./served";

/** What a test counts beside what it expects, for `npm run bench -- reliability`; nothing where nobody asks. */
export function tally(name: string, value = 1): void {
  const file = process.env["TALLY_FILE"];
  if (file) appendFileSync(file, `${name} ${String(value)}\n`);
}

/** The same server, each answer of which is told. */
export function counted(served: Served, tell: (answer: Answer) => void): Served {
  return {
    ...served,
    async ask(...asked) {
      const answer = await served.ask(...asked);
      tell(answer);
      return answer;
    },
  };
}
