import { Form } from "@remix-run/react";
import { roles } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { PageBand } from "~/ui/page";
import { SearchField } from "~/ui/search-field";
import { SelectMenu } from "~/ui/select-menu";
import { roleWords } from "~/words/en";
import { accountStates, type AccountFilter, type AccountState } from "./filter";

const stateWords: Record<AccountState, string> = {
  all: "All",
  active: "Active",
  waiting: "No password yet",
  deactivated: "Deactivated",
};

interface AccountsFiltersProps {
  filter: AccountFilter;
  counts: Record<AccountState, number>;
}

export function AccountsFilters({ filter, counts }: AccountsFiltersProps) {
  return (
    <PageBand label="Filters">
      <Form method="get" action={paths.accounts()} className="account-filters">
        <SearchField
          key={`q ${filter.q}`}
          label="Name or e-mail"
          name="q"
          defaultValue={filter.q}
          maxLength={80}
        />
        <SelectMenu
          key={`state ${filter.show}`}
          label="State"
          name="show"
          any=""
          defaultValue={filter.show}
          options={accountStates.map((show) => ({
            value: show,
            label: `${stateWords[show]} ${counts[show]}`,
          }))}
        />
        <SelectMenu
          key={`role ${filter.role}`}
          label="Role"
          name="role"
          defaultValue={filter.role ?? ""}
          options={roles.map((role) => ({ value: role, label: roleWords[role] }))}
        />
        <Button>Search</Button>
      </Form>
    </PageBand>
  );
}
