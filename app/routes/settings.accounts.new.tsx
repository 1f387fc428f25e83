import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import { AccountFields } from "~/features/accounts/account-fields";
import { createAccount } from "~/features/accounts/commands.server";
import { accountForm } from "~/features/accounts/forms";
import { HandedLink } from "~/features/accounts/handed-link";
import { linkGoodForHours } from "~/features/accounts/links.server";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { clockZone } from "~/http/clinic.server";
import { ownOrigin } from "~/http/gate.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { SettingsPage } from "~/shell/settings-page";
import { useReply } from "~/shell/use-reply";
import { Button, LinkButton } from "~/ui/button";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "New account · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "accounts.manage");
  const clinics = await listClinics(actor);
  return { clinics, zone: clockZone(request, clinics) };
}

/** Answers with the link instead of leading on: it is seen only in this answer. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "accounts.manage");
  const form = await readForm(request, accountForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await createAccount(asking(actor), form.data);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  const { id, token } = outcome.value;
  const link = new URL(paths.welcome(token), ownOrigin(request)).href;
  return { ok: true as const, id, name: form.data.name, link, goodForHours: linkGoodForHours };
}

export default function NewAccount() {
  const { clinics, zone } = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  const busy = useNavigation().state === "submitting";
  const crumbs = <a href={paths.accounts()}>Accounts</a>;
  if (reply?.ok) {
    return (
      <SettingsPage title={reply.name} current="accounts" crumbs={crumbs} said="The account is made.">
        <HandedLink {...reply} />
        <div className="account-acts">
          <LinkButton href={paths.account(reply.id)}>Open the account</LinkButton>
          <LinkButton href={paths.accountNew()}>Make another</LinkButton>
        </div>
      </SettingsPage>
    );
  }
  return (
    <SettingsPage title="New account" current="accounts" crumbs={crumbs}>
      <Form method="post" className="account-form" noValidate>
        <AccountFields account={null} clinics={clinics} faults={faultsOf(reply, zone)} />
        <Button variant="primary" size="large" busy={busy}>
          Create account and link
        </Button>
      </Form>
    </SettingsPage>
  );
}
