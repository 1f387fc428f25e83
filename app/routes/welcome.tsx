import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { passwordForm } from "~/features/accounts/forms";
import { secondFactorsOf } from "~/features/accounts/factors.server";
import { findInvitation } from "~/features/accounts/links.server";
import { setPasswordByLink } from "~/features/accounts/own-password.server";
import { PasswordPair } from "~/features/accounts/password-pair";
import { noteSignedIn } from "~/features/accounts/prove.server";
import { whyNotPassword } from "~/features/accounts/passwords.server";
import { currentRequest } from "~/http/context.server";
import { signInCookieFor } from "~/http/cookies.server";
import { openSignIn } from "~/http/lucia.server";
import { invalid, refused } from "~/http/replies.server";
import { readForm } from "~/http/read-form.server";
import { openStep } from "~/http/steps.server";
import { waitForLink } from "~/http/throttle.server";
import { paths } from "~/paths";
import { Entrance } from "~/shell/entrance";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Welcome · Tendon" }];

/** Public: whoever holds the link sees whose password it sets. The token goes back into the page's form and nowhere else. */
export async function loader({ request }: LoaderFunctionArgs) {
  const token = new URL(request.url).searchParams.get("token") ?? "";
  return { token, person: await findInvitation(token, new Date()) };
}

/** Public; throttled by network. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request, passwordForm);
  if (!form.ok) return invalid(form.faults);
  const { token, password } = form.data;
  const { address, requestId } = currentRequest();
  const wait = await waitForLink(address);
  if (wait) return invalid({ errors: { "": [wait] }, values: {} });
  const now = new Date();
  const person = await findInvitation(token, now);
  if (!person) return refused({ code: "link-spent" });
  const why = whyNotPassword(password, [person.name, person.email]);
  if (why) return invalid({ errors: { password: [why] }, values: {} });
  const outcome = await setPasswordByLink({ token, password, now, requestId });
  if (!outcome.ok) return refused(outcome.refusal);
  const { accountId } = outcome.value;
  const factors = await secondFactorsOf(accountId);
  // Whoever reads somebody's mail has their link, and not their phone.
  if (factors.totp || factors.passkey) {
    const cookie = await openStep("second-factor", accountId);
    throw redirect(paths.secondStep(), { headers: { "Set-Cookie": cookie } });
  }
  await noteSignedIn(accountId, "link", requestId);
  const signIn = await openSignIn(accountId, request);
  throw redirect(paths.today(), { headers: { "Set-Cookie": signInCookieFor(signIn) } });
}

export default function Welcome() {
  const { token, person } = useLoaderData<typeof loader>();
  const { errors } = faultsOf(useActionData<typeof action>(), "UTC");
  const busy = useNavigation().state !== "idle";
  const isForgotten = person?.purpose === "forgotten-password";
  if (!person) {
    return (
      <Entrance title="This link opens nothing any more">
        <p>
          It was used already, it has run out, or it was not copied whole. Ask your practice’s administrator
          for a new one: it takes them a moment.
        </p>
        <p className="entrance-foot">
          You have a password? <a href={paths.signIn()}>Sign in</a>
        </p>
      </Entrance>
    );
  }
  return (
    <Entrance title={isForgotten ? "Choose another password" : `Welcome, ${person.name}`}>
      <p>
        Choose the password for <strong>{person.email}</strong>. You are signed in right after
        {isForgotten ? ", and everywhere else you are signed out" : ""}.
      </p>
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" autoComplete="username" value={person.email} readOnly />
        <PasswordPair errors={errors} />
        <Button variant="primary" size="large" busy={busy}>
          Set password and sign in
        </Button>
      </Form>
    </Entrance>
  );
}
