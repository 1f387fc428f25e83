import type { z } from "zod";
import type { Asking, Outcome } from "db/command";
import type { secondFactorForm } from "./factor-forms";
import { addPasskey, addTotp, removePasskey, removeTotp, renewRecoveryCodes } from "./factors.server";
import { checkMade, type Site } from "./passkeys.server";

/** What a button of the second factor's page did, and the recovery codes that came of it: seen once. */
interface Done {
  said: string;
  codes: string[] | null;
}

/** `challenge`: the one that this browser was given for making a passkey, spent with this; null where there is none. */
export async function changeFactors(
  asking: Asking,
  signInId: string,
  input: z.output<typeof secondFactorForm>,
  { site, challenge }: { site: Site | null; challenge: string | null },
): Promise<Outcome<Done>> {
  switch (input.intent) {
    case "add-totp":
      return said(await addTotp(asking, signInId, input), "The authenticator app is set up.");
    case "remove-totp":
      return said(await removeTotp(asking, signInId), "The authenticator app is removed.");
    case "add-passkey": {
      const made = site && challenge ? await checkMade(site, challenge, input.answer) : null;
      if (!made) return { ok: false, refusal: { code: "passkey-failed" } };
      return said(
        await addPasskey(asking, signInId, { ...made, name: input.passkeyName }),
        "The passkey is added.",
      );
    }
    case "remove-passkey":
      return said(await removePasskey(asking, signInId, input.passkey), "The passkey is removed.");
    case "renew-codes":
      return said(await renewRecoveryCodes(asking), "Earlier recovery codes no longer work.");
  }
}

const said = (outcome: Outcome<{ codes: string[] | null }>, words: string): Outcome<Done> =>
  outcome.ok ? { ok: true, value: { said: words, codes: outcome.value.codes } } : outcome;
