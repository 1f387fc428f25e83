import type { ActionFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { forgottenForm } from "~/features/accounts/factor-forms";
import { isMailSetUp, sayForgotten } from "~/features/accounts/mail-link.server";
import { currentRequest } from "~/http/context.server";
import { invalid } from "~/http/replies.server";
import { readForm } from "~/http/read-form.server";
import { waitWhenForgotten } from "~/http/throttle.server";
import { paths } from "~/paths";
import { Entrance } from "~/shell/entrance";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field } from "~/ui/field";
import { faultsOf, textOf } from "~/words/faults";

export const meta = () => [{ title: "Forgotten password · Tendon" }];

/** Public. */
export const loader = () => ({ isMailSetUp: isMailSetUp() });

/** Public; throttled by network and by account. What it answers never tells whether there is an account. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await readForm(request, forgottenForm);
  if (!form.ok) return invalid(form.faults);
  const { email } = form.data;
  const { address, requestId } = currentRequest();
  const { words, isTooMany } = await waitWhenForgotten(email, address);
  if (words) return invalid({ errors: { "": [words] }, values: form.values });
  await sayForgotten(email, { isTooMany, requestId });
  return { ok: true as const, email };
}

export default function Forgotten() {
  const { isMailSetUp } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const faults = faultsOf(reply, "UTC");
  const busy = useNavigation().state !== "idle";
  const back = <a href={paths.signIn()}>Back to the sign-in page</a>;
  if (!isMailSetUp) {
    return (
      <Entrance title="Forgotten password" foot={back}>
        <p>
          No mail leaves this practice’s Tendon, so nobody can be sent a link. Ask your practice’s
          administrator: they make you one in a moment, to choose another password with.
        </p>
      </Entrance>
    );
  }
  if (reply?.ok) {
    return (
      <Entrance title="Look into your mailbox" foot={back}>
        <p>
          If <strong>{reply.email}</strong> has an account here, a link to choose another password is on its
          way. It works once, for an hour. Nothing came after some minutes? Look among the unwanted mail, or
          ask your practice’s administrator.
        </p>
      </Entrance>
    );
  }
  return (
    <Entrance title="Forgotten password" foot={back}>
      <p>Say under which e-mail you sign in, and we mail you a link to choose another password with.</p>
      <ErrorSummary errors={faults.errors} />
      <Form method="post" noValidate>
        <Field
          label="Work e-mail"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={textOf(faults, "email")}
          errors={faults.errors["email"]}
        />
        <Button variant="primary" size="large" busy={busy}>
          Mail me a link
        </Button>
      </Form>
    </Entrance>
  );
}
