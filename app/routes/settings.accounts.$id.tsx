import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AccountPage } from "~/features/accounts/account-page";
import { actOnAccount } from "~/features/accounts/act.server";
import { editAccount } from "~/features/accounts/commands.server";
import { accountId, accountPageForm } from "~/features/accounts/forms";
import { HandedLink } from "~/features/accounts/handed-link";
import { linkGoodForHours } from "~/features/accounts/links.server";
import { isMailSetUp, mailLink } from "~/features/accounts/mail-link.server";
import { findAccount, listSignIns } from "~/features/accounts/queries.server";
import { listClinics } from "~/features/settings/queries.server";
import { requireProved, requireSignIn, unproved } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { clockZone } from "~/http/clinic.server";
import { ownOrigin } from "~/http/gate.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { SettingsPage } from "~/shell/settings-page";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Account · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor, id: currentSignInId } = await requireProved(request, "accounts.manage");
  const id = accountId(params);
  const account = id && (await findAccount(id, new Date()));
  if (!account) throw notFound("account");
  const [signIns, clinics] = await Promise.all([listSignIns(account.id), listClinics(actor)]);
  return {
    account,
    signIns,
    currentSignInId,
    clinics,
    isSelf: account.id === actor.id,
    asksToDeactivate: new URL(request.url).searchParams.get("confirm") === "deactivate",
    isMailSetUp: isMailSetUp(),
    zone: clockZone(request, clinics),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const signIn = await requireSignIn(request, "accounts.manage");
  const { actor, id: currentSignInId } = signIn;
  const id = accountId(params);
  const account = id && (await findAccount(id, new Date()));
  if (!account) throw notFound("account");
  const form = await readForm(request, accountPageForm);
  if (!form.ok) return invalid(form.faults);
  const late = unproved(signIn);
  if (late) return refused(late, form.values);
  if (form.data.intent === "save") {
    const outcome = await editAccount(asking(actor), account.id, form.data);
    if (!outcome.ok) return refused(outcome.refusal, form.values);
    return { ok: true as const, said: "The account is saved.", handed: null };
  }
  const outcome = await actOnAccount(asking(actor), account, form.data, currentSignInId);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  const { said, token } = outcome.value;
  if (!token) return { ok: true as const, said, handed: null };
  const link = new URL(paths.welcome(token), ownOrigin(request)).href;
  const byMail = form.data.intent === "link" && form.data.send === "mail";
  const mailed = byMail ? await mailLink("new-link", account.email, link) : null;
  return { ok: true as const, said, handed: { link, mailed, goodForHours: linkGoodForHours } };
}

/** After a refusal too: an overtaken form is shown what stands now. */
export const shouldRevalidate = () => true;

export default function Account() {
  const page = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  const done = reply?.ok ? reply : null;
  const { name } = page.account;
  return (
    <SettingsPage
      title={name}
      current="accounts"
      crumbs={<a href={paths.accounts()}>Accounts</a>}
      meta={page.isSelf ? "You" : undefined}
      said={done?.said}
    >
      {done?.handed && (
        <div className="account-notices">
          <HandedLink name={name} {...done.handed} />
        </div>
      )}
      <AccountPage {...page} faults={faultsOf(reply, page.zone)} />
    </SettingsPage>
  );
}
