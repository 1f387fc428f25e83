import { Form, useSubmit } from "@remix-run/react";
import { useEffect, useRef, type FormEvent } from "react";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Page, PageBand } from "~/ui/page";
import { Pager } from "~/ui/pager";
import { SearchField } from "~/ui/search-field";
import { Tabs } from "~/ui/tabs";
import { countOf } from "~/words/patients";
import { filterQuery, type PatientFilter, type PatientShow } from "./filter";
import { PatientTable } from "./patient-table";
import type { PatientRow } from "./row";
import "./patients.css";

const typingPauseMs = 300;
const tabs: [PatientShow, string][] = [
  ["active", "Active"],
  ["inactive", "Inactive"],
  ["all", "All"],
];

export interface PatientsPageProps {
  filter: PatientFilter;
  rows: PatientRow[];
  counts: Record<PatientShow, number>;
  pageSize: number;
  /** The URL's clinic, or null where there is no choice. */
  clinic: string | null;
  clinicName: string;
  may: { write: boolean; import: boolean };
}

export function PatientsPage(props: PatientsPageProps) {
  const { filter, rows, counts, pageSize, clinic, clinicName, may } = props;
  const total = counts[filter.show];
  const query = { ...filterQuery(filter), clinic };
  return (
    <Page
      title="Patients"
      flush
      tools={
        may.import && (
          <LinkButton variant="quiet" icon="upload" href={paths.patientImport()}>
            Import
          </LinkButton>
        )
      }
      primary={
        may.write && (
          <LinkButton variant="primary" icon="plus" href={paths.patientNew()}>
            New patient
          </LinkButton>
        )
      }
      bands={
        <>
          <Tabs
            label="Views"
            tabs={tabs.map(([show, label]) => ({
              href: paths.patients({ ...filterQuery({ ...filter, show, page: 1 }), clinic }),
              label,
              count: counts[show],
              current: show === filter.show,
            }))}
          />
          <Search filter={filter} clinic={clinic} summary={`${countOf(total, "patient")} at ${clinicName}`} />
        </>
      }
    >
      <PatientTable rows={rows} filter={filter} clinic={clinic} empty={<NoPatients {...props} />} />
      {total > pageSize && (
        <Pager
          page={filter.page}
          pageSize={pageSize}
          total={total}
          noun={["patient", "patients"]}
          pageHref={(page) => paths.patients({ ...query, page: page === 1 ? null : page })}
        />
      )}
    </Page>
  );
}

interface SearchProps {
  filter: PatientFilter;
  clinic: string | null;
  summary: string;
}

/** By its button without JavaScript, as one types with it. What is typed is a name: it is posted, and sealed in the address. */
function Search({ filter, clinic, summary }: SearchProps) {
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const typing = useRef<ReturnType<typeof setTimeout>>();
  const { q: _, page: __, ...kept } = filterQuery(filter);

  useEffect(() => {
    function focusSearch(event: KeyboardEvent) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, select, dialog")) return;
      form.current?.querySelector<HTMLInputElement>("input[type=search]")?.focus();
      event.preventDefault();
    }
    document.addEventListener("keydown", focusSearch);
    return () => {
      document.removeEventListener("keydown", focusSearch);
      clearTimeout(typing.current);
    };
  }, []);

  function applySoon(event: FormEvent<HTMLFormElement>) {
    const target = event.currentTarget;
    clearTimeout(typing.current);
    typing.current = setTimeout(
      () => submit(target, { replace: true, preventScrollReset: true }),
      typingPauseMs,
    );
  }

  return (
    <PageBand label="Search">
      <Form method="post" action={paths.search()} className="patient-filters" ref={form} onInput={applySoon}>
        <input type="hidden" name="where" value={paths.patients()} />
        {Object.entries({ ...kept, clinic }).map(([name, value]) =>
          value === null || value === "" ? null : (
            <input key={name} type="hidden" name={name} value={value} />
          ),
        )}
        <SearchField
          label="Name or record number"
          name="q"
          key={filter.show}
          defaultValue={filter.q}
          shortcut="/"
          maxLength={80}
        />
        <noscript>
          <Button>Search</Button>
        </noscript>
        <p className="patient-filters-summary" role="status">
          {summary}
        </p>
      </Form>
    </PageBand>
  );
}

function NoPatients({ filter, counts, clinic, may }: PatientsPageProps) {
  const elsewhere = counts.all > 0 && filter.show !== "all";
  if (filter.q) {
    const clear = paths.patients({ ...filterQuery({ ...filter, q: "", page: 1 }), clinic });
    const inAll = paths.patients({ ...filterQuery({ ...filter, show: "all", page: 1 }), clinic });
    return (
      <EmptyState
        title={
          elsewhere
            ? `No ${filter.show} patient fits this search, but ${countOf(counts.all, "other")} ${counts.all === 1 ? "does" : "do"}.`
            : "No patient fits this search."
        }
        action={
          elsewhere ? (
            <LinkButton href={inAll}>Look in all patients</LinkButton>
          ) : (
            <LinkButton href={clear}>Clear the search</LinkButton>
          )
        }
      >
        {!elsewhere && "Search by any part of the name or the record number; accents do not matter."}
      </EmptyState>
    );
  }
  if (filter.page > 1 && counts[filter.show] > 0) {
    return (
      <EmptyState
        title="There is no such page."
        action={
          <LinkButton href={paths.patients({ ...filterQuery({ ...filter, page: 1 }), clinic })}>
            Go to the first page
          </LinkButton>
        }
      />
    );
  }
  if (filter.show === "inactive") {
    return (
      <EmptyState title="No inactive patient here.">
        Patients who have left the practice or died are kept here, with their history.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="There are no patients here yet."
      action={
        may.import ? (
          <LinkButton href={paths.patientImport()} icon="upload">
            Import from another system
          </LinkButton>
        ) : (
          may.write && <LinkButton href={paths.patientNew()}>New patient</LinkButton>
        )
      }
    >
      {may.import
        ? "Bring them over from the system you used before, or enter them one by one."
        : "Once a patient is entered, a physician makes a plan and the desk books its sessions."}
    </EmptyState>
  );
}
