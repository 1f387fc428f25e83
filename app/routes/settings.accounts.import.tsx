import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BulkPage } from "~/features/accounts/bulk-page";
import { createAccounts, mostBulkRows, readBulk } from "~/features/accounts/bulk.server";
import { bulkForm } from "~/features/accounts/forms";
import { linkGoodForHours } from "~/features/accounts/links.server";
import { isMailSetUp, mailLinks } from "~/features/accounts/mail-link.server";
import { listClinics } from "~/features/settings/queries.server";
import { requireProved, requireSignIn, unproved } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { ownOrigin } from "~/http/gate.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { SettingsPage } from "~/shell/settings-page";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Accounts from a file · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await requireProved(request, "accounts.manage");
  const clinics = await listClinics(actor);
  return {
    clinics: clinics.map(({ name }) => name),
    canMail: isMailSetUp(),
    mostRows: mostBulkRows,
    goodForHours: linkGoodForHours,
  };
}

/** Checks first, and makes all or none. The links are in this answer, and nowhere else. */
export async function action({ request }: ActionFunctionArgs) {
  const signIn = await requireSignIn(request, "accounts.manage");
  const { actor } = signIn;
  const form = await readForm(request, bulkForm);
  if (!form.ok) return invalid(form.faults);
  const late = unproved(signIn);
  if (late) return refused(late, form.values);
  const { intent, file, send } = form.data;
  const csv = file && file.size > 0 ? await file.text() : form.data.csv;
  const values = { ...form.values, csv };
  const read = await readBulk(csv, await listClinics(actor));
  if (!read.ok) return invalid({ errors: { csv: [read.why] }, values });
  const isRight = read.rows.every(({ faults }) => faults.length === 0);
  if (intent === "check" || !isRight) return { ok: true as const, rows: read.rows, csv, made: null };
  const outcome = await createAccounts(asking(actor), read.rows);
  if (!outcome.ok) return refused(outcome.refusal, values);
  const links = outcome.value.map(({ name, email, token }) => ({
    name,
    email,
    link: new URL(paths.welcome(token), ownOrigin(request)).href,
    mailed: null,
  }));
  const made = send === "mail" ? await mailLinks(links) : links;
  return { ok: true as const, rows: [], csv, made };
}

export default function AccountsFromFile() {
  const page = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  const done = reply?.ok ? reply : null;
  return (
    <SettingsPage
      title="Accounts from a file"
      current="accounts"
      crumbs={<a href={paths.accounts()}>Accounts</a>}
    >
      <BulkPage {...page} done={done} faults={faultsOf(reply, "UTC")} />
    </SettingsPage>
  );
}
