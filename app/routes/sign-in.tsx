import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { signInForm } from "~/features/accounts/forms";
import { checkPassword } from "~/features/accounts/sign-in.server";
import { findActor } from "~/http/actor.server";
import { currentRequest } from "~/http/context.server";
import { signInCookieFor } from "~/http/cookies.server";
import { openSignIn } from "~/http/lucia.server";
import { localPath } from "~/http/local-path.server";
import { invalid } from "~/http/replies.server";
import { readForm } from "~/http/read-form.server";
import { countTry, forgetTries } from "~/http/throttle.server";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field } from "~/ui/field";
import { Entrance } from "~/shell/entrance";

export const meta = () => [{ title: "Sign in · Tendon" }];

/** Public. */
export async function loader({ request }: LoaderFunctionArgs) {
  const back = localPath(new URL(request.url).searchParams.get("back"));
  if (await findActor(request)) throw redirect(back);
  return { back };
}

/** Public; throttled by account and by network. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request, signInForm);
  if (!form.ok) return invalid(form.faults);
  const { requestId, address } = currentRequest();
  const { email, password, back } = form.data;
  const waitSeconds =
    (await countTry("sign-in-network", address)) ?? (await countTry("sign-in-account", email));
  const say = (message: string) => invalid({ errors: { "": [message] }, values: { email, back } });
  if (waitSeconds !== null) {
    return say(`Too many tries. Wait ${Math.ceil(waitSeconds / 60)} minutes, then try again.`);
  }
  const accountId = await checkPassword({ email, password, requestId });
  if (!accountId) return say("E-mail and password do not belong together. Check both and try again.");
  await forgetTries("sign-in-account", email);
  const token = await openSignIn(accountId, request.headers.get("user-agent") ?? "");
  throw redirect(localPath(back), { headers: { "Set-Cookie": signInCookieFor(token) } });
}

export default function SignIn() {
  const { back } = useLoaderData<typeof loader>();
  const faults = useActionData<typeof action>()?.faults;
  const errors = faults?.errors ?? {};
  const busy = useNavigation().state !== "idle";
  return (
    <Entrance title="Sign in" foot="No account, or a forgotten password? Ask your practice’s administrator.">
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate>
        <input type="hidden" name="back" value={back} />
        <Field
          label="Work e-mail"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={String(faults?.values["email"] ?? "")}
          errors={errors["email"]}
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          errors={errors["password"]}
        />
        <Button variant="primary" size="large" busy={busy}>
          Sign in
        </Button>
      </Form>
    </Entrance>
  );
}
