import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CodeForm } from "~/features/accounts/code-form";
import { secondStepForm } from "~/features/accounts/factor-forms";
import { secondFactorsOf } from "~/features/accounts/factors.server";
import { PasskeySignIn } from "~/features/accounts/passkey-button";
import { siteOf } from "~/features/accounts/passkeys.server";
import { checkCode, noteSignedIn } from "~/features/accounts/prove.server";
import { currentRequest } from "~/http/context.server";
import { signInCookieFor } from "~/http/cookies.server";
import { ownOrigin } from "~/http/gate.server";
import { localPath } from "~/http/local-path.server";
import { openSignIn } from "~/http/lucia.server";
import { readForm } from "~/http/read-form.server";
import { invalid } from "~/http/replies.server";
import { clearedStepCookie, findStep, spendStepNow } from "~/http/steps.server";
import { forgetCodeTries, waitForCode } from "~/http/throttle.server";
import { paths } from "~/paths";
import { Entrance } from "~/shell/entrance";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Second step · Tendon" }];

/** Public: open to the browser in which the password was just given, for ten minutes. */
export async function loader({ request }: LoaderFunctionArgs) {
  const back = localPath(new URL(request.url).searchParams.get("back"));
  const step = await findStep(request, "second-factor");
  if (!step?.accountId) throw redirect(paths.signIn({ back }));
  const factors = await secondFactorsOf(step.accountId);
  return { back, hasTotp: factors.totp, hasPasskey: factors.passkey && siteOf(ownOrigin(request)) !== null };
}

/** Public; throttled by account. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request, secondStepForm);
  if (!form.ok) return invalid(form.faults);
  const { code, back } = form.data;
  const step = await findStep(request, "second-factor");
  if (!step?.accountId) throw redirect(paths.signIn({ back: localPath(back) }));
  const { accountId } = step;
  const { address, requestId } = currentRequest();
  const wait = await waitForCode(accountId, address);
  if (wait) return invalid({ errors: { "": [wait] }, values: {} });
  const holds = await checkCode({ accountId, proves: "sign-in", now: new Date(), requestId }, code);
  if (!holds) {
    const why = "This code is not right, or was used already. Wait for the next one, then type that";
    return invalid({ errors: { code: [why] }, values: {} });
  }
  if (!(await spendStepNow(step))) throw redirect(paths.signIn({ back: localPath(back) }));
  await forgetCodeTries(accountId, address);
  await noteSignedIn(accountId, "code", requestId);
  const token = await openSignIn(accountId, request);
  const headers = new Headers();
  headers.append("Set-Cookie", signInCookieFor(token));
  headers.append("Set-Cookie", clearedStepCookie());
  throw redirect(localPath(back), { headers });
}

export default function SecondStep() {
  const { back, hasTotp, hasPasskey } = useLoaderData<typeof loader>();
  const faults = faultsOf(useActionData<typeof action>(), "UTC");
  return (
    <Entrance
      title="One more step"
      foot={
        <>
          Lost your phone and your codes? An administrator of your practice can reset your second factor.{" "}
          <a href={paths.signIn({ back })}>Sign in as somebody else</a>
        </>
      }
    >
      {hasPasskey && <PasskeySignIn back={back}>Use a passkey</PasskeySignIn>}
      <CodeForm back={back} faults={faults} hasTotp={hasTotp} submit="Sign in" />
    </Entrance>
  );
}
