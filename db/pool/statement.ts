import type { Rows } from "./wire";

/** Sent once somebody waits for it, as postgres.js's own are: until then it may be asked for bare rows. */
export class Statement implements PromiseLike<Rows> {
  #isBare = false;
  #answer: Promise<Rows> | undefined;
  readonly #send: (isBare: boolean) => Promise<Rows>;

  constructor(send: (isBare: boolean) => Promise<Rows>) {
    this.#send = send;
  }

  values(): this {
    this.#isBare = true;
    return this;
  }

  then<A = Rows, B = never>(
    onRows?: ((rows: Rows) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#answer ??= this.#send(this.#isBare);
    return this.#answer.then(onRows, onError);
  }

  catch<B>(onError: (error: unknown) => B | PromiseLike<B>): Promise<Rows | B> {
    return this.then(null, onError);
  }
}
