import { Form } from "@remix-run/react";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { PageBand } from "~/ui/page";
import { SearchField } from "~/ui/search-field";
import { SelectMenu } from "~/ui/select-menu";
import { auditGroupNames } from "~/words/audit";
import { isSearch, type AuditFilter } from "./filter";
import "./audit.css";

interface AuditFiltersProps {
  filter: AuditFilter;
  choices: { accounts: { id: string; name: string }[]; clinics: { id: string; name: string }[] };
}

const asOption = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });

export function AuditFilters({ filter, choices }: AuditFiltersProps) {
  const day = (name: "from" | "to", label: string) => (
    <label className="filter audit-day">
      <span className="filter-label">{label}</span>
      <input key={`${name} ${filter[name]}`} type="date" name={name} defaultValue={filter[name] ?? ""} />
    </label>
  );
  return (
    <PageBand label="Filters">
      <Form method="post" action={paths.search()} className="audit-filters">
        <input type="hidden" name="where" value={paths.audit()} />
        <SelectMenu
          key={`who ${filter.who}`}
          label="Who"
          name="who"
          any="Anybody"
          defaultValue={filter.who ?? ""}
          options={choices.accounts.map(asOption)}
        />
        <SelectMenu
          key={`what ${filter.what}`}
          label="What"
          name="what"
          any="Anything"
          defaultValue={filter.what ?? ""}
          options={auditGroupNames.map((name) => ({ value: name, label: name }))}
        />
        <SelectMenu
          key={`outcome ${filter.outcome}`}
          label="Outcome"
          name="outcome"
          defaultValue={filter.outcome ?? ""}
          options={[
            { value: "done", label: "Done" },
            { value: "refused", label: "Refused" },
          ]}
        />
        {choices.clinics.length > 1 && (
          <SelectMenu
            key={`clinic ${filter.clinic}`}
            label="Clinic"
            name="clinic"
            defaultValue={filter.clinic ?? ""}
            options={choices.clinics.map(asOption)}
          />
        )}
        {day("from", "From")}
        {day("to", "To")}
        <SearchField
          key={`record ${filter.record}`}
          label="Number of a record"
          name="record"
          defaultValue={filter.record ?? ""}
          maxLength={60}
        />
        <SearchField
          key={`patient ${filter.patient}`}
          label="Patient’s record number or id"
          name="find"
          defaultValue={filter.patient ?? ""}
          maxLength={100}
        />
        <Button>Search</Button>
        {isSearch(filter) && <LinkButton href={paths.audit()}>Clear</LinkButton>}
      </Form>
    </PageBand>
  );
}
