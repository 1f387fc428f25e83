import { Form } from "@remix-run/react";
import { roles } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { PageBand } from "~/ui/page";
import { SearchField } from "~/ui/search-field";
import { SelectMenu } from "~/ui/select-menu";
import { roleWords } from "~/words/en";
import {
  accountStates,
  factorChoices,
  seenChoices,
  type AccountFilter,
  type AccountState,
  type FactorChoice,
  type SeenChoice,
} from "./filter";

const stateWords: Record<AccountState, string> = {
  all: "All",
  active: "Active",
  waiting: "No password yet",
  deactivated: "Deactivated",
};
const seenWords: Record<SeenChoice, string> = {
  never: "Never",
  "this-week": "In the last 7 days",
  "not-for-90-days": "Not for 90 days",
};
const factorWords: Record<FactorChoice, string> = { with: "With one", without: "Without one" };

interface AccountsFiltersProps {
  filter: AccountFilter;
  counts: Record<AccountState, number>;
  clinics: readonly { id: string; name: string }[];
}

export function AccountsFilters({ filter, counts, clinics }: AccountsFiltersProps) {
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
        <SelectMenu
          key={`clinic ${filter.clinic}`}
          label="Clinic"
          name="clinic"
          defaultValue={filter.clinic ?? ""}
          options={clinics.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectMenu
          key={`seen ${filter.seen}`}
          label="Seen"
          name="seen"
          defaultValue={filter.seen ?? ""}
          options={seenChoices.map((seen) => ({ value: seen, label: seenWords[seen] }))}
        />
        <SelectMenu
          key={`factor ${filter.factor}`}
          label="Second factor"
          name="factor"
          defaultValue={filter.factor ?? ""}
          options={factorChoices.map((factor) => ({ value: factor, label: factorWords[factor] }))}
        />
        <Button>Search</Button>
      </Form>
    </PageBand>
  );
}
