import { hash, verify } from "@node-rs/argon2";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { refuse } from "~/domain/refusals";

const minLength = 15;
const maxLength = 256;
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Guesses that a stolen hash would stand: below it a phrase is too common. */
const enoughGuessesLog10 = 10;
/** Letters and digits that must be left without the person's, the practice's and our own names. */
const leastOwnPart = 8;
/** Judging takes time with the square of the length, and what is strong by then stays so. */
const judgedLength = 80;

/** Two at a time, so that sign-ins cannot starve the pages of the machine; refuses where too many wait already. */
const atOnce = 2;
const mostWaiting = 60;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= mostWaiting) refuse("too-busy");
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    // The turn is handed on, so that nobody slips in between.
    if (next) next();
    else running -= 1;
  }
}

/** Two keyboards write the same letter in different ways: "é", or "e" and an accent. */
const normal = (password: string) => password.normalize("NFKC");

export const hashPassword = (password: string) => inTurn(() => hash(normal(password), cost));

/** Nobody's, at the same cost as everybody's. */
const decoy =
  "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/** Compares in the same time whether there is a hash or not, so that an unknown e-mail looks like a wrong password. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await inTurn(() => verify(passwordHash ?? decoy, normal(password)));
  return matches && passwordHash !== null;
}

let judge: ZxcvbnFactory | undefined;

/** Why a password is refused, in words, or null. Length in characters; known-breached and context words offline. */
export function whyNotPassword(password: string, context: readonly string[]): string | null {
  const characters = Array.from(normal(password));
  if (characters.length < minLength) {
    return `Use at least ${minLength} characters. A few unrelated words are easy to remember.`;
  }
  if (characters.length > maxLength) return `Use at most ${maxLength} characters.`;
  const known = ["tendon", "prolotherapy", "clinic", ...context.flatMap((text) => text.split(/[\s@.]+/))]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 2);
  judge ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: judgedLength });
  const { guessesLog10 } = judge.check(characters.slice(0, judgedLength).join(""), known);
  const ownPart = known.reduce((left, word) => left.replaceAll(word, ""), normal(password).toLowerCase());
  return guessesLog10 < enoughGuessesLog10 || ownPart.replace(/[^\p{L}\p{N}]/gu, "").length < leastOwnPart
    ? "This is easy to guess: it is built from common, repeated or known words. Use other words, or more of them."
    : null;
}
