import type { z } from "zod";
import type { Asking, Outcome } from "db/command";
import { resetFactors } from "./factors.server";
import { closeSignIns, deactivateAccount, reactivateAccount, renewLink } from "./commands.server";
import type { accountActForm } from "./forms";

/** What a button of an account's page did, in the past tense, and the link it made. */
interface Done {
  said: string;
  token?: string;
}

export async function actOnAccount(
  asking: Asking,
  account: { id: string; name: string },
  input: z.output<typeof accountActForm>,
  currentSignInId: string,
): Promise<Outcome<Done>> {
  const done = <T>(outcome: Outcome<T>, say: (value: T) => Done): Outcome<Done> =>
    outcome.ok ? { ok: true, value: say(outcome.value) } : outcome;
  const { id, name } = account;
  switch (input.intent) {
    case "link":
      return done(await renewLink(asking, id), ({ token }) => ({
        said: "A new one-time link is made.",
        token,
      }));
    case "deactivate":
      return done(await deactivateAccount(asking, id), () => ({ said: `${name} is deactivated.` }));
    case "reactivate":
      return done(await reactivateAccount(asking, id), () => ({ said: `${name} can sign in again.` }));
    case "reset-factor":
      return done(await resetFactors(asking, id), () => ({
        said: `${name} signs in with the password alone, until they set up another second factor.`,
      }));
    case "end-sign-ins": {
      const which = input.signIn ? { only: input.signIn } : { keep: currentSignInId };
      return done(await closeSignIns(asking, id, which), ({ ended }) => ({
        said: ended === 1 ? "The sign-in has ended." : `${ended} sign-ins have ended.`,
      }));
    }
  }
}
