import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { signInForm } from "~/features/accounts/forms";
import { PasskeySignIn } from "~/features/accounts/passkey-button";
import { SignInForm } from "~/features/accounts/sign-in-form";
import { checkPassword } from "~/features/accounts/sign-in.server";
import { findPractice } from "~/features/settings/queries.server";
import { findActor } from "~/http/actor.server";
import { currentRequest } from "~/http/context.server";
import { signInCookieFor } from "~/http/cookies.server";
import { openSignIn } from "~/http/lucia.server";
import { openStep } from "~/http/steps.server";
import { localPath } from "~/http/local-path.server";
import { invalid } from "~/http/replies.server";
import { readForm } from "~/http/read-form.server";
import { forgetSignInTries, waitToSignIn } from "~/http/throttle.server";
import { paths } from "~/paths";
import { Entrance } from "~/shell/entrance";
import { refusalWords } from "~/words/en";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Sign in · Tendon" }];

/** Public. Before first-run setup it says where setup starts. */
export async function loader({ request }: LoaderFunctionArgs) {
  const back = localPath(new URL(request.url).searchParams.get("back"));
  if (await findActor(request)) throw redirect(back);
  return { back, isSetUp: (await findPractice()) !== null };
}

/** Public; throttled by account and by network. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request, signInForm);
  if (!form.ok) return invalid(form.faults);
  const { requestId, address } = currentRequest();
  const { email, password, back } = form.data;
  const faults = (message: string) => ({ errors: { "": [message] }, values: { email, back } });
  const wait = await waitToSignIn(email, address);
  if (wait) return invalid(faults(wait));
  const checked = await checkPassword({ email, password, requestId });
  if (!checked.ok) {
    return data({ ok: false as const, faults: faults(refusalWords["too-busy"]) }, { status: 503 });
  }
  if (!checked.value) {
    return invalid(faults("E-mail and password do not belong together. Check both and try again."));
  }
  await forgetSignInTries(email, address);
  const { accountId, needsFactor } = checked.value;
  if (needsFactor) {
    const cookie = await openStep("second-factor", accountId);
    throw redirect(paths.secondStep({ back: localPath(back) }), { headers: { "Set-Cookie": cookie } });
  }
  const token = await openSignIn(accountId, request);
  throw redirect(localPath(back), { headers: { "Set-Cookie": signInCookieFor(token) } });
}

export default function SignIn() {
  const { back, isSetUp } = useLoaderData<typeof loader>();
  const faults = faultsOf(useActionData<typeof action>(), "UTC");
  if (!isSetUp) {
    return (
      <Entrance title="Tendon is not set up yet">
        <p>
          Open the link that Tendon printed in the terminal when it started. It ends in a long token and makes
          you the practice’s first administrator.
        </p>
        <p className="entrance-foot">
          The link has run out? Start Tendon again: it prints a new one each time until setup is done.
        </p>
      </Entrance>
    );
  }
  return (
    <Entrance title="Sign in" foot="No account? Ask your practice’s administrator.">
      <SignInForm back={back} faults={faults} />
      <PasskeySignIn back={back}>Sign in with a passkey</PasskeySignIn>
    </Entrance>
  );
}
