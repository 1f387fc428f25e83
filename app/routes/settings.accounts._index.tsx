import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AccountsFilters } from "~/features/accounts/accounts-filters";
import { AccountsTable } from "~/features/accounts/accounts-table";
import { accountQuery } from "~/features/accounts/filter";
import { readAccountFilter } from "~/features/accounts/forms";
import { countAccounts, listAccounts, PAGE_SIZE } from "~/features/accounts/queries.server";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { clockZone } from "~/http/clinic.server";
import { paths } from "~/paths";
import { SettingsPage } from "~/shell/settings-page";
import { LinkButton } from "~/ui/button";
import { Pager } from "~/ui/pager";

export const meta = () => [{ title: "Accounts · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "accounts.manage");
  const filter = readAccountFilter(new URL(request.url).searchParams);
  const [accounts, counts, clinics] = await Promise.all([
    listAccounts(filter),
    countAccounts(filter),
    listClinics(actor),
  ]);
  const zone = clockZone(request, clinics);
  return {
    filter,
    counts,
    clinics,
    pageSize: PAGE_SIZE,
    rows: accounts.map((account) => ({ ...account, zone })),
  };
}

export default function Accounts() {
  const { filter, counts, clinics, pageSize, rows } = useLoaderData<typeof loader>();
  return (
    <SettingsPage
      title="Accounts"
      current="accounts"
      flush
      bands={<AccountsFilters filter={filter} counts={counts} clinics={clinics} />}
      tools={
        <LinkButton icon="upload" href={paths.accountsImport()}>
          From a file
        </LinkButton>
      }
      primary={
        <LinkButton variant="primary" icon="person-plus" href={paths.accountNew()}>
          New account
        </LinkButton>
      }
    >
      <AccountsTable rows={rows} />
      <Pager
        page={filter.page}
        pageSize={pageSize}
        total={counts[filter.show]}
        noun={["account", "accounts"]}
        pageHref={(page) => paths.accounts(accountQuery({ ...filter, page }))}
      />
    </SettingsPage>
  );
}
