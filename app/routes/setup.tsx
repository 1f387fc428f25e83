import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { createFirstAdministrator } from "~/features/accounts/first-administrator.server";
import { FirstAdministratorForm } from "~/features/accounts/first-administrator-form";
import { firstAdministratorForm } from "~/features/accounts/forms";
import { opensSetup } from "~/features/accounts/links.server";
import { whyNotPassword } from "~/features/accounts/passwords.server";
import { findPractice } from "~/features/settings/queries.server";
import { currentRequest } from "~/http/context.server";
import { signInCookieFor } from "~/http/cookies.server";
import { openSignIn } from "~/http/lucia.server";
import { invalid, refused } from "~/http/replies.server";
import { readForm } from "~/http/read-form.server";
import { waitForLink } from "~/http/throttle.server";
import { paths } from "~/paths";
import { Entrance } from "~/shell/entrance";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Set up · Tendon" }];

/** Public: opened by the link from the terminal, until the practice exists. */
export async function loader({ request }: LoaderFunctionArgs) {
  if (await findPractice()) throw redirect(paths.settings());
  const token = new URL(request.url).searchParams.get("token") ?? "";
  return { token, isOpen: await opensSetup(token, new Date()) };
}

/** Public; throttled by network. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request, firstAdministratorForm);
  if (!form.ok) return invalid(form.faults);
  const { password, again: _, ...input } = form.data;
  const { token: __, ...values } = input;
  const { address, requestId } = currentRequest();
  const wait = await waitForLink(address);
  if (wait) return invalid({ errors: { "": [wait] }, values });
  const why = whyNotPassword(password, [input.name, input.email, input.practice]);
  if (why) return invalid({ errors: { password: [why] }, values });
  const outcome = await createFirstAdministrator({ ...input, password, now: new Date(), requestId });
  if (!outcome.ok) return refused(outcome.refusal, values);
  const signIn = await openSignIn(outcome.value.accountId, request);
  throw redirect(paths.settings(), { headers: { "Set-Cookie": signInCookieFor(signIn) } });
}

export default function Setup() {
  const { token, isOpen } = useLoaderData<typeof loader>();
  const faults = faultsOf(useActionData<typeof action>(), "UTC");
  if (!isOpen) {
    return (
      <Entrance title="This is not the link from the terminal">
        <p>
          Setup opens with the link that Tendon printed in the terminal when it started. Copy it whole: it
          ends in a long token.
        </p>
        <p className="entrance-foot">
          It has run out? Start Tendon again: it prints a new one each time until setup is done.
        </p>
      </Entrance>
    );
  }
  return (
    <Entrance title="Set up your practice">
      <p>Step 1 of 2: who you are. Then come clinics, rooms, devices and hours, in your own time.</p>
      <FirstAdministratorForm token={token} faults={faults} />
    </Entrance>
  );
}
