import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData, useNavigation } from "@remix-run/react";
import { AccountFields, newAccount } from "~/features/accounts/account-fields";
import { createAccount } from "~/features/accounts/commands.server";
import { accountForm, readNewRole } from "~/features/accounts/forms";
import { HandedLink } from "~/features/accounts/handed-link";
import { linkGoodForHours } from "~/features/accounts/links.server";
import { isMailSetUp, mailLink } from "~/features/accounts/mail-link.server";
import { findSetup } from "~/features/settings/overview.server";
import { listClinics } from "~/features/settings/queries.server";
import { SetupNext } from "~/features/settings/setup-steps";
import { requireProved, requireSignIn, unproved } from "~/http/actor.server";
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
  const { actor } = await requireProved(request, "accounts.manage");
  const clinics = await listClinics(actor);
  const role = readNewRole(new URL(request.url).searchParams);
  const setup = await findSetup(new Date());
  const [only, ...others] = clinics;
  return {
    clinics,
    zone: clockZone(request, clinics),
    setup,
    canMail: isMailSetUp(),
    // What is as good as certain is ticked already.
    start: { roles: role ? [role] : [], clinicIds: only && others.length === 0 ? [only.id] : [] },
  };
}

/** Answers with the link instead of leading on: it is seen only in this answer. */
export async function action({ request }: ActionFunctionArgs) {
  const signIn = await requireSignIn(request, "accounts.manage");
  const { actor } = signIn;
  const form = await readForm(request, accountForm);
  if (!form.ok) return invalid(form.faults);
  const late = unproved(signIn);
  if (late) return refused(late, form.values);
  const outcome = await createAccount(asking(actor), form.data);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  const { id, token } = outcome.value;
  const link = new URL(paths.welcome(token), ownOrigin(request)).href;
  const { name, email, roles, clinicIds, send } = form.data;
  const mailed = send === "mail" ? await mailLink("invited", email, link) : null;
  const hoursAt = roles.includes("physician") ? (clinicIds[0] ?? null) : null;
  return { ok: true as const, id, name, link, mailed, hoursAt, goodForHours: linkGoodForHours };
}

export default function NewAccount() {
  const { clinics, zone, setup, start, canMail } = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  const busy = useNavigation().state === "submitting";
  const crumbs = <a href={paths.accounts()}>Accounts</a>;
  if (reply?.ok) {
    return (
      <SettingsPage title={reply.name} current="accounts" crumbs={crumbs} said="The account is made.">
        <HandedLink {...reply} />
        <div className="account-acts">
          {reply.hoursAt && (
            <LinkButton variant="primary" href={paths.hours({ physician: reply.id, at: reply.hoursAt })}>
              Set working hours
            </LinkButton>
          )}
          <LinkButton href={paths.account(reply.id)}>Open the account</LinkButton>
          <LinkButton href={paths.accountNew()}>Make another</LinkButton>
        </div>
        {setup && !reply.hoursAt && (
          <div className="account-next">
            <SetupNext facts={setup} />
          </div>
        )}
      </SettingsPage>
    );
  }
  return (
    <SettingsPage title="New account" current="accounts" crumbs={crumbs}>
      <Form method="post" className="account-form" noValidate>
        <AccountFields account={newAccount(start)} clinics={clinics} faults={faultsOf(reply, zone)} />
        <div className="account-acts">
          {canMail && (
            <Button variant="primary" size="large" name="send" value="mail" busy={busy}>
              Create account and mail the link
            </Button>
          )}
          <Button {...(!canMail && { variant: "primary" })} size="large" busy={busy}>
            {canMail ? "Create it with a link to hand over" : "Create account and link"}
          </Button>
        </div>
      </Form>
    </SettingsPage>
  );
}
