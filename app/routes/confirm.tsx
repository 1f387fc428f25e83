import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ConfirmPage } from "~/features/accounts/confirm-page";
import { confirmForm } from "~/features/accounts/factor-forms";
import { secondFactorsOf } from "~/features/accounts/factors.server";
import { siteOf } from "~/features/accounts/passkeys.server";
import { confirmWho } from "~/features/accounts/prove.server";
import { isProved } from "~/domain/second-factor";
import { requireSignIn } from "~/http/actor.server";
import { currentRequest } from "~/http/context.server";
import { signInCookieFor } from "~/http/cookies.server";
import { ownOrigin } from "~/http/gate.server";
import { isDownload, localPath } from "~/http/local-path.server";
import { renewSignIn } from "~/http/lucia.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { findStep, spendStep } from "~/http/steps.server";
import { forgetCodeTries, forgetSignInTries, waitForCode, waitToSignIn } from "~/http/throttle.server";
import { paths } from "~/paths";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Confirm that it is you · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const signIn = await requireSignIn(request, "self.read");
  const asked = new URL(request.url).searchParams.get("back");
  const back = asked === null ? null : localPath(asked);
  const isDone = isProved(signIn.provedAt, "open", new Date());
  if (isDone && back !== null && !isDownload(back)) throw redirect(back);
  const { totp, passkey } = await secondFactorsOf(signIn.actor.id);
  const hasPasskey = passkey && siteOf(ownOrigin(request)) !== null;
  return { back, isDone, hasTotp: totp, hasPasskey, hasFactor: totp || passkey, email: signIn.account.email };
}

/** Throttled like a sign-in: whoever finds a screen unlocked must not try at leisure. */
export async function action({ request }: ActionFunctionArgs) {
  const { id, account } = await requireSignIn(request, "self.write");
  const form = await readForm(request, confirmForm);
  if (!form.ok) return invalid(form.faults);
  const { address, requestId } = currentRequest();
  const wait =
    form.data.intent === "password"
      ? await waitToSignIn(account.email, address)
      : await waitForCode(account.id, address);
  if (wait) return invalid({ errors: { "": [wait] }, values: form.values });
  const step = form.data.intent === "passkey" ? await findStep(request, "passkey-proof") : null;
  const asked = { account, now: new Date(), requestId, site: siteOf(ownOrigin(request)), step };
  const outcome = await confirmWho(asked, form.data, spendStep);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  await Promise.all([forgetCodeTries(account.id, address), forgetSignInTries(account.email, address)]);
  const headers = { "Set-Cookie": signInCookieFor(await renewSignIn(id)) };
  const back = localPath(form.data.back);
  throw redirect(isDownload(back) ? paths.confirm({ back }) : back, { headers });
}

export default function Confirm() {
  const page = useLoaderData<typeof loader>();
  return <ConfirmPage {...page} faults={faultsOf(useActionData<typeof action>(), "UTC")} />;
}
