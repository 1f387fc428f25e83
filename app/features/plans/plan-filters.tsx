import { Form, useSubmit } from "@remix-run/react";
import { useEffect, useRef, type FormEvent } from "react";
import { planStatuses, regions } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { PageBand } from "~/ui/page";
import { SearchField } from "~/ui/search-field";
import { SelectMenu } from "~/ui/select-menu";
import { planStatusWords, regionWords } from "~/words/en";
import { filterQuery, type PlanFilter } from "./filter";
import { HiddenFields } from "./hidden-fields";
import "./plan-filters.css";

const typingPauseMs = 300;

/** What is chosen or typed, so that the address names nothing that is not. */
const chosenIn = (form: HTMLFormElement) =>
  Object.fromEntries([...new FormData(form)].filter((entry): entry is [string, string] => Boolean(entry[1])));

interface PlanFiltersProps {
  filter: PlanFilter;
  clinic: string | null;
  physicians: readonly { id: string; name: string }[];
  /** What is shown, as a sentence at the band's end. */
  summary: string;
}

/** What came with a link from the outcomes and is chosen nowhere here. */
const noFigure = { counted: null, guidance: null };

/** One form whose search is sealed in the address that it leads to: without JavaScript by its button, with it whenever something is chosen or typed. */
export function PlanFilters({ filter, clinic, physicians, summary }: PlanFiltersProps) {
  const submit = useSubmit();
  const form = useRef<HTMLFormElement>(null);
  const typing = useRef<ReturnType<typeof setTimeout>>();
  const { q: _, region: __, physician: ___, status: ____, page: _____, ...kept } = filterQuery(filter);

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
    const form = event.currentTarget;
    clearTimeout(typing.current);
    const pauseMs = event.target instanceof HTMLSelectElement ? 0 : typingPauseMs;
    typing.current = setTimeout(
      () =>
        submit(chosenIn(form), {
          method: "post",
          action: paths.search(),
          replace: true,
          preventScrollReset: true,
        }),
      pauseMs,
    );
  }

  return (
    <PageBand label="Filters">
      <Form method="post" action={paths.search()} className="plan-filters" ref={form} onInput={applySoon}>
        <input type="hidden" name="where" value={paths.plans()} />
        <HiddenFields values={{ ...kept, clinic }} />
        <SearchField
          label="Name or record number"
          name="q"
          key={`q ${filter.show}`}
          defaultValue={filter.q}
          shortcut="/"
          maxLength={80}
        />
        <div className="plan-filters-chosen">
          <SelectMenu
            label="Region"
            name="region"
            key={`region ${filter.region}`}
            defaultValue={filter.region ?? ""}
            options={regions.map((value) => ({ value, label: regionWords[value] }))}
          />
          <SelectMenu
            label="Physician"
            name="physician"
            key={`physician ${filter.physician}`}
            defaultValue={filter.physician ?? ""}
            options={physicians.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <SelectMenu
            label="Status"
            name="status"
            key={`status ${filter.status}`}
            defaultValue={filter.status ?? ""}
            options={planStatuses.map((value) => ({ value, label: planStatusWords[value] }))}
          />
          <div className="without-script">
            <Button>Filter</Button>
          </div>
        </div>
        <p className="plan-filters-summary">
          {summary}
          {(filter.counted || filter.guidance) && (
            <>
              {". "}
              <a href={paths.plans({ ...filterQuery({ ...filter, ...noFigure }), clinic })}>Not only these</a>
            </>
          )}
        </p>
      </Form>
    </PageBand>
  );
}
