const rememberedMs = 120_000;

/** Where the primary's log was, and when: a replica that has come so far shows what was true then. */
export class Positions {
  #noted: { at: number; position: number }[] = [];

  note(at: number, position: number) {
    // A primary behind the last one: another took over, and what was noted was never its own.
    if ((this.#noted.at(-1)?.position ?? 0) > position) this.#noted = [];
    this.#noted.push({ at, position });
    while (at - (this.#noted[0]?.at ?? at) > rememberedMs) this.#noted.shift();
  }

  /** As of when at least something shows that has come so far; null where that is longer ago than is remembered. */
  asOf(position: number): number | null {
    return this.#noted.findLast((one) => one.position <= position)?.at ?? null;
  }
}
