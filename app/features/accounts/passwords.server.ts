import { hash, verify } from "@node-rs/argon2";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

const minLength = 15;
const maxLength = 256;
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Guesses that a stolen hash would stand: below it a phrase is too common. */
const enoughGuessesLog10 = 10;

/** Two at a time, so that sign-ins cannot starve the pages of the machine. */
const atOnce = 2;
const mostWaiting = 60;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= mostWaiting) throw new TooBusy();
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

export class TooBusy extends Error {}

export const hashPassword = (password: string) => inTurn(() => hash(password.normalize("NFKC"), cost));

let decoy: Promise<string> | undefined;
/** Compares in the same time whether there is a hash or not, so that an unknown e-mail looks like a wrong password. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("nobody has this password");
  const against = passwordHash ?? (await decoy);
  const matches = await inTurn(() => verify(against, password.normalize("NFKC")));
  return matches && passwordHash !== null;
}

let judge: ZxcvbnFactory | undefined;

/** Why a password is refused, in words, or null. Length in characters; known-breached and context words offline. */
export function whyNotPassword(password: string, context: string[]): string | null {
  const characters = Array.from(password).length;
  if (characters < minLength) {
    return `Use at least ${minLength} characters. A few unrelated words are easy to remember.`;
  }
  if (characters > maxLength) return `Use at most ${maxLength} characters.`;
  judge ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength });
  const words = context.flatMap((text) => text.split(/[\s@.]+/)).filter((word) => word.length > 2);
  const { guessesLog10 } = judge.check(password, [...words, "tendon", "prolotherapy", "clinic"]);
  return guessesLog10 < enoughGuessesLog10
    ? "This is easy to guess: it is built from common, repeated or known words. Use other words, or more of them."
    : null;
}
