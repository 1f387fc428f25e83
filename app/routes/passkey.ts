import type { ActionFunctionArgs } from "@remix-run/node";
import { passkeyForm } from "~/features/accounts/factor-forms";
import { optionsToAdd, optionsToProve, siteOf } from "~/features/accounts/passkeys.server";
import { requireSignIn } from "~/http/actor.server";
import { ownOrigin } from "~/http/gate.server";
import { readForm } from "~/http/read-form.server";
import { openStep } from "~/http/steps.server";
import { refusalWords } from "~/words/en";

/** Asked for by script alone: the challenge with which one's browser proves, or makes, a passkey. */
export async function action({ request }: ActionFunctionArgs) {
  const { account } = await requireSignIn(request, "self.write");
  const form = await readForm(request, passkeyForm);
  const site = siteOf(ownOrigin(request));
  if (!form.ok || !site) {
    return Response.json({ ok: false, said: refusalWords["passkey-failed"] }, { status: 400 });
  }
  const isNew = form.data.intent === "add";
  const options = isNew ? await optionsToAdd(site, account) : await optionsToProve(site, account.id);
  const cookie = await openStep(isNew ? "passkey-add" : "passkey-proof", account.id, options.challenge);
  return Response.json({ ok: true, options }, { headers: { "Set-Cookie": cookie } });
}
