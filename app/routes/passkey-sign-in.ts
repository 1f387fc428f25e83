import type { ActionFunctionArgs } from "@remix-run/node";
import { passkeySignInForm } from "~/features/accounts/factor-forms";
import { optionsToProve, siteOf } from "~/features/accounts/passkeys.server";
import { signInByPasskey } from "~/features/accounts/prove.server";
import { currentRequest } from "~/http/context.server";
import { signInCookieFor } from "~/http/cookies.server";
import { ownOrigin } from "~/http/gate.server";
import { localPath } from "~/http/local-path.server";
import { openSignIn } from "~/http/lucia.server";
import { readForm } from "~/http/read-form.server";
import { challengeStep, clearedStepCookie, findStep, openStep, spendStep } from "~/http/steps.server";
import { waitForPasskey } from "~/http/throttle.server";
import { refusalWords } from "~/words/en";

/** Public, and asked for by script alone: a passkey instead of a password, or after it. Throttled by network. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request, passkeySignInForm);
  const site = siteOf(ownOrigin(request));
  if (!form.ok || !site) return failed();
  const { address, requestId } = currentRequest();
  const wait = await waitForPasskey(address);
  if (wait) return failed(wait);
  const begun = await findStep(request, "second-factor");
  if (form.data.intent === "options") {
    const options = await optionsToProve(site, begun?.accountId ?? null);
    if (begun) {
      await challengeStep(begun, options.challenge);
      return Response.json({ ok: true, options });
    }
    const cookie = await openStep("passkey-sign-in", null, options.challenge);
    return Response.json({ ok: true, options }, { headers: { "Set-Cookie": cookie } });
  }
  const step = begun ?? (await findStep(request, "passkey-sign-in"));
  const accountId = step && (await signInByPasskey({ site, step, requestId }, form.data.answer, spendStep));
  if (!accountId) return failed();
  const headers = new Headers();
  headers.append("Set-Cookie", signInCookieFor(await openSignIn(accountId, request)));
  headers.append("Set-Cookie", clearedStepCookie());
  return Response.json({ ok: true, to: localPath(form.data.back) }, { headers });
}

const failed = (said = refusalWords["passkey-failed"]) => Response.json({ ok: false, said }, { status: 400 });
